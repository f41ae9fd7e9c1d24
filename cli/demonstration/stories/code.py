"""GitHub at three boards: the same eight announcements, and three different answers."""

from cli.demonstration.life import Life
from cli.demonstration.scene import Scene
from cli.demonstration.stories.names import GENT, GITHUB, HASSELT, SCOOP
from domain.agreement import commands as c
from domain.agreement.refusals import (
    HashNotCurrentError,
    MandateExpiredError,
    MandateMissingError,
    PredecessorUndecidedError,
    WrongLeafletError,
)
from domain.canonical import content_hash

COPILOT, CODE_BY_TEXT_MESSAGE = "copilot-ai", "two-factor-sms"
COPILOT_SCHOOLS = ("go-basisschool-klim-op", "go-basisschool-spectrum")


async def copilot_for_two_of_nine(scene: Scene) -> None:
    """Approve one change, leave the next unanswered, reject one, and go on."""
    life = scene.life(SCOOP, GITHUB)
    await life.offered("github@2024-04-17")
    await _only_who_may(life)
    await life.announced("github@2024-06-03")
    await life.announced("github@2025-03-24")
    await life.approved("github@2025-03-24")
    await life.until_in_force("github@2025-03-24")
    await life.announced("github@2025-05-12")
    await life.left_unanswered("github@2025-05-12")
    await life.announced("github@2025-05-28")
    await life.rejected("github@2025-05-28")
    await life.announced("github@2025-08-29")
    await life.approved("github@2025-08-29")
    await _one_behind_the_other(life)


async def _only_who_may(life: Life) -> None:
    """A teacher and a former director try; then the director chooses, and both sign."""
    board = life.board
    everywhere = await life.yes("github")
    choose = c.Choose(choices=(everywhere,))
    await life.is_refused(board.teacher, choose, MandateMissingError)
    await life.is_refused(board.former_director, choose, MandateExpiredError)
    await life.chose(
        everywhere,
        await life.yes("github", COPILOT, *COPILOT_SCHOOLS),
        await life.no("github", CODE_BY_TEXT_MESSAGE),
    )
    await life.is_refused(board.teacher, await life.signature(), MandateMissingError)
    another = c.Sign(hash=content_hash("another agreement"))
    await life.is_refused(board.director, another, HashNotCurrentError)
    await life.signed()


async def _one_behind_the_other(life: Life) -> None:
    """Three announcements at once: each waits for the one before it."""
    await life.announced("github@2025-12-08")
    await life.announced("github@2026-01-27")
    await life.announced("github@2026-03-11")
    director = life.board.director
    too_early = life.approval("github@2026-03-11")
    await life.is_refused(director, too_early, PredecessorUndecidedError)
    wrong = too_early.model_copy(
        update={"leaflet": content_hash(life.leaflets["github@2026-01-27"])}
    )
    await life.is_refused(director, wrong, WrongLeafletError)
    await life.approved("github@2025-12-08", "github@2026-03-11")
    await life.until_in_force("github@2026-03-11")


async def without_copilot(scene: Scene) -> None:
    """Told of what is not chosen; reject what touches all; the followers fall with it."""
    life = scene.life(GENT, GITHUB)
    await life.offered("github@2024-04-17")
    await life.chose(await life.yes("github"))
    await life.signs(life.board.director)
    await life.signs(life.supplier.contract_manager)
    await life.announced("github@2024-06-03")
    await life.announced("github@2025-03-24")
    for version in ("github@2025-05-12", "github@2025-05-28"):
        await life.announced(version)
        await life.approved(version)
        await life.until_in_force(version)
    await life.announced("github@2025-08-29")
    await life.announced("github@2025-12-08")
    await life.rejected("github@2025-08-29")
    await life.announced("github@2026-01-27")
    await life.announced("github@2026-03-11")
    await life.approved("github@2026-01-27")
    await scene.life(SCOOP, GITHUB).until_in_force("github@2026-03-11")
    await life.change_withdrawn("github@2026-03-11")


async def a_whole_life(scene: Scene) -> None:
    """Notice while a change waits; return, one export too few, proof by everybody, closed."""
    life = scene.life(HASSELT, GITHUB)
    await life.offered("github@2024-04-17")
    await life.chose(await life.yes("github"), await life.yes("github", CODE_BY_TEXT_MESSAGE))
    await life.signed()
    await life.announced("github@2024-06-03")
    await life.announced("github@2025-08-29")
    await life.hears_no_more()
    ending = await life.ended()
    await life.asks(life.board.director, c.RequestReturn(ending=ending))
    await life.delivered(ending, "half an export")
    incomplete = c.ReportIncompleteExport(ending=ending, reason="files_missing")
    await life.asks(life.board.director, incomplete)
    await life.delivered(ending, "a whole export")
    await life.asks(life.board.director, c.ConfirmExport(ending=ending))
    await life.certified(ending)
