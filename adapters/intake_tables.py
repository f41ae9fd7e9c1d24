"""What is written of an intake: its state, and the messages that are not settled."""

from collections.abc import Collection, Sequence

from pydantic import TypeAdapter

from adapters.postgres import Connection, Row, fetch_about
from adapters.stream_kinds import Course, Kind, Moved
from adapters.writing import Writing
from domain.intake import events as e
from domain.intake.deadlines import next_deadline
from domain.intake.evolve import event_of, fold
from domain.intake.state import Intake, Standing, unborn

Place = tuple[str, str]
"""Supplier and message: what tells the messages apart."""

MESSAGES = "intake_message"
_OF_MESSAGE = ("supplier", "message")
_NEW: Row = {
    "standing": None,
    "product": None,
    "change": None,
    "envelope": None,
    "faults": [],
    "until": None,
    "arrived": None,
}


async def move_messages(
    connection: Connection, courses: Sequence[Course[Intake]], writing: Writing
) -> None:
    """Move the messages as the events did: the state keeps the latest ones only, this table all."""
    happened = [
        ((course.before.supplier, event.message), event, record)
        for course in courses
        for done in course.done
        for record in done.records
        if (event := event_of(record)) is not None
    ]
    known = await _known(connection, {place for place, _, _ in happened})
    rows = dict(known)
    for place, event, record in happened:
        moved = _moved(event)
        if moved is None:
            rows.pop(place, None)
        else:
            new = _NEW | dict(zip(_OF_MESSAGE, place, strict=True))
            at = {"at": record.provenance.occurred_at}
            rows[place] = rows.get(place, new) | moved | at
    writing.become(MESSAGES, _OF_MESSAGE, known.values(), rows.values())


async def _known(connection: Connection, places: Collection[Place]) -> dict[Place, Row]:
    rows = await fetch_about(
        connection,
        f"""
        SELECT {", ".join((*_OF_MESSAGE, *_NEW, "at"))}
        FROM unnest($1::text[], $2::text[]) AS asked (whose, id)
        JOIN intake_message ON supplier = whose AND message = id
        """,  # noqa: S608 - names from our own code
        places,
    )
    return {(row["supplier"], row["message"]): dict(row) for row in rows}


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
    moved=(Moved((MESSAGES,), move_messages),),
)
