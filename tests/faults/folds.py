"""Whether what is kept beside the log is what the log says: read models, and workflows."""

from collections.abc import Iterator
from typing import Any

from temporalio import workflow
from temporalio.worker import (
    ExecuteWorkflowInput,
    Interceptor,
    Replayer,
    ReplayerConfig,
    UnsandboxedWorkflowRunner,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
)
from typing_extensions import override

from adapters.event_rows import record_of
from adapters.postgres import Connection, connect
from adapters.read_models import KINDS, kind_of, rebuild_within
from gateway.engine import converter
from tests.faults.findings import Finding
from tests.faults.site import Site
from tests.faults.witnesses import Run, Witnessed
from workflows.plugin import AkkoordPlugin


async def read_models(site: Site) -> list[Finding]:
    """Compare every row with what the whole log makes anew, in a transaction that is undone."""
    async with connect(site.database.url) as connection:
        transaction = connection.transaction()
        await transaction.start()
        try:
            before = await _all_rows(connection)
            await rebuild_within(connection)
            after = await _all_rows(connection)
        finally:
            await transaction.rollback()
    return [
        Finding("read model", f"{table}: {len(before[table] ^ after[table])} rows differ")
        for table in before
        if before[table] != after[table]
    ]


async def _all_rows(connection: Connection) -> dict[str, set[str]]:
    tables = [table for kind in KINDS.values() for table in kind.tables]
    found = {}
    for table in tables:
        rows = await connection.fetch(f"SELECT {table}::text AS row FROM {table}")  # noqa: S608 - our own list
        found[table] = {row["row"] for row in rows}
    return found


async def workflows(seen: Witnessed) -> list[Finding]:
    """Replay each workflow's history, and compare where it stands with the fold of its stream."""
    last = {run.id: run for run in seen.runs if run.id in seen.streams}
    found = [Finding("workflow", f"{one} has none") for one in seen.streams.keys() - last.keys()]
    for stream, run in last.items():
        found += await _compared(run, seen, stream)
    return found


async def _compared(run: Run, seen: Witnessed, stream: str) -> list[Finding]:
    kind = kind_of(stream)
    state = kind.unborn(stream)
    for row in seen.streams[stream]:
        state = kind.fold(state, record_of(row))
    try:
        replayed = await _replayed(run)
    except Exception as fault:  # noqa: BLE001 - whatever keeps a history from being replayed
        return [Finding("workflow", f"{stream} cannot be replayed: {fault}")]
    return list(_differences(run, replayed, state))


def _differences(run: Run, replayed: Any, state: Any) -> Iterator[Finding]:  # noqa: ANN401 - of any kind
    if replayed != state:
        versions = f"{replayed.version}, its stream {state.version}"
        yield Finding("workflow", f"{run.id} stands at {versions}")
    if (run.status == "RUNNING") == state.has_ended:
        yield Finding("workflow", f"{run.id} is {run.status}, its stream {state.phase}")


async def _replayed(run: Run) -> Any:  # noqa: ANN401 - the state of any kind
    """Return the state that a worker would go on from."""
    kept: list[Any] = []
    replayer = Replayer(workflows=[], plugins=[_Watching(kept)], data_converter=converter())
    await replayer.replay_workflow(run.history)
    return kept[-1]._state


class _Watching(AkkoordPlugin):
    """Replays outside of the sandbox, and keeps the workflow."""

    def __init__(self, kept: list[Any]) -> None:
        super().__init__()
        self._keeping = _Keeping(kept)

    @override
    def configure_replayer(self, config: ReplayerConfig) -> ReplayerConfig:
        configured = super().configure_replayer(config)
        configured["workflow_runner"] = UnsandboxedWorkflowRunner()
        configured["interceptors"] = [*configured.get("interceptors", []), self._keeping]
        return configured


class _Keeping(Interceptor):
    def __init__(self, kept: list[Any]) -> None:
        self._kept = kept

    @override
    def workflow_interceptor_class(
        self,
        input: WorkflowInterceptorClassInput,
    ) -> type[WorkflowInboundInterceptor]:
        kept = self._kept

        class Kept(WorkflowInboundInterceptor):
            @override
            async def execute_workflow(self, input: ExecuteWorkflowInput) -> Any:
                kept.append(workflow.instance())
                return await super().execute_workflow(input)

        return Kept
