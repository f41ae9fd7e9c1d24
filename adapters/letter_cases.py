"""The outbox as people see it: every letter, those that need a person, and what is done then."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import asyncpg

from adapters.outbox import LETTER_ID, held_by
from adapters.postgres import Connection, Pool, borrowed, transaction
from domain.letter_cases import NEEDS_A_PERSON, LetterCase, Standing
from domain.people_refusals import UnknownLetterError


@dataclass(frozen=True, slots=True)
class OutboxLetter:
    """A letter and what became of it; the person is an id."""

    id: str
    event_id: str
    stream_id: str
    template: str
    question: str | None
    party: str
    role: str
    person: str | None
    owed_at: datetime
    state: str
    not_before: datetime | None
    attempt: int
    detail: str | None
    sent_at: datetime | None
    template_version: str | None
    content_hash: str | None
    resolution: str | None


_FIELDS = ", ".join(OutboxLetter.__slots__)
_HELD_NOW = held_by("$2")


async def letters(
    pool: Pool, stream_id: str | None = None, states: Collection[Standing] = tuple(Standing)
) -> tuple[OutboxLetter, ...]:
    """Return letters in the order in which they came to be owed."""
    async with borrowed(pool) as connection:
        rows = await connection.fetch(
            f"SELECT {_FIELDS} FROM letter"  # noqa: S608 - our own fields
            " WHERE ($1::text IS NULL OR stream_id = $1) AND state = ANY($2) ORDER BY position",
            stream_id,
            [state.value for state in states],
        )
    return tuple(OutboxLetter(*row) for row in rows)


async def count_letters(pool: Pool) -> dict[Standing, int]:
    """Return how many letters there are of every standing."""
    async with borrowed(pool) as connection:
        rows = await connection.fetch("SELECT state, count(*) FROM letter GROUP BY state")
    return dict.fromkeys(Standing, 0) | {Standing(row[0]): row[1] for row in rows}


async def find_cases(pool: Pool, limit: int = 100) -> tuple[LetterCase, ...]:
    """Return the letters that need a person, the oldest first."""
    async with borrowed(pool) as connection:
        rows = await connection.fetch(
            "SELECT * FROM letter WHERE state IN ('failed', 'unknown', 'no_recipient')"
            " ORDER BY position LIMIT $1",
            limit,
        )
    return tuple(_case(row) for row in rows)


async def look_up(pool: Pool, letter: str) -> LetterCase:
    """Return how a letter stands. Raises `UnknownLetterError`."""
    async with borrowed(pool) as connection:
        return await _look_up(connection, letter)


async def requeue(pool: Pool, letter: str, now: datetime) -> LetterCase:
    """Let a letter go again, one without recipient to those who hold the office now.

    Where still nobody does, and where it needs nothing, it stays as it is. Raises
    `UnknownLetterError`.
    """
    async with transaction(pool) as connection:
        case = await _look_up(connection, letter)
        if case.standing is Standing.NO_RECIPIENT:
            await _readdress(connection, letter, now)
        elif case.standing in NEEDS_A_PERSON:
            await _put_back(connection, letter, case.person)
        return await _look_up(connection, letter)


async def resolve(pool: Pool, letter: str, reason: str) -> LetterCase:
    """Close a case without sending, with a reason code. Raises `UnknownLetterError`."""
    async with transaction(pool) as connection:
        await connection.execute(
            "UPDATE letter SET state = 'resolved', resolution = $2"
            " WHERE id = $1 AND state IN ('failed', 'unknown', 'no_recipient')",
            letter,
            reason,
        )
        return await _look_up(connection, letter)


async def _look_up(connection: Connection, letter: str) -> LetterCase:
    row = await connection.fetchrow("SELECT * FROM letter WHERE id = $1 FOR UPDATE", letter)
    if row is None:
        raise UnknownLetterError(letter)
    return _case(row)


def _case(row: asyncpg.Record) -> LetterCase:
    return LetterCase(
        letter=row["id"],
        standing=Standing(row["state"]),
        stream=row["stream_id"],
        template=row["template"],
        office=f"{row['role']} of {row['party']}",
        person=row["person"],
        attempts=row["attempt"],
        detail=row["detail"],
    )


async def _put_back(connection: Connection, letter: str, person: str | None) -> None:
    await connection.execute(
        """
        UPDATE letter SET person = $2, not_before = NULL, deferrals = 0, data_sent = false,
            state = CASE WHEN question_closed THEN 'obsolete' ELSE 'pending' END
        WHERE id = $1
        """,
        letter,
        person,
    )


async def _readdress(connection: Connection, letter: str, now: datetime) -> None:
    """Give it to one who holds the office, and a letter of their own to the others."""
    holders = await connection.fetch(
        f"SELECT DISTINCT holder.person FROM letter AS owed {_HELD_NOW}"  # noqa: S608 - our own parts
        " WHERE owed.id = $1 AND holder.person IS NOT NULL ORDER BY 1",
        letter,
        now,
    )
    if not holders:
        return
    await connection.execute(
        f"""
        INSERT INTO letter
            (id, event_id, stream_id, template, question, question_closed, party, role, person,
             owed_at, state)
        SELECT {LETTER_ID}, owed.event_id, owed.stream_id, owed.template, owed.question,
            owed.question_closed, owed.party, owed.role, holder.person, owed.owed_at, 'pending'
        FROM letter AS owed {_HELD_NOW}
        WHERE owed.id = $1 AND holder.person <> $3
        ON CONFLICT (id) DO NOTHING
        """,  # noqa: S608 - our own parts
        letter,
        now,
        holders[0]["person"],
    )
    await _put_back(connection, letter, holders[0]["person"])
