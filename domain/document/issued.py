"""The document of an agreement as it stood at a version of its stream."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from domain.agreement.events.offering import AgreementSigned
from domain.agreement.evolve import fold
from domain.agreement.products import leaflet_at, products_in_force
from domain.agreement.signing import agreement_hash
from domain.agreement.state import Agreement, LeafletInForce, Product, unborn
from domain.agreement_document import AgreementDocument, LeafletPart, Named, SignaturePart
from domain.document.leaflet_part import leaflet_part
from domain.document.term_part import term_parts
from domain.leaflet.leaflet import Leaflet
from domain.offices import Role
from domain.records import EventRecord
from domain.text.model import AgreementText

_SIGNED_FOR = ("agreement.activated", "product.added")


@dataclass(frozen=True, slots=True)
class Sources:
    """What a document needs beside the stream.

    Names are kept by `board:<id>`, `supplier:<id>` and `school:<id>`, leaflets by their hash.
    """

    names: Mapping[str, str]
    leaflets: Mapping[str, Leaflet]
    text: AgreementText


def leaflets_to_print(state: Agreement, at: datetime) -> tuple[LeafletInForce, ...]:
    """Return what rules at an instant, and what is already approved for later."""
    return tuple(
        entry for product in products_in_force(state) for entry in _still_to_rule(product, at)
    )


def _still_to_rule(product: Product, at: datetime) -> Iterator[LeafletInForce]:
    ruling = leaflet_at(product, at)
    for entry in product.schedule:
        if entry.leaflet == ruling or entry.since > at:
            yield entry


def as_it_stood(records: tuple[EventRecord, ...], board: str, supplier: str) -> Agreement:
    """Fold a stream from its first record on."""
    return reduce(fold, records, unborn(records[0].stream_id, board, supplier))


def issued(
    state: Agreement, records: tuple[EventRecord, ...], sources: Sources
) -> AgreementDocument:
    """Put an active agreement together; `state` is the fold of the records.

    Raises `KeyError` for a leaflet that the sources lack.
    """
    at = records[-1].provenance.occurred_at
    signatures = _signatures(records)
    fresh = _is_signed_for(records)
    return AgreementDocument(
        agreement=state.id,
        issued_at=at,
        reason="signature" if fresh else "annex",
        hash=signatures[-1].hash if fresh else agreement_hash(state, at),
        board=_named(sources, "board", state.board),
        supplier=_named(sources, "supplier", state.supplier),
        schools=tuple(_named(sources, "school", school) for school in state.schools),
        text=sources.text,
        terms=term_parts(state.terms, state.duration) if state.terms else (),
        leaflets=tuple(_leaflet(entry, sources) for entry in leaflets_to_print(state, at)),
        choices=state.choices,
        signatures=signatures,
    )


def _named(sources: Sources, kind: str, key: str) -> Named:
    return Named(id=key, name=sources.names.get(f"{kind}:{key}", key))


def _leaflet(entry: LeafletInForce, sources: Sources) -> LeafletPart:
    part = leaflet_part(sources.leaflets[entry.leaflet.hash])
    return part.model_copy(update={"since": entry.since})


def _is_signed_for(records: tuple[EventRecord, ...]) -> bool:
    """Tell whether the last command was the second signature."""
    command = records[-1].provenance.command_id
    return any(
        record.event.type in _SIGNED_FOR
        for record in records
        if record.provenance.command_id == command
    )


def _signatures(records: tuple[EventRecord, ...]) -> tuple[SignaturePart, ...]:
    """Return each side's signature under the last hash that anything came of."""
    last = max(at for at, record in enumerate(records) if record.event.type in _SIGNED_FOR)
    parts = [part for record in records[:last] for part in _signature(record)]
    of_each_side = {part.side: part for part in parts if part.hash == parts[-1].hash}
    return tuple(of_each_side.values())


def _signature(record: EventRecord) -> Iterator[SignaturePart]:
    provenance = record.provenance
    if isinstance(record.event, AgreementSigned):
        yield SignaturePart(
            side=record.event.side,
            office=Role.DIRECTION,
            person=provenance.actor.removeprefix("person:"),
            mandate=provenance.mandate,
            signed_at=provenance.occurred_at,
            hash=record.event.hash,
        )
