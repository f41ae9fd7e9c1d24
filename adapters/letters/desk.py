"""Where a letter is written: it looks up the event, the names and the person, and renders."""

from datetime import datetime

from adapters.directory import names_of
from adapters.event_store import stream_records
from adapters.letters.facts import facts_of, parties_of, texts_of
from adapters.letters.renderer import Letter, Reader, render
from adapters.mailer import Mail
from adapters.outbox import Claimed
from adapters.people import Person, find_person
from adapters.postgres import Connection, Pool, snapshot
from adapters.texts import CorruptTextError
from domain.canonical import hash_of
from domain.reading import ReadStream
from domain.records import EventRecord
from domain.values import Side


class PersonGoneError(Exception):
    """The person is not there any more: the letter has no recipient."""


class EventNotThereError(Exception):
    """The letter tells of an event that is not in the log: a fault."""


async def write(pool: Pool, letter: Claimed, contact: str, now: datetime) -> tuple[Mail, Letter]:
    """Write the letter as its recipient will read it.

    Raises `PersonGoneError`; for a fault `EventNotThereError` or what rendering raises.
    """
    person = await find_person(pool, letter.person)
    if person is None:
        raise PersonGoneError
    async with snapshot(pool) as connection:
        records = await _records_until(connection, letter)
        parties = parties_of(letter.stream_id)
        names = await names_of(connection, parties.supplier, parties.board)
        texts = await _texts(connection, texts_of(records))
    side = Side(letter.party.partition(":")[0])
    reader = Reader(person.name, person.language)
    reference = f"letter:{letter.id}"
    event_type = records[-1].event.type
    written = render(event_type, facts_of(records, side, names, texts), reader, reference, contact)
    return _mail(reference, person, written, now), written


def _mail(reference: str, person: Person, written: Letter, now: datetime) -> Mail:
    return Mail(
        id=reference,
        name=person.name,
        address=person.email,
        language=written.language,
        subject=written.subject,
        text=written.text,
        html=written.html,
        at=now,
    )


async def _records_until(connection: Connection, letter: Claimed) -> tuple[EventRecord, ...]:
    """Return the stream up to the event that the letter tells of, and no further."""
    part = ReadStream(stream_id=letter.stream_id)
    records = (await stream_records(connection, part)).records
    for number, record in enumerate(records, 1):
        if record.event_id == letter.event_id:
            return records[:number]
    raise EventNotThereError(letter.event_id)


async def _texts(connection: Connection, hashes: tuple[str, ...]) -> dict[str, str]:
    """Return those of the texts that are kept still. Raises `CorruptTextError`."""
    rows = await connection.fetch(
        "SELECT hash, content FROM free_text WHERE hash = ANY($1) AND content IS NOT NULL",
        list(hashes),
    )
    for row in rows:
        if hash_of(row["content"]) != row["hash"]:
            raise CorruptTextError(row["hash"])
    return {row["hash"]: row["content"].decode() for row in rows}
