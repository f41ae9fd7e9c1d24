"""A post office in a running engine: letters go at once, and what cannot go is seen and settled."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from temporalio.client import Client, WorkflowHandle, WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError
from temporalio.worker import Replayer, Worker

from adapters import letter_cases
from adapters.event_store import PostgresEventStore
from adapters.local.mail_sink import mail_sink
from adapters.local.ports import free_port
from adapters.mailer import SmtpMailer, smtp_server
from adapters.postgres import Pool
from domain.letter_cases import Operated, Standing
from domain.orders import OperatorOrder
from domain.post import DeliverDue, PostOfficeOpened
from gateway.engine import converter
from tests.activities.correspondence import JOHN, Correspondence, appointed, entered
from tests.fakes.faulty_mail import Fault, FaultyKeeper
from tests.scenario import Story
from tests.stored import appends
from tests.workflows.engine import RING
from tests.workflows.sandbox import sandbox
from workflows.ids import letter_case_id, post_office_id
from workflows.letter import LetterWorkflow
from workflows.plugin import LETTERS, AkkoordPlugin, Duties
from workflows.post_office import PostOfficeWorkflow

NUMBERS = itertools.count(100)  # a whole system in the same engine has the first ones
Case = WorkflowHandle[LetterWorkflow, Operated]


@dataclass
class PostOffice:
    """A post office of the test's own."""

    client: Client
    post: Correspondence
    port: int
    handle: WorkflowHandle[PostOfficeWorkflow, None]
    queue: str

    async def standing(self, standing: Standing, count: int) -> None:
        """Wait until so many letters stand like this."""
        while (await self.post.standings())[standing] != count:  # noqa: ASYNC110 - the worker's
            await asyncio.sleep(0.05)

    async def case(self) -> Case:
        """Wait for the only case, and for its workflow."""
        while not (found := await letter_cases.find_cases(self.post.pool)):  # noqa: ASYNC110 - the worker's
            await asyncio.sleep(0.05)
        (case,) = found
        handle: Case = self.client.get_workflow_handle_for(
            LetterWorkflow.run, letter_case_id(case.letter)
        )
        await self.until(lambda: self._is_open(handle))
        return handle

    async def details(self, case: Case) -> str:
        """What people read about a case in the Temporal UI."""
        metadata = await case.query("__temporal_workflow_metadata")
        return str(metadata.current_details)

    async def until(self, holds: Callable[[], Awaitable[bool]]) -> None:
        """Wait until something holds."""
        while not await holds():  # noqa: ASYNC110 - the worker's
            await asyncio.sleep(0.05)

    async def says(self, case: Case, words: str) -> bool:
        """Tell whether people read these words about a case."""
        return words in await self.details(case)

    async def _is_open(self, case: Case) -> bool:
        """Tell whether it runs here: in every test the same letters have the same ids."""
        try:
            description = await case.describe()
        except RPCError:
            return False
        return description.task_queue == self.queue and description.close_time is None


@pytest.fixture
async def office(client: Client, pool: Pool, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Run a post office on a mail server that is not up yet."""
    await entered(pool)
    port, number = free_port(), next(NUMBERS)
    mailer = SmtpMailer(
        smtp_server(f"smtp://127.0.0.1:{port}"), "akkoord@akkoord.example", patience=(1.0, 1.0)
    )
    post = Correspondence(pool, FaultyKeeper(tmp_path / "mail"), mailer)
    post.clock.runs = True
    queue = f"letters-{number}"
    duties = {queue: Duties(LETTERS, post.activities.activities)}
    plugin = AkkoordPlugin(RING, duties, runner=sandbox())
    async with Worker(client, task_queue=queue, plugins=[plugin]):
        handle = await client.start_workflow(
            PostOfficeWorkflow.run,
            PostOfficeOpened(number=number, round=DeliverDue(wait=timedelta(seconds=1)), rounds=3),
            id=post_office_id(number),
            task_queue=queue,
        )
        yield PostOffice(client, post, port, handle, queue)
        await handle.terminate()


async def test_a_letter_goes_within_a_second(office: PostOffice) -> None:
    async with mail_sink(office.post.keeper, office.port), asyncio.timeout(20):
        offered, chose, *_ = appends(Story().active())
        store = PostgresEventStore(office.post.pool)
        await store.append(offered)
        await office.standing(Standing.SENT, 1)  # now everything has been started
        await store.append(chose)
        async with asyncio.timeout(1):
            await office.standing(Standing.SENT, 1 + len(chose.letters))


async def test_mail_that_is_down_loses_nothing_and_afterwards_each_goes_once(
    office: PostOffice,
) -> None:
    await office.post.owed(Story().active())
    async with asyncio.timeout(30):
        await office.until(office.post.was_put_off)
        async with mail_sink(office.post.keeper, office.port):
            await office.standing(Standing.SENT, 3)
    letters = office.post.arrived()
    assert len({letter["Message-ID"] for letter in letters}) == len(letters) == 3


async def test_an_unknown_fate_is_a_case_that_says_so_and_goes_only_on_an_operators_word(
    office: PostOffice,
) -> None:
    office.post.keeper.faults = (Fault.CUT_BEFORE_KEEPING,)
    async with mail_sink(office.post.keeper, office.port), asyncio.timeout(30):
        await office.post.owed(Story().offered())
        case = await office.case()
        assert "nobody knows whether it arrived" in await office.details(case)
        assert "recipient_lacks_it" in await office.details(case)
        assert office.post.arrived() == []
        answer = await operated(case, "resend", "recipient_lacks_it")
        assert answer.standing is Standing.PENDING
        assert (await case.result()).standing is Standing.SENT
    assert len(office.post.arrived()) == 1


async def test_a_case_is_resolved_with_a_reason_from_the_list_alone(office: PostOffice) -> None:
    office.post.keeper.faults = (Fault.REFUSE_RECIPIENT,)
    async with mail_sink(office.post.keeper, office.port), asyncio.timeout(30):
        await office.post.owed(Story().offered())
        case = await office.case()
        with pytest.raises(WorkflowUpdateFailedError) as refused:
            await operated(case, "resolve", "because")
        assert _code(refused.value) == "UnknownReasonCodeError"
        assert "told_otherwise" in str(refused.value.cause)
        await operated(case, "resolve", "told_otherwise")
        assert (await case.result()).standing is Standing.RESOLVED
    (letter,) = await letter_cases.letters(office.post.pool)
    assert letter.resolution == "told_otherwise"
    assert office.post.arrived() == []


async def test_an_office_that_nobody_holds_gets_its_letter_once_somebody_does(
    office: PostOffice,
) -> None:
    await office.post.vacate("board:gent")
    async with mail_sink(office.post.keeper, office.port), asyncio.timeout(30):
        await office.post.owed(Story().offered())
        case = await office.case()
        assert "nobody holds the office" in await office.details(case)
        with pytest.raises(WorkflowUpdateFailedError) as refused:
            await operated(case, "resend", "recipient_appointed")
        assert _code(refused.value) == "NobodyHoldsOfficeError"
        await appointed(office.post.pool, JOHN, "board:gent")
        await operated(case, "resend", "recipient_appointed")
        assert (await case.result()).standing is Standing.SENT
    (letter,) = office.post.arrived()
    assert letter["To"] == "John Smith <john@supplier.example>"


async def test_a_letter_that_fails_again_is_the_same_case_again(office: PostOffice) -> None:
    office.post.keeper.faults = (Fault.REFUSE_RECIPIENT, Fault.CUT_AFTER_KEEPING)
    async with mail_sink(office.post.keeper, office.port), asyncio.timeout(30):
        await office.post.owed(Story().offered())
        case = await office.case()
        await operated(case, "resend", "mailbox_repaired")
        await office.until(lambda: office.says(case, "nobody knows whether"))
        await operated(case, "resolve", "recipient_has_it")
        assert (await case.result()).standing is Standing.RESOLVED
    assert len(office.post.arrived()) == 1


async def test_a_letter_that_is_on_its_way_again_takes_no_other_word(office: PostOffice) -> None:
    office.post.keeper.faults = (Fault.CUT_BEFORE_KEEPING,)
    async with asyncio.timeout(30):
        async with mail_sink(office.post.keeper, office.port):
            await office.post.owed(Story().offered())
            case = await office.case()
        await operated(case, "resend", "recipient_lacks_it")  # and nobody is there to take it
        with pytest.raises(WorkflowUpdateFailedError) as refused:
            await operated(case, "resolve", "recipient_has_it")
        assert _code(refused.value) == "LetterOnItsWayError"
        async with mail_sink(office.post.keeper, office.port):
            assert (await case.result()).standing is Standing.SENT


async def test_it_goes_on_in_a_new_history_and_both_replay(office: PostOffice) -> None:
    office.post.keeper.faults = (Fault.REFUSE_RECIPIENT,)
    replayer = Replayer(workflows=[], plugins=[AkkoordPlugin()], data_converter=converter())
    async with mail_sink(office.post.keeper, office.port), asyncio.timeout(30):
        first = await office.handle.fetch_history()
        await office.post.owed(Story().offered())
        case = await office.case()
        await office.until(lambda: _is_another_run(office.handle, first.run_id))
        await operated(case, "resend", "address_corrected")
        assert (await case.result()).standing is Standing.SENT
        await replayer.replay_workflow(await case.fetch_history())
        await replayer.replay_workflow(await office.handle.fetch_history())
    assert len(office.post.arrived()) == 1


async def _is_another_run(handle: WorkflowHandle[PostOfficeWorkflow, None], run_id: str) -> bool:
    return (await handle.describe()).run_id != run_id


async def operated(case: Case, update: str, reason: str) -> Operated:
    """Give an operator's word, as from the Temporal UI."""
    order = OperatorOrder(reason=reason)
    answer: Operated = await case.execute_update(update, order, result_type=Operated)
    return answer


def _code(refused: WorkflowUpdateFailedError) -> str | None:
    cause = refused.cause
    return cause.type if isinstance(cause, ApplicationError) else None
