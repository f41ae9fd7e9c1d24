"""What the code of today orders when a history is told again; written anew by `make commands`.

The lines are kept beside the histories: what an edit changes in them is seen by who reads it, also
where the replay does not mind.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from temporalio.bridge.proto.workflow_activation import WorkflowActivation
from temporalio.bridge.proto.workflow_commands import WorkflowCommand
from temporalio.bridge.proto.workflow_completion import WorkflowActivationCompletion
from temporalio.client import WorkflowHistory
from temporalio.worker import (
    Replayer,
    ReplayerConfig,
    WorkflowInstance,
    WorkflowInstanceDetails,
    WorkflowRunner,
)
from temporalio.workflow import _Definition
from typing_extensions import override

from gateway.engine import converter
from tests.journeys import clocks
from tests.replay import archive
from tests.workflows.sandbox import sandbox
from workflows.plugin import AkkoordPlugin

COMMANDS = Path(__file__).parent / "ordered"

WORDS = {
    "schedule_activity": "activity",
    "schedule_local_activity": "nearby",
    "start_child_workflow_execution": "child",
    "set_patch_marker": "patch",
    "upsert_workflow_search_attributes": "attributes",
    "start_timer": "timer",
    "complete_workflow_execution": "complete",
    "continue_as_new_workflow_execution": "continue as new",
    "fail_workflow_execution": "fail",
}
NAMED: dict[str, Callable[[WorkflowCommand], str]] = {
    "schedule_activity": lambda one: one.schedule_activity.activity_type,
    "schedule_local_activity": lambda one: one.schedule_local_activity.activity_type,
    "start_child_workflow_execution": lambda one: one.start_child_workflow_execution.workflow_type,
    "set_patch_marker": lambda one: one.set_patch_marker.patch_id,
    "upsert_workflow_search_attributes": lambda one: " ".join(
        sorted(one.upsert_workflow_search_attributes.search_attributes.indexed_fields)
    ),
    "start_timer": lambda one: bytes(one.user_metadata.summary.data).decode(),
}
"""What a command is of, where it is of something."""


@dataclass
class Told:
    """What came of telling histories again."""

    lines: list[str] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)


class Watching(WorkflowRunner):
    """Writes down what is ordered in each task of the workflows that another runs."""

    def __init__(self, runner: WorkflowRunner, lines: list[str]) -> None:
        self._runner = runner
        self._lines = lines

    @override
    def prepare_workflow(self, defn: _Definition) -> None:
        self._runner.prepare_workflow(defn)

    @override
    def create_instance(self, det: WorkflowInstanceDetails) -> WorkflowInstance:
        instance = self._runner.create_instance(det)
        updates: dict[str, str] = {}
        activate = instance.activate

        def activated(act: WorkflowActivation) -> WorkflowActivationCompletion:
            asked = [job.do_update for job in act.jobs if job.HasField("do_update")]
            updates.update({one.protocol_instance_id: one.name for one in asked})
            completion = activate(act)
            if ordered := [said(one, updates) for one in completion.successful.commands]:
                self._lines.append("; ".join(ordered))
            return completion

        instance.activate = activated  # type: ignore[method-assign] # this one instance's
        return instance


class WatchedPlugin(AkkoordPlugin):
    """The plugin of every replayer, under the sandbox of tests, and what is ordered under it."""

    def __init__(self, lines: list[str], edited: Sequence[type] = ()) -> None:
        super().__init__(runner=sandbox())
        self._lines = lines
        self._edited = edited

    @override
    def configure_replayer(self, config: ReplayerConfig) -> ReplayerConfig:
        configured = super().configure_replayer(config)
        configured["workflow_runner"] = Watching(configured["workflow_runner"], self._lines)
        configured["workflows"] = self._edited or configured["workflows"]
        return configured


async def told_again(histories: Iterable[WorkflowHistory], *edited: type) -> Told:
    """Tell histories again, without keys, by the code of today or by an edited one."""
    told = Told()

    async def one_by_one() -> AsyncIterator[WorkflowHistory]:
        for history in histories:
            told.lines += ["", f"# {history.workflow_id}"]
            yield history

    plugins = [WatchedPlugin(told.lines, edited)]
    replayer = Replayer(workflows=[], plugins=plugins, data_converter=converter())
    async with replayer.workflow_replay_iterator(one_by_one()) as results:
        async for result in results:
            if result.replay_failure is not None:
                told.failures.append(result.replay_failure)
    return told


def said(command: WorkflowCommand, updates: dict[str, str]) -> str:
    """A command in a few words: what it is, and of what."""
    kind: str = command.WhichOneof("variant") or "nothing"
    of = NAMED[kind](command) if kind in NAMED else ""
    if kind == "update_response":
        answer = command.update_response
        kind, of = str(answer.WhichOneof("response")), updates.get(answer.protocol_instance_id, "?")
    return f"{WORDS.get(kind, kind.replace('_', ' '))} {of}".rstrip()


def kept(life: str) -> str:
    """What was ordered when the lines of a life were last written."""
    return (COMMANDS / f"{life}.txt").read_text(encoding="utf-8")


def written(told: Told) -> str:
    """The lines of a life, as they are kept."""
    return "\n".join(told.lines).lstrip() + "\n"


async def write_all() -> None:
    """Write down anew what is ordered in every life that was recorded."""
    COMMANDS.mkdir(exist_ok=True)
    for file in COMMANDS.glob("*.txt"):
        file.unlink()
    with clocks.known():
        for life in archive.kept():
            told = await told_again(archive.read(life))
            (COMMANDS / f"{life}.txt").write_text(written(told), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(write_all())
