"""What a leaflet states beside its tables, each as a label and its lines."""

from collections.abc import Iterator, Sequence

from domain.agreement_document import Fact
from domain.document.words import (
    DISCLOSURE_GROUNDS,
    FIELDS,
    NONE,
    NOT_STATED,
    all_of,
    named,
    number,
    said,
)
from domain.leaflet.leaflet import Leaflet

Row = tuple[str, tuple[str, ...]]


def facts(leaflet: Leaflet) -> tuple[Fact, ...]:
    """Return every fact in the order of a leaflet; an empty table becomes a fact as well."""
    rows = (
        *_of_the_tables(leaflet),
        *_of_the_whole(leaflet),
        *_of_the_end(leaflet),
        *_of_the_version(leaflet),
    )
    return tuple(Fact(label=label, lines=lines) for label, lines in rows)


def _of_the_tables(leaflet: Leaflet) -> Iterator[Row]:
    yield from _where_empty("Diensten", leaflet.services)
    yield from _where_empty("Bewaartermijnen", leaflet.retention)
    yield from _where_empty("Subverwerkers", leaflet.subprocessors)


def _where_empty(label: str, table: Sequence[object] | None) -> Iterator[Row]:
    if not table:
        yield label, (NOT_STATED if table is None else NONE,)


def _of_the_whole(leaflet: Leaflet) -> Iterator[Row]:
    supplier = leaflet.supplier
    yield "Leverancier", (said(supplier.name),)
    yield "Adres", (", ".join(filter(None, (supplier.address, supplier.country))) or NOT_STATED,)
    yield "Ondernemingsnummer", (said(supplier.enterprise_number),)
    yield "Doelgroep", all_of(leaflet.target_group)
    yield "Rolverdeling", (said(leaflet.roles),)
    yield "Plaats van opslag en verwerking", all_of(leaflet.places)
    yield "Waarborg voor doorgifte", all_of(leaflet.mechanisms)
    yield "Verstrekking aan derden", all_of(_disclosures(leaflet))
    yield "Pseudonimisering", (said(leaflet.pseudonymisation),)
    yield "Beveiligingsmaatregelen", all_of(leaflet.measures)
    yield "Certificaten", all_of(leaflet.certificates)
    yield "Geautomatiseerde besluiten", all_of(_decisions(leaflet))
    yield "Hulp bij rechten van betrokkenen", (said(leaflet.rights_help),)
    yield "Melding van een inbreuk", (number(leaflet.breach_notice_hours, "binnen {} uur"),)


def _disclosures(leaflet: Leaflet) -> list[str] | None:
    if leaflet.disclosures is None:
        return None
    return [
        f"{one.recipient}: {said(one.ground and DISCLOSURE_GROUNDS[one.ground])} "
        f"(gegevens: {said(one.data)})"
        for one in leaflet.disclosures
    ]


def _decisions(leaflet: Leaflet) -> list[str] | None:
    if leaflet.automated_decisions is None:
        return None
    return [
        f"{one.what} ({named(one.services, service_names(leaflet))})"
        for one in leaflet.automated_decisions
    ]


def _of_the_end(leaflet: Leaflet) -> Iterator[Row]:
    end = leaflet.end_of_contract
    certificate = None if end.certificate is None else ("ja" if end.certificate else "nee")
    yield "Formaat van teruggave", (said(end.export_format),)
    yield "Gegevens op te halen", (number(end.window_days, "tot {} dagen na het einde"),)
    yield "Vernietiging", (number(end.destruction_days, "binnen {} dagen daarna"),)
    yield "Bewijs van vernietiging", (said(certificate),)


def _of_the_version(leaflet: Leaflet) -> Iterator[Row]:
    contacts = leaflet.contacts
    yield "Contact voor privacy", (said(contacts.privacy),)
    yield "Contact bij een incident (24/7)", (said(contacts.incident),)
    yield "Functionaris voor gegevensbescherming", (said(contacts.dpo),)
    yield "Wat deze versie verandert", (said(leaflet.consequences),)
    yield "Taal van de bijsluiter", (said(leaflet.language),)
    if leaflet.price:
        yield "Prijs", (leaflet.price,)
    if leaflet.remarks:
        yield "Opmerkingen", leaflet.remarks
    if leaflet.unstated:
        yield "Niet volledig vermeld", tuple(FIELDS.get(one, one) for one in leaflet.unstated)


def service_names(leaflet: Leaflet) -> dict[str, str]:
    """Return the name of each service by its id."""
    return {one.id: one.name for one in leaflet.services or ()}
