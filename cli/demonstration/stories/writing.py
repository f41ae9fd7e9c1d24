"""Overleaf at two boards: silence, and a law that keeps what nobody needs."""

from datetime import timedelta

from cli.demonstration.scene import Scene
from cli.demonstration.stories.names import GENT, OVERLEAF, SCOOP
from domain.agreement import commands as c
from domain.agreement.refusals import SupplierIsAnotherPartyError
from domain.calendar import day_of

YEARS_KEPT = 7
LAW = "Code of Economic Law, book III: bookkeeping is kept for seven years"


async def kept_by_law(scene: Scene) -> None:
    """What a law keeps is not destroyed, and the agreement is not closed before."""
    life = scene.life(SCOOP, OVERLEAF)
    await life.offered("overleaf@2025-08-15")
    await life.chose(await life.yes("overleaf"))
    await life.signed()
    await life.announced("overleaf@2026-05-05")
    approval = life.approval("overleaf@2026-05-05")
    await life.is_refused(life.board.director, approval, SupplierIsAnotherPartyError)
    await life.announced("overleaf@2026-06-11")
    ending = await life.ended()
    await life.returned(ending)
    kept = (await life.state()).endings[-1].returns[0].category
    until = day_of(life.stage.now()) + timedelta(days=365 * YEARS_KEPT)
    await life.asks(
        life.supplier.contract_manager,
        c.CiteDutyToKeep(ending=ending, part="supplier", categories=(kept,), law=LAW, until=until),
    )
    await life.certified(ending)


async def nobody_answers(scene: Scene) -> None:
    """Reminded, and reminded again; then the period is over and nothing has moved."""
    life = scene.life(GENT, OVERLEAF)
    await life.offered("overleaf@2025-08-15")
    await life.chose(await life.yes("overleaf"))
    await life.signed()
    await life.announced("overleaf@2026-05-05")
    await life.announced("overleaf@2026-06-11")
    await life.left_unanswered("overleaf@2026-05-05")
