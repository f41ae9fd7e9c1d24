"""From a path that names the rows of a leaflet to one that counts them: no name is told."""

from collections.abc import Iterator, Mapping

from domain.intake.paths import words
from domain.leaflet.leaflet import Leaflet
from domain.leaflet.offered import Service, Subprocessor


def counted(leaflet: Leaflet) -> dict[str, str]:
    """Return for each path that names a row, as completeness does, the one that counts it."""
    found: dict[str, str] = {}
    for named, number in _rows(leaflet):
        found.setdefault(named, number)
    return found


def counted_path(path: str, known: Mapping[str, str]) -> str:
    """Return where in the payload it is; no more than the list where the row is not known."""
    row, _, word = path.rpartition(".")
    if path in known:
        return f"payload.leaflet.{known[path]}"
    if row in known and word in words():
        return f"payload.leaflet.{known[row]}.{word}"
    return f"payload.leaflet.{path.partition('[')[0]}"


def _rows(leaflet: Leaflet) -> Iterator[tuple[str, str]]:
    for at, service in enumerate(leaflet.services or ()):
        yield from _service(service, f"services[{at}]")
    for at, row in enumerate(leaflet.retention or ()):
        yield f"retention[{row.what}]", f"retention[{at}]"
    yield from _kept(leaflet)
    yield from _subprocessors(leaflet.subprocessors, (), "")
    for at, disclosure in enumerate(leaflet.disclosures or ()):
        yield f"disclosures[{disclosure.recipient}]", f"disclosures[{at}]"
    for at, decision in enumerate(leaflet.automated_decisions or ()):
        yield f"automated_decisions[{decision.what}]", f"automated_decisions[{at}]"
    for at, name in enumerate(leaflet.unstated):
        yield f"unstated[{name}]", f"unstated[{at}]"


def _service(service: Service, place: str) -> Iterator[tuple[str, str]]:
    named = f"services[{service.id}]"
    yield named, place
    for at, purpose in enumerate(service.purposes or ()):
        yield f"{named}.purposes[{purpose.text}]", f"{place}.purposes[{at}]"
    for at, category in enumerate(service.data or ()):
        yield f"{named}.data[{category.key}]", f"{place}.data[{at}]"
    for at, subjects in enumerate(service.data_subjects or ()):
        yield f"{named}.data_subjects[{subjects.name}]", f"{place}.data_subjects[{at}]"


def _kept(leaflet: Leaflet) -> Iterator[tuple[str, str]]:
    """A category that no row of retention is about is named as if it were such a row."""
    for at, service in enumerate(leaflet.services or ()):
        for row, category in enumerate(service.data or ()):
            yield f"retention[{category.key}]", f"services[{at}].data[{row}]"


def _subprocessors(
    listed: tuple[Subprocessor, ...] | None, above: tuple[str, ...], place: str
) -> Iterator[tuple[str, str]]:
    for at, one in enumerate(listed or ()):
        names, here = (*above, one.name), f"{place}subprocessors[{at}]"
        yield f"subprocessors[{' > '.join(names)}]", here
        yield from _subprocessors(one.subprocessors, names, f"{here}.")
