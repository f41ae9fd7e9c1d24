"""The log as the gate reads it: every agreement that may concern a school, up to an instant."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from adapters.agreement_tables import AGREEMENT
from adapters.event_rows import record_of
from adapters.postgres import Connection
from domain.agreement.gate import of_known, verdict
from domain.agreement.gate_history import History, Question, history, judged
from domain.agreement.verdicts import Allowed, Denied

CONCERNED = """
    SELECT stream_id FROM event WHERE version = 1
        AND stream_id > 'agreement:' || home.board || ':'
        AND stream_id < 'agreement:' || home.board || ';'
    UNION SELECT stream_id FROM event
        WHERE type IN ('agreement.offered', 'offer.revised')
            AND data -> 'schools' @> to_jsonb($1::text) AND occurred_at <= $2
    UNION SELECT stream_id FROM event
        WHERE type = 'school.added' AND data ->> 'school' = $1 AND occurred_at <= $2
"""
"""The agreements of the board that has the school, and all others that had named it by then: a
school may have moved to another board. `;` is what comes behind `:`."""


@dataclass(frozen=True, slots=True)
class Known:
    """Whether the directory knows what was asked about; it keeps no history."""

    school: bool
    product: bool


async def answer_from_log(
    connection: Connection, question: Question, at: datetime, until: datetime
) -> Allowed | Denied:
    """Answer for an instant by what had happened `until` then, in one snapshot."""
    known = await _known(connection, question)
    pasts = await _pasts(connection, question.school, min(at, until))
    answer = verdict(tuple(judged(past, question, at) for past in pasts))
    return of_known(answer, school=known.school, product=known.product)


async def _known(connection: Connection, question: Question) -> Known:
    row = await connection.fetchrow(
        "SELECT EXISTS (SELECT FROM school WHERE id = $1),"
        " EXISTS (SELECT FROM product WHERE id = $2)",
        question.school,
        question.product,
    )
    return Known(*(row or ()))


async def _pasts(connection: Connection, school: str, until: datetime) -> tuple[History, ...]:
    rows = await connection.fetch(
        f"""
        SELECT event.* FROM (SELECT) AS always
        LEFT JOIN school AS home ON home.id = $1
        CROSS JOIN LATERAL ({CONCERNED}) AS concerned
        JOIN event AS birth ON birth.stream_id = concerned.stream_id AND birth.version = 1
        JOIN event ON event.stream_id = concerned.stream_id AND event.occurred_at <= $2
        ORDER BY birth.position, event.version
        """,  # noqa: S608 - our own text
        school,
        until,
    )
    return tuple(
        history(AGREEMENT.unborn(stream_id), map(record_of, events))
        for stream_id, events in groupby(rows, key=itemgetter("stream_id"))
    )
