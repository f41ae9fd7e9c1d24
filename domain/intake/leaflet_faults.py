"""What is wrong with an announced leaflet, beyond its shape: all of it at once."""

from collections.abc import Iterable, Iterator
from itertools import chain

from domain.agreement.deciding.facts import unusable_names
from domain.intake.counting import counted, counted_path, numbered
from domain.intake.faults import Fault, FaultCode, Faults, fault, first_faults
from domain.intake.paths import article_at
from domain.leaflet.completeness import Missing, missing
from domain.leaflet.digest import digest
from domain.leaflet.folding import fold, name_key
from domain.leaflet.leaflet import Leaflet, named_services
from domain.leaflet.mandatory import ELSEWHERE, IN_FULL
from domain.leaflet.offered import Subprocessor

_WHOLE = (IN_FULL, ELSEWHERE.sentence)
Named = Iterable[tuple[str, str]]
"""Where a name stands, and the name as it is compared."""


def leaflet_faults(leaflet: Leaflet) -> Faults:
    """Return what it misses, and every name that is used twice, unknown or unusable."""
    bare = numbered(leaflet)
    known, ids = counted(bare), {one.id for one in leaflet.services or ()}
    return first_faults(
        chain(
            (_absent(one, counted_path(one.path, known)) for one in missing(bare)),
            chain.from_iterable(map(_twice, _lists(leaflet))),
            (
                _unknown(counted_path(path, known))
                for path, named in named_services(bare)
                if set(named) - ids
            ),
            _unusable(leaflet),
        )
    )


def _absent(one: Missing, path: str) -> Fault:
    words = one.sentence if one.sentence in _WHOLE else f"this must be stated: {one.sentence}"
    return fault(path, FaultCode.ITEM_MISSING, words, one.article)


def _lists(leaflet: Leaflet) -> Iterator[Named]:
    """Every list whose rows must be told apart, its names folded as they are compared."""
    services = leaflet.services or ()
    yield [(f"services[{at}].id", one.id) for at, one in enumerate(services)]
    for at, service in enumerate(services):
        rows = enumerate(service.data or ())
        yield [(f"services[{at}].data[{row}].key", fold(one.key)) for row, one in rows]
    kept = enumerate(leaflet.retention or ())
    yield [(f"retention[{at}].what", fold(one.what)) for at, one in kept]
    yield from _subprocessors(leaflet.subprocessors, "")


def _subprocessors(listed: tuple[Subprocessor, ...] | None, above: str) -> Iterator[Named]:
    places = [(f"{above}subprocessors[{at}]", one) for at, one in enumerate(listed or ())]
    yield [(f"{place}.name", name_key(one.name)) for place, one in places]
    for place, one in places:
        yield from _subprocessors(one.subprocessors, f"{place}.")


def _twice(named: Named) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, name in named:
        if name in seen:
            words = "this name stands in the list already"
            yield _at(f"payload.leaflet.{place}", FaultCode.NAMED_TWICE, words)
        seen.add(name)


def _unknown(path: str) -> Fault:
    words = "this names a service that the leaflet does not have"
    return _at(path, FaultCode.SERVICE_UNKNOWN, words)


def _unusable(leaflet: Leaflet) -> Iterator[Fault]:
    """An id is no Identifier, or a name no Label: no choice or certificate could hold it."""
    unusable = set(unusable_names(digest(leaflet)))
    for place, name in _names(leaflet):
        if name in unusable:
            words = "this name cannot be used: an id is small letters, digits, - and _"
            if not place.endswith((".id", "product")):
                words = "this name cannot be used: it is empty, or has more than 120 characters"
            yield _at(f"payload.leaflet.{place}", FaultCode.NAME_UNUSABLE, words)


def _names(leaflet: Leaflet) -> Iterator[tuple[str, str]]:
    yield "product", leaflet.product
    for at, service in enumerate(leaflet.services or ()):
        yield f"services[{at}].id", service.id
        for row, category in enumerate(service.data or ()):
            yield f"services[{at}].data[{row}].key", category.key
    yield from _names_of(leaflet.subprocessors, "")


def _names_of(listed: tuple[Subprocessor, ...] | None, above: str) -> Iterator[tuple[str, str]]:
    for at, one in enumerate(listed or ()):
        place = f"{above}subprocessors[{at}]"
        yield f"{place}.name", one.name
        yield from _names_of(one.subprocessors, f"{place}.")


def _at(path: str, code: FaultCode, words: str) -> Fault:
    return fault(path, code, words, article_at(path))
