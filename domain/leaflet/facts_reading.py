"""From the facts of one version to a leaflet; what is stated twice is joined."""

from collections.abc import Mapping
from typing import Any

from domain.leaflet.facts_shape import (
    DataFacts,
    Facts,
    ProductFacts,
    RetentionFacts,
    ServiceFacts,
    SubprocessorFacts,
    VersionFacts,
)
from domain.leaflet.facts_words import NONE, says_nothing
from domain.leaflet.folding import fold, name_key
from domain.leaflet.leaflet import Contacts, Leaflet, Retention, Supplier
from domain.leaflet.legal_forms import same_legal_name
from domain.leaflet.offered import (
    DataCategory,
    DataSubjects,
    Purpose,
    PurposeCode,
    Service,
    Subprocessor,
)
from domain.leaflet.rows import each, joined
from domain.leaflet.unsaid import unsaid

_OF_A_SERVICE = ("data", "purposes", "data_subjects")


def read(product: ProductFacts, version: VersionFacts, codes: Mapping[str, PurposeCode]) -> Leaflet:
    """Raise pydantic's `ValidationError` where the rows contradict each other."""
    subjects = each(version.data_subjects, lambda name: DataSubjects(name=name))
    services = each(version.services, lambda one: _service(one, subjects, codes))
    listed: dict[str, Any] = {
        "retention": joined(each(version.retention, _kept), lambda one: fold(one.what)),
        "places": version.storage_location,
        "mechanisms": _one(version.transfer_basis),
        "subprocessors": _subprocessors(version.subprocessors),
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


def _service(
    facts: ServiceFacts,
    subjects: tuple[DataSubjects, ...] | None,
    codes: Mapping[str, PurposeCode],
) -> Service:
    rows = facts.data_categories
    known = tuple(one for one in rows or () if _named(one))
    return Service(
        id=facts.id,
        name=facts.name,
        kind=facts.kind,
        purposes=each(facts.purposes, lambda text: Purpose(text=text, code=codes.get(fold(text)))),
        data=joined(each(known or (rows if not rows else None), _data), lambda one: fold(one.key)),
        data_subjects=subjects,
        note=_with(facts.note, facts),
    )


def _named(facts: DataFacts) -> bool:
    return facts.text is not None or not says_nothing(facts.key)


def _data(facts: DataFacts) -> DataCategory:
    return DataCategory(key=facts.key, text=facts.text, why=_with(None, facts))


def _kept(facts: RetentionFacts) -> Retention:
    return Retention(what=facts.what, period=_with(facts.period, facts))


def _subprocessors(
    stated: tuple[SubprocessorFacts, ...] | None,
) -> tuple[Subprocessor, ...] | None:
    return joined(each(stated, _subprocessor), lambda one: name_key(one.name))


def _subprocessor(facts: SubprocessorFacts) -> Subprocessor:
    return Subprocessor(
        name=facts.name,
        enterprise_number=facts.registration,
        country=facts.entity_country,
        task=facts.what_for,
        services=facts.service_ids or None,
        data=facts.data,
        places=facts.data_location,
        mechanisms=_one(facts.transfer_mechanism),
        note=_with(None, facts),
        subprocessors=_subprocessors(facts.subprocessors),
    )


def _remarks(product: ProductFacts, version: VersionFacts) -> tuple[str, ...]:
    besides = (*product.besides(), *product.supplier.besides(), *version.besides())
    notes = (note for note in (product.notes, version.note) if note is not None)
    return tuple(dict.fromkeys((*notes, *besides)))


def _one(text: str | None) -> tuple[str, ...] | None:
    if text is None:
        return None
    return () if fold(text) == NONE else (text,)


def _with(text: str | None, facts: Facts) -> str | None:
    """Keep what the format does not know beside what it does."""
    return "; ".join((*filter(None, (text,)), *facts.besides())) or None
