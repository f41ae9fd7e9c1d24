"""The place of an announced leaflet in the line: a line and not a tree, so there is one only."""

from collections import Counter

from domain.product.announcement import AnnouncedLeaflet
from domain.product.line import change_named, names_taken, standing, version_with
from domain.product.refusals import (
    AnnouncementFollowedError,
    AnnouncementTakenBackError,
    ChangeIdTakenError,
    LeafletOfOtherProductError,
    LeafletRegisteredError,
    LeafletTakenBackError,
    NotJustBeforeError,
    PartNamesError,
    PredecessorFollowedError,
    PredecessorTakenBackError,
    UnknownAnnouncementError,
    UnknownPredecessorError,
)
from domain.product.state import Product, Version


def is_in_line(state: Product, announced: AnnouncedLeaflet) -> bool:
    """Tell whether the leaflet is announced already: the same signal again is no news.

    One that was taken back is in line under its own name only: whoever means to announce it
    anew makes a new version of it.
    """
    known = version_with(state, announced.leaflet)
    if known is None:
        return False
    if known.change is None:
        raise LeafletRegisteredError
    if known.standing != "stands" and known.change != announced.change:
        raise LeafletTakenBackError(known.change)
    return True


def refuse_misplaced(state: Product, announced: AnnouncedLeaflet) -> None:
    """It follows the last version that stands; a correction stands where the corrected one did.

    What a leaflet follows is refused first: it may still come.
    """
    if announced.product != state.product:
        raise LeafletOfOtherProductError(announced.product)
    predecessor = version_with(state, announced.predecessor)
    if predecessor is None:
        raise UnknownPredecessorError(announced.predecessor)
    _refuse_names(state, announced)
    _refuse_correction(state, announced.corrects)
    _refuse_predecessor(state, predecessor, announced.corrects)
    if announced.independent_of not in (None, predecessor.change):
        raise NotJustBeforeError(predecessor.change or "")


def standing_announcement(state: Product, change: str) -> Version:
    """Return an announcement that its supplier may still take back or correct."""
    known = change_named(state, change)
    if known is None:
        raise UnknownAnnouncementError(change)
    if known.standing != "stands":
        raise AnnouncementTakenBackError(change)
    return known


def _refuse_names(state: Product, announced: AnnouncedLeaflet) -> None:
    """Agreements know a change by its name, and a part by its own."""
    counted = Counter((announced.change, *(part.change for part in announced.parts)))
    if taken := sorted(counted.keys() & names_taken(state)):
        raise ChangeIdTakenError(", ".join(taken))
    twice = {name for name, times in counted.items() if times > 1}
    behind = f"{announced.change}-"
    stray = {part.change for part in announced.parts if not part.change.startswith(behind)}
    if unfit := sorted(twice | stray):
        raise PartNamesError(", ".join(unfit))


def _refuse_correction(state: Product, corrects: str | None) -> None:
    if corrects is None:
        return
    corrected, last = standing_announcement(state, corrects), standing(state)[-1]
    if last.position != corrected.position:
        raise AnnouncementFollowedError(f"{last.change}")


def _refuse_predecessor(state: Product, predecessor: Version, corrects: str | None) -> None:
    kept = [one for one in standing(state) if corrects is None or one.change != corrects]
    last = kept[-1]
    if predecessor not in kept:
        raise PredecessorTakenBackError(last.leaflet)
    if predecessor.position != last.position:
        raise PredecessorFollowedError(last.leaflet)
