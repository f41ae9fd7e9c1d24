"""From a path that names the rows of a leaflet to one that counts them: no name is told."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from domain.intake.paths import words
from domain.leaflet.leaflet import Leaflet
from domain.leaflet.offered import Service, Subprocessor
from domain.messages import Message

Row = TypeVar("Row", bound=Message)


def numbered(leaflet: Leaflet) -> Leaflet:
    """Return the leaflet with a number for every name that means nothing beyond its row."""
    services = tuple(
        one.model_copy(
            update={
                "id": f"{at}",
                "purposes": _renamed(one.purposes, "text"),
                "data_subjects": _renamed(one.data_subjects, "name"),
            }
        )
        for at, one in enumerate(leaflet.services or ())
    )
    return leaflet.model_copy(
        update={
            "services": services if leaflet.services is not None else None,
            "subprocessors": _renamed(leaflet.subprocessors, "name"),
            "disclosures": _renamed(leaflet.disclosures, "recipient"),
            "automated_decisions": _renamed(leaflet.automated_decisions, "what"),
        }
    )


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


def _renamed(rows: tuple[Row, ...] | None, name: str) -> tuple[Row, ...] | None:
    """Number the rows of a list, and the sub-processors of its sub-processors."""
    if rows is None:
        return None
    renamed = (row.model_copy(update={name: f"{at}"}) for at, row in enumerate(rows))
    return tuple(
        row.model_copy(update={"subprocessors": _renamed(row.subprocessors, name)})
        if isinstance(row, Subprocessor)
        else row
        for row in renamed
    )


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
