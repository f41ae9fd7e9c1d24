"""Other shapes of the same agreement: a bare workflow, a naive one, and one that does nothing."""

from collections.abc import Sequence
from datetime import timedelta

from temporalio import activity, workflow
from temporalio.api.common.v1 import Payload
from typing_extensions import override

from adapters.codec import Codec
from domain.agreement.state import Agreement
from domain.pointers import Pointer
from domain.records import Appended, EventRecord, LetterOwed
from domain.refusals import RefusedError
from domain.requests import SealedRequest
from workflows import store
from workflows.agreement.workflow import AgreementWorkflow
from workflows.options import STORE
from workflows.steps import Step
from workflows.turns import Appending

PATIENCE = timedelta(seconds=60)
NOTHING = Appended(version=0)


class NaiveCodec(Codec):
    """Reads what is deflated, and writes every word as it is."""

    @override
    async def encode(self, payloads: Sequence[Payload]) -> list[Payload]:
        return list(payloads)


@activity.defn(name="do_nothing")
async def do_nothing(request: SealedRequest) -> Appended:
    """Do nothing."""
    del request
    return NOTHING


@workflow.defn(name="bare-agreement")
class BareAgreement:
    """Takes the same requests, and for each has one activity done that does nothing."""

    @workflow.run
    async def run(self, state: Agreement) -> None:
        """Wait, for good."""
        del state
        await workflow.wait_condition(lambda: False)

    @workflow.update
    async def move(self, request: SealedRequest) -> Appended:
        return await workflow.execute_activity(do_nothing, request, start_to_close_timeout=PATIENCE)

    @workflow.signal
    async def hear(self, pointer: Pointer) -> None:
        """Do nothing at all: a workflow that is cached costs what it costs by itself."""


@workflow.defn(name="naive-agreement", failure_exception_types=[RefusedError])
class NaiveAgreement(AgreementWorkflow):
    """Decides as ours does, but has an activity for every event and for every letter.

    The activity of the last event stores them all: what follows needs a log that is whole. Letters
    go nowhere.
    """

    @workflow.init
    def __init__(self, state: Agreement) -> None:
        super().__init__(state)

    @workflow.run
    @override
    async def run(self, state: Agreement) -> None:
        await super().run(state)

    @override
    async def _append(self, step: Step[Agreement], append: Appending) -> Appended:
        batch = step.batch
        for record in batch.records[:-1]:
            await workflow.execute_activity("store_event", record, **STORE)
        without = step._replace(batch=batch.model_copy(update={"letters": ()}))
        appended = await super()._append(without, store.append)
        for letter in batch.letters:
            await workflow.execute_activity("send_letter", letter, **STORE)
        return appended


@activity.defn(name="send_letter")
async def send_letter(letter: LetterOwed) -> Appended:
    """Send nothing."""
    del letter
    return NOTHING


@activity.defn(name="store_event")
async def store_event(record: EventRecord) -> Appended:
    """Store nothing: its place is in the log already, by the activity of the last one."""
    return Appended(version=record.version)
