"""Three offers that come to nothing: refused, withdrawn, and one that nobody answers."""

from cli.demonstration.scene import Scene
from cli.demonstration.stage import until
from cli.demonstration.stories.names import DODONA, HASSELT, OVERLEAF, ZOOM
from domain.agreement.refusals import HashNotCurrentError
from domain.agreement.state import Phase
from gateway.refusals import NoSuchAgreementError


async def refused(scene: Scene) -> None:
    """The board says no to the whole; nothing can be signed any more."""
    life = scene.life(HASSELT, ZOOM)
    await life.offered("zoom@2024-08-02")
    signature = await life.signature()
    await life.refused()
    await life.is_refused(life.supplier.contract_manager, signature, NoSuchAgreementError)


async def revised_and_withdrawn(scene: Scene) -> None:
    """The supplier revises after its own signature, which is void; then it withdraws."""
    life = scene.life(HASSELT, DODONA)
    await life.offered("dodona@2019-05-17")
    await life.chose(await life.yes("dodona"))
    shown = await life.signature()
    await life.signs(life.supplier.contract_manager)
    await life.revised("dodona@2022-08-17")
    await life.chose(await life.yes("dodona"))
    await life.is_refused(life.board.director, shown, HashNotCurrentError)
    await life.withdrawn()


async def unanswered(scene: Scene) -> None:
    """Nobody answers; silence is never consent."""
    life = scene.life(HASSELT, OVERLEAF)
    await life.offered("overleaf@2025-08-15")
    await until(life.stage, life.agreement, lambda state: state.phase is Phase.LAPSED)
