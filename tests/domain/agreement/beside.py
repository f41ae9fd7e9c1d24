"""Two changes that wait beside each other, and what is asked of such a story."""

from domain.agreement.state import Change
from domain.leaflet.digest import LeafletDigest
from domain.leaflet.importance import JudgedItem
from tests.scenario import V1, V2, V3, Story, item, leaflet

WIDER, AI_WIDER = (item("purpose.added"),), (item("purpose.added", "ai"),)
MAIL_GONE = leaflet("3-gone", processors=("Cloud",))
MAIL = leaflet("2-mail", processors=("Cloud", "Mail"))
MAPS = leaflet("2-maps", processors=("Cloud", "Maps"))
V4 = leaflet("4", processors=("Cloud", "Mail", "Maps", "Forms"))


def change(story: Story, number: int) -> Change:
    return next(one for one in story.state.changes if one.id == f"change-{number}")


def processors(digest: LeafletDigest) -> set[str]:
    return {one.name for one in digest.subprocessors}


def beside(
    second: LeafletDigest = V3,
    items: tuple[JudgedItem, ...] = WIDER,
    first: tuple[JudgedItem, ...] = WIDER,
) -> Story:
    """Two that wait: the second was declared independent of the first."""
    story = Story(stored=(V1, V2, V3, V4, MAIL_GONE)).active()
    story.announced(items=first, predecessor=V1.hash)
    story.announced(second, items, "change-2", predecessor=V2.hash, independent_of=("change-1",))
    return story
