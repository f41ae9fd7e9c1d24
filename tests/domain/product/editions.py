"""Leaflets of one made-up product, one behind the other, and what is said of them."""

from domain.canonical import content_hash, hash_of
from domain.leaflet.apply import apply
from domain.leaflet.leaflet import Leaflet
from domain.leaflet.separating import separated
from domain.product.announcement import Consequences, Part
from tests.domain.leaflet.edits import EDITS, Edit
from tests.domain.leaflet.examples import LEAFLET

FOR_BOARD, FOR_PARENTS = hash_of(b"For the board."), hash_of(b"For parents.")
TOLD = Consequences(board=FOR_BOARD, parents=FOR_PARENTS)

CHAT: Edit = EDITS["a chat"]
CORE_DOES_MORE: Edit = EDITS["the core does more"]


def measured(measure: str) -> Edit:
    """One more measure."""

    def edit(leaflet: Leaflet) -> Leaflet:
        return leaflet.model_copy(update={"measures": (*(leaflet.measures or ()), measure)})

    return edit


def edition(version: str, *edits: Edit, of: Leaflet = LEAFLET) -> Leaflet:
    """A next leaflet: one more measure, or what is named."""
    for edit in edits or (measured(f"a measure of {version}"),):
        of = edit(of)
    return of.model_copy(update={"version": version})


FIRST = LEAFLET
SECOND = edition("quill@2")
THIRD = edition("quill@3", of=SECOND)
FOURTH = edition("quill@4", of=THIRD)


def hashed(leaflet: Leaflet) -> str:
    """The hash under which it is stored."""
    return content_hash(leaflet)


def change_to(leaflet: Leaflet) -> str:
    """The name of the change to this leaflet."""
    return leaflet.version.replace("@", "-")


def divided(before: Leaflet, new: Leaflet, **named: tuple[str, ...]) -> dict[str, Leaflet]:
    """The leaflets of parts by the names of their changes; what is in none is the rest."""
    found = separated(before, new, tuple(named.values()))
    assert found.faults == ()
    places = dict(zip(named, found.parts, strict=True)) | (
        {"rest": found.rest} if found.rest else {}
    )
    return {
        f"{change_to(new)}-{name}": apply(before, before, new, one) for name, one in places.items()
    }


def parts_of(leaflets: dict[str, Leaflet]) -> tuple[Part, ...]:
    """How an announcement names them."""
    return tuple(Part(change=name, leaflet=hashed(one)) for name, one in leaflets.items())
