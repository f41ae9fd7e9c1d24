"""A stored event as a row of the log, and as the record that the domain knows."""

from datetime import datetime

from adapters.upcasting import current_version, upcast
from adapters.written_form import Fields, Row, storable, written_hash
from domain.records import EventRecord, Provenance


def row_of(record: EventRecord, recorded_at: datetime, previous_hash: str | None) -> Row:
    """Return the row with its hash. Raises `NotStorableError`."""
    provenance = record.provenance
    row = {
        "stream_id": record.stream_id,
        "version": record.version,
        "event_id": record.event_id,
        "command_id": provenance.command_id,
        "command_digest": provenance.command_digest,
        "command_index": record.index,
        "type": record.event.type,
        "schema_version": current_version(record.event.type),
        "occurred_at": provenance.occurred_at,
        "recorded_at": recorded_at,
        "actor": provenance.actor,
        "mandate_id": provenance.mandate,
        "via": provenance.via,
        "data": storable(record.event.model_dump_json()),
        "previous_hash": previous_hash,
    }
    return row | {"hash": written_hash(row)}


def record_of(row: Fields) -> EventRecord:
    """Read a row; an event of an old shape comes in today's."""
    return EventRecord.model_validate(
        {
            "stream_id": row["stream_id"],
            "version": row["version"],
            "event_id": row["event_id"],
            "index": row["command_index"],
            "provenance": Provenance(
                command_id=row["command_id"],
                command_digest=row["command_digest"],
                actor=row["actor"],
                mandate=row["mandate_id"],
                via=row["via"],
                occurred_at=row["occurred_at"],
            ),
            "event": upcast(row["type"], row["schema_version"], row["data"]),
        }
    )
