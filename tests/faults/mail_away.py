"""Mail fails in every way: nothing waits for it, and what becomes of each letter is known."""

import asyncio
from contextlib import AbstractAsyncContextManager, suppress

from temporalio.client import WorkflowExecutionStatus
from temporalio.service import RPCError

from adapters import letter_cases
from adapters.letter_cases import OutboxLetter
from domain.letter_cases import ResendReason, Standing
from gateway.letters import resend_letter
from tests.fakes.faulty_mail import Fault
from tests.faults.cells import Cell
from tests.faults.clients import clients
from tests.faults.mail_faults import MailServer, mail_server
from tests.faults.site import Site
from tests.faults.waiting import seen
from workflows.ids import letter_case_id

SOME = 12  # letters: the first ones, so that a letter that was put off gets another chance
LONG = 10.0  # seconds; a command takes tenths of one
ON_ITS_WAY = (Standing.PENDING, Standing.SENDING)


async def goes_wrong(site: Site, mail: MailServer, fault: Fault | None) -> None:
    """People live while mail fails; when it is mended, every letter has gone or is a case."""
    people = await clients(site.office, 3)
    async with site.worker(SMTP_URL=mail.url):
        async with _trouble(mail, fault):
            site.ledger.struck()
            for act in ("begins", "changes_once"):  # nobody waits for a letter
                await asyncio.gather(*(getattr(one, act)() for one in people))
            site.ledger.nobody_waited(LONG)
            await seen(lambda: _failed_somebody(site, mail, fault))
        site.ledger.is_over()
        await asyncio.gather(*(one.ends() for one in people))
        await _settled(site)


async def _settled(site: Site) -> None:
    """Every letter goes, or has a case; a person lets those that failed go again."""
    await seen(lambda: _none(site, ON_ITS_WAY))
    await seen(lambda: _every_case_is_open(site))
    for letter in await _letters(site, Standing.FAILED):
        await resend_letter(site.office.client, letter.id, ResendReason.MAILBOX_REPAIRED)
    await seen(lambda: _none(site, (*ON_ITS_WAY, Standing.FAILED)))


def _trouble(mail: MailServer, fault: Fault | None) -> AbstractAsyncContextManager[None]:
    return mail.away() if fault is None else mail.suffering(fault, SOME)


async def _failed_somebody(site: Site, mail: MailServer, fault: Fault | None) -> bool:
    if fault is not None:
        return mail.keeper.suffered > 0
    tried = await letter_cases.letters(site.office.pool, states=(Standing.PENDING,))
    return any(letter.attempt for letter in tried)


async def _every_case_is_open(site: Site) -> bool:
    """Whether each letter that needs a person is a workflow that people see."""
    for letter in await _letters(site, Standing.UNKNOWN, Standing.FAILED, Standing.NO_RECIPIENT):
        handle = site.office.client.get_workflow_handle(letter_case_id(letter.id))
        with suppress(RPCError):
            if (await handle.describe()).status is WorkflowExecutionStatus.RUNNING:
                continue
        return False
    return True


async def _none(site: Site, standings: tuple[Standing, ...]) -> bool:
    return not await _letters(site, *standings)


async def _letters(site: Site, *standings: Standing) -> tuple[OutboxLetter, ...]:
    return await letter_cases.letters(site.office.pool, states=standings)


def _cell(name: str, fault: Fault | None, *, in_every_test: bool = False) -> Cell:
    async def run(site: Site) -> None:
        async with mail_server(site.mail) as mail:
            await goes_wrong(site, mail, fault)

    return Cell(f"mail {name}", run, in_every_test)


CELLS = (
    _cell("down", None),
    _cell("4xx to a recipient", Fault.DEFER_RECIPIENT),
    _cell("4xx to a content", Fault.DEFER_CONTENT),
    _cell("5xx to a recipient", Fault.REFUSE_RECIPIENT),
    _cell("5xx to a content", Fault.REFUSE_CONTENT),
    _cell("hanging after DATA, kept", Fault.HANG_AFTER_KEEPING),
    _cell("cut before the 250, not kept", Fault.CUT_BEFORE_KEEPING),
    _cell("cut before the 250, kept", Fault.CUT_AFTER_KEEPING, in_every_test=True),
)
