"""From the facts of one version to a leaflet; what is stated twice is joined."""

from collections.abc import Mapping
from typing import Any

from domain.leaflet.facts_rows import mechanisms, retention, service, subprocessors
from domain.leaflet.facts_shape import ProductFacts, VersionFacts
from domain.leaflet.leaflet import Contacts, Leaflet, Supplier
from domain.leaflet.legal_forms import same_legal_name
from domain.leaflet.offered import DataSubjects, PurposeCode
from domain.leaflet.rows import each
from domain.leaflet.unsaid import unsaid

_OF_A_SERVICE = ("data", "purposes", "data_subjects")


def read(product: ProductFacts, version: VersionFacts, codes: Mapping[str, PurposeCode]) -> Leaflet:
    """Raise pydantic's `ValidationError` where the rows contradict each other."""
    subjects = each(version.data_subjects, lambda name: DataSubjects(name=name))
    services = each(version.services, lambda one: service(one, subjects, codes))
    listed: dict[str, Any] = {
        "retention": retention(version.retention),
        "places": version.storage_location,
        "mechanisms": mechanisms(version.transfer_basis),
        "subprocessors": subprocessors(version.subprocessors),
        "certificates": version.certifications,
    }
    unstated = unsaid(version.unknown or ())
    holds = {
        **listed,
        **{name: any(getattr(one, name) for one in services or ()) for name in _OF_A_SERVICE},
        "measures": None,
        "disclosures": None,
        "contacts": version.contact,
    }
    return Leaflet(
        product=product.slug,
        name=product.product,
        version=version.id,
        date=version.date,
        language=version.language,
        price=version.price,
        supplier=_supplier(product, version),
        explanation=version.plain_summary,
        services=services,
        **{name: None if name in unstated and not rows else rows for name, rows in listed.items()},
        contacts=Contacts(privacy=version.contact),
        remarks=_remarks(product, version),
        unstated=tuple(name for name in unstated if holds.get(name, True)),
    )


def _supplier(product: ProductFacts, version: VersionFacts) -> Supplier:
    """Number, seat and address are those of the supplier named for the product, of no other."""
    named, known = version.supplier_name, product.supplier
    if named is not None and not same_legal_name(named, known.name, known.country):
        return Supplier(name=named)
    return Supplier(
        name=named or known.name,
        enterprise_number=known.registration,
        country=known.country,
        address=known.address,
    )


def _remarks(product: ProductFacts, version: VersionFacts) -> tuple[str, ...]:
    besides = (*product.besides(), *product.supplier.besides(), *version.besides())
    notes = (note for note in (product.notes, version.note) if note is not None)
    return tuple(dict.fromkeys((*notes, *besides, *_without_services(version))))


def _without_services(version: VersionFacts) -> tuple[str, ...]:
    """Data subjects are those of the services; where none is stated they are kept beside."""
    subjects = version.data_subjects if version.services is None else None
    return () if subjects is None else (f"data_subjects: {', '.join(subjects)}",)
