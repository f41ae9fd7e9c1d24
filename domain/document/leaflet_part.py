"""A leaflet as it stands in an agreement's document: in Dutch words, nothing left out."""

from domain.agreement_document import (
    DataPart,
    LeafletPart,
    RetentionPart,
    ServicePart,
    SubprocessorPart,
)
from domain.canonical import content_hash
from domain.document.leaflet_facts import facts, service_names
from domain.document.words import PURPOSES, THEN, all_of, named, said
from domain.leaflet.leaflet import Leaflet, Retention, flattened
from domain.leaflet.offered import DataCategory, DataSubjects, Purpose, Service, Subprocessor


def leaflet_part(leaflet: Leaflet) -> LeafletPart:
    """Put a leaflet into the words of the document; what was never stated says so."""
    names = service_names(leaflet)
    return LeafletPart(
        product=leaflet.product,
        name=leaflet.name,
        version=leaflet.version,
        date=said(leaflet.date),
        hash=content_hash(leaflet),
        summary=said(leaflet.explanation),
        for_parents=said(leaflet.for_parents),
        services=tuple(_service(one) for one in leaflet.services or ()),
        retention=tuple(_retention(one) for one in leaflet.retention or ()),
        subprocessors=tuple(
            _subprocessor(path[:-1], one, names) for path, one in flattened(leaflet.subprocessors)
        ),
        facts=facts(leaflet),
    )


def _service(service: Service) -> ServicePart:
    return ServicePart(
        id=service.id,
        name=service.name,
        kind=service.kind,
        does=said(" ".join(filter(None, (service.does, service.note)))),
        yes=said(service.yes),
        no=said(service.no),
        purposes=_purposes(service.purposes),
        own_purposes=tuple(p.text for p in service.purposes or () if p.code == "supplier"),
        data=_all_data(service.data),
        data_subjects=all_of(_names(service.data_subjects)),
        operations=all_of(service.operations),
    )


def _purposes(purposes: tuple[Purpose, ...] | None) -> tuple[str, ...]:
    if purposes is None:
        return all_of(None)
    return all_of([_purpose(one) for one in purposes if one.code != "supplier"])


def _purpose(purpose: Purpose) -> str:
    ground = PURPOSES[purpose.code] if purpose.code else "niet ingedeeld volgens artikel 5.1"
    return f"{purpose.text} ({ground})"


def _names(data_subjects: tuple[DataSubjects, ...] | None) -> list[str] | None:
    if data_subjects is None:
        return None
    return [f"{one.name}, ook minderjarigen" if one.minors else one.name for one in data_subjects]


def _all_data(categories: tuple[DataCategory, ...] | None) -> tuple[DataPart, ...]:
    if not categories:
        return tuple(
            DataPart(what=line, why="") for line in all_of(None if categories is None else ())
        )
    return tuple(_data(one) for one in categories)


def _data(category: DataCategory) -> DataPart:
    return DataPart(
        key=category.key,
        what=category.text or category.key,
        why=said(category.why),
        special=bool(category.special),
    )


def _retention(rule: Retention) -> RetentionPart:
    return RetentionPart(
        what=rule.what,
        period=said(rule.period),
        starts=said(rule.starts),
        then=said(rule.then and THEN[rule.then]),
    )


def _subprocessor(
    above: tuple[str, ...], one: Subprocessor, names: dict[str, str]
) -> SubprocessorPart:
    return SubprocessorPart(
        name=", ".join(filter(None, (one.name, one.enterprise_number))),
        engaged_by=" > ".join(above),
        country=said(one.country),
        contact=said(one.contact),
        task=said(one.task),
        services=_served(above, one, names),
        data=said(one.data),
        places=", ".join(all_of(one.places)),
        mechanisms=", ".join(all_of(one.mechanisms)),
    )


def _served(above: tuple[str, ...], one: Subprocessor, names: dict[str, str]) -> str:
    """Say which services; one that names none works for those of the one who engaged it."""
    return f"die van {above[-1]}" if above and not one.services else named(one.services, names)
