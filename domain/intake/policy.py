"""What must follow an event: the notice to the supplier's contact, and when it needs none."""

from domain.intake.evolve import event_of
from domain.intake.state import Intake
from domain.offices import Office, Role
from domain.records import EventRecord, LetterOwed

LETTERS: dict[str, bool] = {
    "message.accepted": False,
    "message.announced": False,
    "message.waits": False,
    "message.quarantined": True,
    "quarantine.replayed": False,
    "quarantine.discarded": False,
}
"""Of which events the supplier is told; every type of event has a row."""

_CLOSES = frozenset({"message.announced", "quarantine.replayed", "quarantine.discarded"})


def letters_owed(state: Intake, records: tuple[EventRecord, ...]) -> tuple[LetterOwed, ...]:
    """Return the letters that stored events make due: to the one who decides at the supplier."""
    office = Office(party=f"supplier:{state.supplier}", role=Role.DIRECTION)
    return tuple(
        LetterOwed(
            event_id=record.event_id,
            template=event.type,
            office=office,
            question=_question(event.message),
        )
        for record in records
        if (event := event_of(record)) and LETTERS[event.type]
    )


def questions_closed(records: tuple[EventRecord, ...]) -> tuple[str, ...]:
    """Return the questions that need no letter any more, those asked again since left out."""
    closed: set[str] = set()
    for record in records:
        event = event_of(record)
        if event and event.type in _CLOSES:
            closed.add(_question(event.message))
        elif event and LETTERS[event.type]:
            closed.discard(_question(event.message))
    return tuple(sorted(closed))


def _question(message: str) -> str:
    return f"quarantine:{message}"
