"""Differences in what the supplier leaves unsaid of lists that it names in part."""

from collections.abc import Iterator

from domain.leaflet.items import Effect, Item, Stated, Topic, item
from domain.leaflet.leaflet import Leaflet

TOPICS: dict[str, Topic] = {
    "subprocessors": "subprocessor",
    "retention": "retention",
    "certificates": "certificate",
    "data": "data",
    "data_subjects": "data_subjects",
    "purposes": "purpose",
    "places": "location",
    "mechanisms": "transfer",
    "disclosures": "disclosure",
    "measures": "measure",
    "contacts": "contact",
}
"""The lists that can be named in part, and the topic of each."""


def unstated(old: Leaflet, new: Leaflet) -> Iterator[Item]:
    """A list that is not said to be whole any more is doubt; what no list holds is its own text."""
    for name in new.unstated:
        if name not in old.unstated and _stated(old, name):
            yield _item(name, ("in full", "in part"), _effect(name), (None, name))
    for name in old.unstated:
        if name not in new.unstated and _stated(new, name):
            yield _item(name, ("in part", "in full"), Effect.STATED, (name, None))


def _effect(name: str) -> Effect:
    if TOPICS.get(name) == "contact":
        return Effect.CONTACT
    return Effect.NO_LONGER_STATED if name in TOPICS else Effect.UNCLEAR


def _stated(leaflet: Leaflet, name: str) -> bool:
    return getattr(leaflet, name, ()) is not None if name in TOPICS else True


def _item(name: str, named: tuple[str, str], effect: Effect, prose: tuple[Stated, Stated]) -> Item:
    if name in TOPICS:
        return item(TOPICS[name], name, named, effect)
    return item("text", "unstated", prose, effect)
