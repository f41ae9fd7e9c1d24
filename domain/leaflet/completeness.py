"""What a leaflet misses: every absent mandatory item at once, each with its article (3.3)."""

from collections.abc import Iterator
from operator import attrgetter

from domain.leaflet import mandatory
from domain.leaflet.facts_words import says_nothing, states_none
from domain.leaflet.folding import fold
from domain.leaflet.leaflet import Leaflet, flattened, is_general
from domain.leaflet.mandatory import Item
from domain.leaflet.offered import Service, Subprocessor
from domain.leaflet.places import spots, where
from domain.messages import Message
from domain.refusals import RefusedError


class Missing(Message):
    """`path` says where in the leaflet, `article` why, `sentence` what."""

    path: str
    article: str
    sentence: str


class LeafletIncompleteError(RefusedError):
    """The leaflet misses what it must say, and cannot be offered."""


def missing(leaflet: Leaflet) -> tuple[Missing, ...]:
    return tuple(_missing(leaflet))


def _missing(leaflet: Leaflet) -> Iterator[Missing]:
    yield from _absent("", leaflet, mandatory.LEAFLET)
    for service in leaflet.services or ():
        yield from _service(f"services[{service.id}]", service)
    yield from _retention(leaflet)
    for names, one in flattened(leaflet.subprocessors):
        yield from _subprocessor(f"subprocessors[{' > '.join(names)}]", one)
    for disclosure in leaflet.disclosures or ():
        path = f"disclosures[{disclosure.recipient}]"
        yield from _absent(path, disclosure, mandatory.DISCLOSURE)
    if _abroad((*(leaflet.places or ()), *_named_country(leaflet.supplier.country))):
        yield from _absent("", leaflet, (mandatory.MECHANISMS,))
    yield from _in_part(leaflet)


def _service(path: str, service: Service) -> Iterator[Missing]:
    yield from _absent(path, service, mandatory.SERVICE)
    for purpose in service.purposes or ():
        yield from _absent(f"{path}.purposes[{purpose.text}]", purpose, mandatory.PURPOSE)
    for category in service.data or ():
        yield from _absent(f"{path}.data[{category.key}]", category, mandatory.DATA)
    for subjects in service.data_subjects or ():
        here = f"{path}.data_subjects[{subjects.name}]"
        yield from _absent(here, subjects, mandatory.DATA_SUBJECTS)


def _retention(leaflet: Leaflet) -> Iterator[Missing]:
    """Each category has a row of its own, or a general one stands for it."""
    for row in leaflet.retention or ():
        yield from _absent(f"retention[{row.what}]", row, mandatory.RETENTION)
    rows = {fold(row.what) for row in leaflet.retention or ()}
    if leaflet.retention is None or any(is_general(what) for what in rows):
        return
    services = leaflet.services or ()
    keys = dict.fromkeys(one.key for service in services for one in service.data or ())
    for key in keys:
        if fold(key) not in rows:
            yield _named(f"retention[{key}]", mandatory.UNCOVERED)


def _subprocessor(path: str, one: Subprocessor) -> Iterator[Missing]:
    yield from _absent(path, one, mandatory.SUBPROCESSOR)
    if _abroad((*(one.places or ()), *_named_country(one.country))):
        yield from _absent(path, one, (mandatory.MECHANISMS,))


def _in_part(leaflet: Leaflet) -> Iterator[Missing]:
    """A list that is named in part, and a text that is not at hand; certificates may be absent."""
    articles = {one.path: one.article for one in (*mandatory.LEAFLET, *mandatory.SERVICE)}
    for name in leaflet.unstated:
        if name in articles:
            yield Missing(path=name, article=articles[name], sentence=mandatory.IN_FULL)
        elif name != "certificates":
            yield _named(f"unstated[{name}]", mandatory.ELSEWHERE)


def _abroad(places: tuple[str, ...]) -> bool:
    """Say whether data, or a company that reads it, is or may be outside the Economic Area."""
    return any(where(place) != "inside" for place in spots(places).values())


def _named_country(country: str | None) -> tuple[str, ...]:
    return () if country is None else (country,)


def _absent(path: str, thing: Message, items: tuple[Item, ...]) -> Iterator[Missing]:
    for one in items:
        if not _stated(attrgetter(one.path)(thing), needed=one.needed):
            yield _named(f"{path}.{one.path}".lstrip("."), one)


def _stated(value: object, *, needed: bool) -> bool:
    """Say whether a value says something: "unknown" does not, nor "none" where one is needed."""
    if not needed or not isinstance(value, tuple):
        return value is not None and not says_nothing(value)
    return any(not says_nothing(one) and not states_none(one) for one in value)


def _named(path: str, item: Item) -> Missing:
    return Missing(path=path, article=item.article, sentence=item.sentence)
