"""A leaflet as places: what stands where, so that two changes can be told apart."""

from collections.abc import Callable, Collection, Iterator
from typing import Any, TypeAlias

from domain.leaflet.folding import fold, name_key
from domain.leaflet.leaflet import Contacts, EndOfContract, Leaflet
from domain.messages import Message

Place: TypeAlias = tuple[str, str]
"""A field and the key of one row in it; the key is "" for the field as a whole."""

_NAMED: dict[str, tuple[str, Callable[[str], str]]] = {
    "services": ("id", str),
    "retention": ("what", fold),
    "subprocessors": ("name", name_key),
    "disclosures": ("recipient", name_key),
    "automated_decisions": ("what", fold),
}
_PLAIN = ("target_group", "places", "mechanisms", "measures", "certificates", "remarks", "unstated")
ROWS = (*_NAMED, *_PLAIN)
"""The lists; a row is known by its name, or by its text."""
GROUPS: dict[str, type[Message]] = {"end_of_contract": EndOfContract, "contacts": Contacts}
"""What holds several statements, each a place of its own."""
SINGLE = (
    "name",
    "supplier",
    "explanation",
    "roles",
    "pseudonymisation",
    "rights_help",
    "breach_notice_hours",
)
ALONG = ("version", "date", "language", "consequences", "for_parents", "price")
"""What goes along with every version, and is no place."""
_NAMELESS = "-"
"""The key of a row whose name folds to nothing: "" is the list itself."""


def placed(leaflet: Leaflet) -> dict[Place, Any]:
    """Return what stands at each place; a list that is stated stands at the key "" as well."""
    return {place: value for place, value in _placed(leaflet) if value is not None}


def touched(old: Leaflet, new: Leaflet) -> frozenset[Place]:
    """Return the places where the two differ."""
    before, after = placed(old), placed(new)
    return frozenset(one for one in before | after if before.get(one) != after.get(one))


def within(difference: Collection[Place], only: Collection[Place]) -> frozenset[Place]:
    """Return what of the difference stands at `only`: a list comes to be, or goes, with its rows.

    A field as a whole holds all its rows.
    """
    inside = {one for one in difference if one in only or (one[0], "") in only}
    return frozenset(one for one in difference if one in inside or _list_of(one, inside))


def shared(one: Collection[Place], other: Collection[Place]) -> frozenset[Place]:
    """Return the places that are in both: a list that comes to be or goes is in all its rows."""
    return frozenset(
        place
        for mine, yours in ((one, other), (other, one))
        for place in mine
        if place in yours or _list_of(place, yours) or (place[0], "") in yours
    )


def spelled(places: Collection[Place]) -> str:
    """Write places as people do: "services/ai, measures"."""
    return ", ".join(sorted(f"{field}/{key}" if key else field for field, key in places))


def _list_of(place: Place, others: Collection[Place]) -> bool:
    """Say whether it is a whole field of which others are rows."""
    field, key = place
    return not key and any(other[0] == field for other in others)


def _placed(leaflet: Leaflet) -> Iterator[tuple[Place, Any]]:
    for field in SINGLE:
        yield (field, ""), getattr(leaflet, field)
    for field in GROUPS:
        for key, value in getattr(leaflet, field):
            yield (field, key), value
    for field in ROWS:
        stated = getattr(leaflet, field)
        yield (field, ""), None if stated is None else True
        for key, rows in rows_by_key(field, stated or ()).items():
            yield (field, key), rows


def rows_by_key(field: str, stated: Collection[Any]) -> dict[str, tuple[Any, ...]]:
    """Return the rows of a list by their key, in their order; two may share one."""
    name, _ = _NAMED.get(field, ("", fold))
    found: dict[str, tuple[Any, ...]] = {}
    for row in stated:
        key = row_key(field, getattr(row, name) if name else row)
        found[key] = (*found.get(key, ()), row)
    return found


def row_key(field: str, name: str) -> str:
    """Fold the name of a row as its list does."""
    _, folded = _NAMED.get(field, ("", fold))
    return folded(name) or _NAMELESS
