"""Erasing a person: the row, the letters not yet sent, and the free texts that name the person."""

import json
from collections import Counter
from collections.abc import Collection
from datetime import datetime

from adapters.people import Person
from adapters.postgres import Connection, Pool, transaction
from domain.erasing import Erasure
from domain.people_refusals import UnknownPersonError

_STOPPED, _DELIVERED = "stopped", "sent"
_ON_THEIR_WAY, _UNKNOWN = "sending", "unknown"
_LETTERS = """
    SELECT CASE WHEN NOT data_sent AND state IN ('pending', 'sending', 'failed')
        THEN 'stopped' ELSE state END AS standing
    FROM letter WHERE person = $1 FOR UPDATE
"""
_COUNTS = """
    SELECT (SELECT count(*) FROM office_holder WHERE person = $1) AS offices,
        (SELECT count(*) FROM event WHERE actor = 'person:' || $1) AS events,
        (SELECT count(*) FROM mandate WHERE person = $1) AS mandates
"""
_INTAKES = """
    SELECT DISTINCT stream_id FROM event
    WHERE stream_id LIKE 'intake:%' AND data->>'envelope' = ANY($1) ORDER BY 1
"""
_STOP = """
    UPDATE letter SET state = 'no_recipient', person = NULL, lease_until = NULL
    WHERE person = $1 AND NOT data_sent AND state IN ('pending', 'sending', 'failed')
"""
_END_MANDATES = """
    INSERT INTO mandate_end (mandate, ends_at) SELECT id, $2 FROM mandate
    WHERE person = $1 AND (valid_until IS NULL OR valid_until > $2) ON CONFLICT DO NOTHING
"""
_FORGET = "UPDATE free_text SET content = NULL, erased_at = $2 WHERE hash = ANY($1)"
_TEXTS = "SELECT hash, content FROM free_text WHERE content IS NOT NULL"
_LEAFLETS = "SELECT hash, content FROM leaflet"


async def foreseen(pool: Pool, person: str) -> Erasure:
    """Say what erasing would remove and leave. Raises `UnknownPersonError`."""
    async with transaction(pool) as connection:
        return await _found(connection, person)


async def erase(pool: Pool, person: str, at: datetime) -> Erasure:
    """Forget a person, and the texts that name the person; events and mandates keep the id.

    The mandates end. Letters not yet sent find no recipient. Raises `UnknownPersonError`.
    """
    async with transaction(pool) as connection:
        erasure = await _found(connection, person)
        await connection.execute(_STOP, person)
        await connection.execute(_FORGET, list(erasure.texts), at)
        await connection.execute(_END_MANDATES, person, at)
        await connection.execute("DELETE FROM person WHERE id = $1", person)
    return erasure


async def _found(connection: Connection, person: str) -> Erasure:
    """Look at all that is there, and let nobody change it before the transaction ends."""
    row = await connection.fetchrow("SELECT * FROM person WHERE id = $1 FOR UPDATE", person)
    if row is None:
        raise UnknownPersonError(person)
    letters = Counter(one["standing"] for one in await connection.fetch(_LETTERS, person))
    counts = await connection.fetchrow(_COUNTS, person)
    told = _told(Person.model_validate(dict(row)))
    texts = await _naming(connection, _TEXTS, told)
    return Erasure(
        person=person,
        letters_stopped=letters[_STOPPED],
        letters_on_their_way=letters[_ON_THEIR_WAY],
        letters_unknown=letters[_UNKNOWN],
        letters_delivered=letters[_DELIVERED],
        texts=texts,
        intakes=tuple(one["stream_id"] for one in await connection.fetch(_INTAKES, list(texts))),
        leaflets=await _naming(connection, _LEAFLETS, told),
        **dict(counts or {}),
    )


def _told(person: Person) -> frozenset[str]:
    """What is told of a person, as texts may have it: in JSON, and in JSON within JSON."""
    plain = {person.name, person.email}
    once = {json.dumps(one)[1:-1] for one in plain}
    twice = {json.dumps(one)[1:-1] for one in once}
    return frozenset(one.casefold() for one in plain | once | twice)


async def _naming(connection: Connection, query: str, told: Collection[str]) -> tuple[str, ...]:
    """Return the hashes of the texts in which something told of the person stands."""
    found = []
    async for row in connection.cursor(query, prefetch=50):
        text = row["content"].decode(errors="replace").casefold()
        if any(one in text for one in told):
            found.append(row["hash"])
    return tuple(sorted(found))
