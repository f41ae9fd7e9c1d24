"""The post office: keeps delivery of the outbox running, and opens a case where one is needed."""

from contextlib import suppress

from temporalio import workflow
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.workflow import ParentClosePolicy

from domain.letter_cases import LetterCase
from domain.post import DeliverDue, Delivered, FindCases, FoundCases, PostOfficeOpened
from workflows.ids import letter_case_id
from workflows.letter import LetterWorkflow
from workflows.letter_details import post_office_details
from workflows.options import DELIVERY, STORE, TASK
from workflows.summaries import summed_up

LOOK_FOR_CASES = 2  # letters without recipient come from elsewhere: every so many rounds
LONG = 1_000  # events, from which on a round is the last: cases add to them as well


@workflow.defn(name="post-office")
class PostOfficeWorkflow:
    """Delivers round after round; what is due is in the outbox, nothing is kept here.

    The wait for it is the activity's: a timer of the engine may be a second late.
    """

    @workflow.run
    async def run(self, opened: PostOfficeOpened) -> None:
        known: set[str] = set()
        last: Delivered | None = None
        for number in range(opened.rounds):
            workflow.set_current_details(post_office_details(opened.number, last))
            last = delivered = await _delivered(opened.round)
            if delivered.cases or number % LOOK_FOR_CASES == 0:
                await _open_cases(await _found_cases(), known)
            if workflow.info().get_current_history_length() > LONG:
                break
        workflow.continue_as_new(opened)


async def _delivered(due: DeliverDue) -> Delivered:
    delivered: Delivered = await workflow.execute_activity(
        "deliver_due",
        due,
        result_type=Delivered,
        **summed_up(DELIVERY, "deliver_due", due),
    )
    return delivered


async def _found_cases() -> tuple[LetterCase, ...]:
    found: FoundCases = await workflow.execute_activity(
        "find_cases",
        FindCases(),
        result_type=FoundCases,
        **summed_up(STORE, "find_cases", FindCases()),
    )
    return found.cases


async def _open_cases(cases: tuple[LetterCase, ...], known: set[str]) -> None:
    """Start a workflow for each case that has none; it outlives the post office.

    `known` spares this run a second try while a case stands open.
    """
    for case in cases:
        if case.letter not in known:
            known.add(case.letter)
            await _open_case(case)


async def _open_case(case: LetterCase) -> None:
    with suppress(WorkflowAlreadyStartedError):
        await workflow.start_child_workflow(
            LetterWorkflow.run,
            case,
            id=letter_case_id(case.letter),
            task_timeout=TASK,
            static_summary=f"{case.template}, for the {case.office}",
            parent_close_policy=ParentClosePolicy.ABANDON,
        )
