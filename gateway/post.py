"""The post office and the cases of letters, which the outbox can begin again at any time."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.exceptions import WorkflowAlreadyStartedError

from adapters.letter_cases import find_cases
from adapters.postgres import Pool
from domain.letter_cases import LetterCase
from domain.letters import PATIENCE
from domain.post import DeliverDue, PostOfficeOpened
from gateway.refusals import named_failures
from workflows.ids import letter_case_id, post_office_id
from workflows.letter import LetterWorkflow
from workflows.options import TASK
from workflows.post_office import PostOfficeWorkflow

EVERY = 1_000_000  # cases; a secretariat that has more of them has another worry


@dataclass(frozen=True, slots=True)
class Post:
    """A post office by its number, under a policy by its name, on its task queue."""

    client: Client
    queue: str
    number: int
    policy: str

    async def open(self) -> None:
        """See that the post office is open; one that is stays as it is.

        Raises EngineAwayError or EngineFaultError.
        """
        opened = PostOfficeOpened(
            number=self.number, round=DeliverDue(wait=PATIENCE[self.policy].look_for)
        )
        with named_failures():
            await self.client.start_workflow(
                PostOfficeWorkflow.run,
                opened,
                id=post_office_id(self.number),
                task_queue=self.queue,
                task_timeout=TASK,
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            )

    async def open_cases(self, pool: Pool) -> AsyncIterator[bool]:
        """Open the case of each letter that needs a person; yields whether it was not open."""
        for case in await find_cases(pool, EVERY):
            yield await self._open_case(case)

    async def _open_case(self, case: LetterCase) -> bool:
        try:
            with named_failures():
                await self.client.start_workflow(
                    LetterWorkflow.run,
                    case,
                    id=letter_case_id(case.letter),
                    task_queue=self.queue,
                    task_timeout=TASK,
                )
        except WorkflowAlreadyStartedError:
            return False
        return True
