"""The outbox: letters that events made due, one a recipient, and what becomes of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.postgres import Connection, Pool, borrowed, transaction
from domain.letters import Attempt, Fate
from domain.records import Append


class LetterNotOursError(Exception):
    """The letter was closed meanwhile, or taken by another: do not send it."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A letter taken for sending, by the number of this attempt; the person is an id."""

    id: str
    attempt: int
    deferrals: int
    event_id: str
    stream_id: str
    template: str
    party: str
    person: str


LETTER_ID = """
    left(encode(sha256(convert_to(
        concat_ws(' ', owed.event_id, owed.party, owed.role, holder.person), 'UTF8'
    )), 'hex'), 32)
"""
"""The same for the same event, office and person, however often it is asked for."""


def held_by(at: str) -> str:
    """Return what joins those who hold an office at an instant, named in SQL."""
    return f"""
        LEFT JOIN office_holder AS holder
            ON holder.party = owed.party AND holder.role = owed.role AND holder.valid_from <= {at}
            AND (holder.valid_until IS NULL OR holder.valid_until > {at})
    """


_HELD_THEN = held_by("owed.owed_at")


async def owe(connection: Connection, batches: Sequence[Append]) -> None:
    """Address what the events made due to those who hold the offices at that instant."""
    owed = [
        letter.model_dump(mode="json", exclude={"office"})
        | letter.office.model_dump(mode="json")
        | {"stream_id": batch.stream_id, "owed_at": batch.records[0].provenance.occurred_at}
        for batch in batches
        for letter in batch.letters
    ]
    if not owed:
        return
    await connection.execute(
        f"""
        INSERT INTO letter
            (id, event_id, stream_id, template, question, party, role, person, owed_at, state)
        SELECT {LETTER_ID}, owed.event_id, owed.stream_id, owed.template, owed.question,
            owed.party, owed.role, holder.person, owed.owed_at,
            CASE WHEN holder.person IS NULL THEN 'no_recipient' ELSE 'pending' END
        FROM ROWS FROM (jsonb_to_recordset($1) AS (event_id text, template text, question text,
            party text, role text, stream_id text, owed_at timestamptz)) WITH ORDINALITY
            AS owed(event_id, template, question, party, role, stream_id, owed_at, number)
        {_HELD_THEN}
        ORDER BY owed.number, holder.person
        ON CONFLICT (id) DO NOTHING
        """,  # noqa: S608 - our own parts
        owed,
    )


async def close_questions(connection: Connection, batches: Sequence[Append]) -> None:
    """Take back what asks about something that is settled, unless it may have gone."""
    closed = [(batch.stream_id, one) for batch in batches for one in batch.questions_closed]
    if not closed:
        return
    await connection.execute(
        """
        UPDATE letter SET question_closed = true,
            state = CASE WHEN data_sent THEN state ELSE 'obsolete' END,
            lease_until = CASE WHEN data_sent THEN lease_until END
        FROM unnest($1::text[], $2::text[]) AS closed (stream, asked)
        WHERE stream_id = closed.stream AND question = closed.asked
            AND state IN ('pending', 'sending', 'failed', 'unknown', 'no_recipient')
        """,
        *map(list, zip(*closed, strict=True)),
    )


async def claim(pool: Pool, limit: int, now: datetime, lease: timedelta) -> tuple[Claimed, ...]:
    """Take at most so many letters that are due; nobody else gets them while the lease runs."""
    async with transaction(pool) as connection:
        await _end_leases(connection, now)
        rows = await connection.fetch(
            """
            -- Materialized: a plan that ran this twice would take more than the limit.
            WITH due AS MATERIALIZED (
                SELECT id FROM letter
                WHERE state = 'pending' AND (not_before IS NULL OR not_before <= $2)
                ORDER BY position LIMIT $1 FOR UPDATE SKIP LOCKED
            )
            UPDATE letter SET state = 'sending', attempt = attempt + 1, lease_until = $3,
                data_sent = false, not_before = NULL
            WHERE id IN (SELECT id FROM due)
            RETURNING position, id, attempt, deferrals, event_id, stream_id, template, party, person
            """,
            limit,
            now,
            now + lease,
        )
    return tuple(Claimed(*row[1:]) for row in sorted(rows, key=lambda row: int(row["position"])))


async def mark_data_sent(pool: Pool, letter: Claimed, now: datetime) -> None:
    """Record that the content is about to go. Raises `LetterNotOursError`: then it must not."""
    await _mark(
        pool,
        letter,
        "data_sent = true WHERE state = 'sending' AND NOT data_sent AND lease_until > $3",
        now,
    )


async def mark_sent(
    pool: Pool, letter: Claimed, now: datetime, template_version: str, content_hash: str
) -> None:
    """Record that the mail server took it, and what was shown. Raises `LetterNotOursError`."""
    await _mark(
        pool,
        letter,
        "state = 'sent', lease_until = NULL, sent_at = $3, template_version = $4,"
        " content_hash = $5, detail = NULL WHERE state IN ('sending', 'unknown', 'sent')",
        now,
        template_version,
        content_hash,
    )


async def mark_failed(
    pool: Pool, letter: Claimed, attempt: Attempt, retry_at: datetime | None
) -> None:
    """Record that it did not go; it is tried again at an instant, or failed for good.

    Raises `LetterNotOursError`.
    """
    await _mark(
        pool,
        letter,
        "state = CASE WHEN question_closed THEN 'obsolete' WHEN $3::timestamptz IS NULL"
        " THEN 'failed' ELSE 'pending' END, lease_until = NULL, not_before = $3,"
        " data_sent = false, deferrals = deferrals + $4, detail = $5"
        " WHERE state IN ('sending', 'unknown')",
        retry_at,
        int(attempt.fate is Fate.DEFERRED),
        attempt.detail,
    )


async def mark_unknown(pool: Pool, letter: Claimed, detail: str | None = None) -> None:
    """Record that nobody knows whether it went. Raises `LetterNotOursError`."""
    await _mark(
        pool,
        letter,
        "state = 'unknown', lease_until = NULL, data_sent = true, detail = $3"
        " WHERE state IN ('sending', 'unknown')",
        detail,
    )


async def mark_no_recipient(pool: Pool, letter: Claimed) -> None:
    """Record that the person is no longer there. Raises `LetterNotOursError`."""
    await _mark(
        pool,
        letter,
        "state = 'no_recipient', lease_until = NULL, person = NULL"
        " WHERE state = 'sending' AND NOT data_sent",
    )


async def _mark(pool: Pool, letter: Claimed, change: str, *values: object) -> None:
    async with borrowed(pool) as connection:
        found = await connection.fetchval(
            f"UPDATE letter SET {change} AND id = $1 AND attempt = $2 RETURNING 1",  # noqa: S608 - our own parts
            letter.id,
            letter.attempt,
            *values,
        )
    if found is None:
        raise LetterNotOursError(letter.id)


async def _end_leases(connection: Connection, now: datetime) -> None:
    """Who took these is gone: what may have been sent is never sent again by itself."""
    await connection.execute(
        """
        UPDATE letter SET lease_until = NULL,
            detail = CASE WHEN data_sent THEN 'data: the sender was lost' ELSE detail END,
            state = CASE
                WHEN data_sent THEN 'unknown' WHEN question_closed THEN 'obsolete' ELSE 'pending'
            END
        WHERE id IN (
            SELECT id FROM letter WHERE state = 'sending' AND lease_until <= $1
            FOR UPDATE SKIP LOCKED
        )
        """,
        now,
    )
