"""A letter owed to the one who decides at a party, about an event."""

from domain.actors import PartyId
from domain.offices import Office, Role
from domain.records import EventRecord, LetterOwed


def letter_to(party: PartyId, record: EventRecord, question: str | None = None) -> LetterOwed:
    """Return the letter that tells a party of a stored event; `question` is what it asks."""
    return LetterOwed(
        event_id=record.event_id,
        template=record.event.type,
        office=Office(party=party, role=Role.DIRECTION),
        question=question,
    )
