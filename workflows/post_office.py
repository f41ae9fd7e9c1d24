"""The post office: keeps delivery of the outbox running, and opens a case where one is needed."""

from contextlib import suppress

from temporalio import workflow
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.workflow import ParentClosePolicy

from domain.letter_cases import LetterCase
from domain.post import DeliverDue, Delivered, FindCases, FoundCases, PostOfficeOpened
from workflows.ids import letter_case_id
from workflows.letter import LetterWorkflow
from workflows.options import DELIVERY, STORE, TASK

LOOK_FOR_CASES = 2  # letters without recipient come from elsewhere: every so many rounds

DETAILS = """## Post office {0.number}

It delivers the letters of the outbox as soon as they are due.

- A mail server that is away holds nothing up: letters wait, and go when it is back.
- A letter that needs a person becomes a workflow of its own, `letter:...`.
"""


@workflow.defn(name="post-office")
class PostOfficeWorkflow:
    """Delivers round after round; what is due is in the outbox, nothing is kept here.

    The wait for it is the activity's: a timer of the engine may be a second late.
    """

    @workflow.run
    async def run(self, opened: PostOfficeOpened) -> None:
        workflow.set_current_details(DETAILS.format(opened))
        known: set[str] = set()
        for number in range(opened.rounds):
            delivered = await _delivered(opened.round)
            if delivered.cases or number % LOOK_FOR_CASES == 0:
                await _open_cases(await _found_cases(), known)
            if workflow.info().is_continue_as_new_suggested():
                break
        workflow.continue_as_new(opened)


async def _delivered(due: DeliverDue) -> Delivered:
    delivered: Delivered = await workflow.execute_activity(
        "deliver_due", due, result_type=Delivered, **DELIVERY
    )
    return delivered


async def _found_cases() -> tuple[LetterCase, ...]:
    found: FoundCases = await workflow.execute_activity(
        "find_cases", FindCases(), result_type=FoundCases, **STORE
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
            parent_close_policy=ParentClosePolicy.ABANDON,
        )
