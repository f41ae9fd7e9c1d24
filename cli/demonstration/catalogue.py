"""The real boards and leaflets that the stories use, read from the project's data."""

from itertools import pairwise

from adapters.demonstration_data import DATA, DEMONSTRATED, complete_leaflet, versions_of
from adapters.parties_file import ListedParty, read_parties
from cli.demonstration.cast import Board, School, Supplier, board_of, supplier_of
from cli.demonstration.observation import Announcement
from cli.demonstration.stories.names import BOARDS, LINES, SUPPLIERS
from domain.leaflet.compare import compare
from domain.leaflet.leaflet import Leaflet


def boards() -> dict[str, Board]:
    """Return the boards of the stories with their schools, by id."""
    listed = read_parties(DATA / "schools.csv")
    names = {one.id: one.name for one in listed if one.kind == "board"}
    return {
        key: board_of(key, names[key], _schools(listed, key), number)
        for number, key in enumerate(BOARDS)
    }


def _schools(listed: tuple[ListedParty, ...], board: str) -> tuple[School, ...]:
    return tuple(School(one.id, one.name) for one in listed if one.board == board)


def suppliers() -> dict[str, Supplier]:
    """Return the suppliers of the stories, by id."""
    return {
        key: supplier_of(key, name, number) for number, (key, name) in enumerate(SUPPLIERS.items())
    }


def leaflets() -> dict[str, Leaflet]:
    """Return every version of every product of the stories, by its id, complete."""
    return {
        version: complete_leaflet(product, version)
        for product in DEMONSTRATED
        for version in versions_of(product)
    }


def announcements(known: dict[str, Leaflet]) -> tuple[Announcement, ...]:
    """Return the later version of every adjacent pair of one product that differs."""
    return tuple(
        Announcement(new.product, new.version)
        for old, new in pairwise(known.values())
        if old.product == new.product and compare(old, new)
    )


def lines(known: dict[str, Leaflet]) -> dict[str, tuple[Leaflet, ...]]:
    """Return the leaflets that each supplier announces, in order: those that differ."""
    differ = {one.version for one in announcements(known)}
    found = {}
    for supplier, first, last in LINES:
        versions = list(known)
        between = versions[versions.index(first) : versions.index(last) + 1]
        found[supplier] = tuple(known[one] for one in between if one == first or one in differ)
    return found
