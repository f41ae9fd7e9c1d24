"""The store and the products as an intake sees them."""

from domain.intake.commands import Outcome
from domain.intake.handing import HandedOver, HandOver
from domain.intake.opened import Opened, OpenEnvelope, Reopen, Reopened
from workflows.options import GATHER, STORE
from workflows.store import asked


async def opened(envelope: OpenEnvelope) -> Opened:
    """Have an envelope kept and opened."""
    return await asked("open_envelope", envelope, Opened, GATHER)


async def reopened(kept: Reopen) -> Reopened:
    """Have a kept envelope opened again."""
    return await asked("reopen_envelope", kept, Reopened, GATHER)


async def handed_over(message: HandOver) -> Outcome:
    """Have the product take an accepted message, and return its answer."""
    return (await asked("hand_over", message, HandedOver, STORE)).outcome
