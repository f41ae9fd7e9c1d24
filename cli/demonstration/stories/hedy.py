"""Hedy, whose supplier became another legal person twice: another party, another agreement."""

from cli.demonstration.life import Life
from cli.demonstration.scene import Scene
from cli.demonstration.stories.names import (
    HASSELT,
    HEDY_AMSTERDAM,
    HEDY_FOUNDATION,
    HEDY_LEIDEN,
)
from domain.agreement.refusals import SupplierIsAnotherPartyError


async def three_suppliers(scene: Scene) -> None:
    """What approval cannot do (law 8), a new agreement does; the old one ends."""
    leiden = scene.life(HASSELT, HEDY_LEIDEN)
    amsterdam = scene.life(HASSELT, HEDY_AMSTERDAM)
    foundation = scene.life(HASSELT, HEDY_FOUNDATION)
    await _begin(leiden, "hedy@2022-02-21")
    await _taken_over(leiden, "hedy@2022-12-28")
    await _begin(amsterdam, "hedy@2022-12-28")
    ending = await leiden.ended()
    await _taken_over(amsterdam, "hedy@2024-11-25")
    await _begin(foundation, "hedy@2024-11-25")
    await leiden.waived(ending)
    await leiden.certified(ending)
    ending = await amsterdam.ended()
    await amsterdam.returned(ending)


async def _begin(life: Life, version: str) -> None:
    await life.offered(version)
    await life.chose(await life.yes("hedy"))
    await life.signed()


async def _taken_over(life: Life, version: str) -> None:
    await life.announced(version)
    approval = life.approval(version)
    await life.is_refused(life.board.director, approval, SupplierIsAnotherPartyError)
    await life.taken_over()
