"""What is written of an intake: its state, and the messages that are not settled."""

from collections.abc import Sequence

from pydantic import TypeAdapter

from adapters.postgres import Connection, Row, insert
from adapters.stream_kinds import Kind, Moved
from domain.intake import events as e
from domain.intake.deadlines import next_deadline
from domain.intake.evolve import event_of, fold
from domain.intake.state import Intake, Standing, unborn
from domain.records import EventRecord


async def project_messages(
    connection: Connection, state: Intake, records: Sequence[EventRecord]
) -> None:
    """Move the messages as the events did: the state keeps the latest ones only, this table all."""
    for record in records:
        event = event_of(record)
        if event is not None:
            place = {"supplier": state.supplier, "message": event.message}
            await _move(connection, place, _moved(event), record)


async def _move(connection: Connection, place: Row, moved: Row | None, record: EventRecord) -> None:
    if moved is None:
        await connection.execute(
            "DELETE FROM intake_message WHERE supplier = $1 AND message = $2", *place.values()
        )
        return
    row = moved | {"at": record.provenance.occurred_at}
    changed = ", ".join(f"{field} = excluded.{field}" for field in row)
    conflict = f"ON CONFLICT (supplier, message) DO UPDATE SET {changed}"
    await insert(connection, "intake_message", [place | row], conflict)


def _moved(event: e.AnyEvent) -> Row | None:
    """Return what an event says anew of its message; None when it is settled by it."""
    match event:
        case e.MessageAccepted(announced=announced):
            about = {"product": announced.product, "change": announced.change}
            return _kept(event, Standing.ACCEPTED) | about
        case e.MessageWaits(until=until):
            return _kept(event, Standing.WAITING) | {"until": until}
        case e.MessageQuarantined(faults=faults):
            found = [one.model_dump(mode="json") for one in faults]
            return _kept(event, Standing.QUARANTINED) | {"until": None, "faults": found}
        case e.MessageAnnounced() | e.QuarantineDiscarded() | e.QuarantineReplayed():
            return None


def _kept(
    event: e.MessageAccepted | e.MessageWaits | e.MessageQuarantined, standing: Standing
) -> Row:
    return {"standing": standing.value, "envelope": event.envelope, "arrived": event.arrived}


def _intake(state: Intake) -> Row:
    return {
        "supplier": state.supplier,
        "phase": state.phase.value,
        "next_deadline": next_deadline(state),
    }


INTAKE = Kind(
    table="intake_state",
    states=TypeAdapter(Intake),
    unborn=unborn,
    fold=fold,
    row=_intake,
    derived=(),
    moved=(Moved(("intake_message",), project_messages),),
)
