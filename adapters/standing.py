"""How things stand in the database, counted by indexes: what waits, what is late, what is stuck."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.postgres import Pool, borrowed

LATE = timedelta(minutes=1)  # a clock that has not come by for so long has missed its hour
UNSETTLED = ("pending", "sending", "failed", "unknown", "no_recipient")
"""The states of letters that are not settled: each is in one of the outbox's small indexes."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What was counted at one instant."""

    letters: Mapping[str, int]  # by each of the states that are not settled
    oldest: timedelta  # since the oldest letter was owed that has still to go; none is nought
    overdue: int


async def standing(pool: Pool, now: datetime) -> Standing:
    """Count; the cost grows with what is open, not with what ever was.

    Raises `DatabaseUnavailableError`.
    """
    async with borrowed(pool) as connection:
        letters = await connection.fetch(_LETTERS)
        oldest = await connection.fetchval(_OLDEST)
        overdue = await connection.fetchval(_OVERDUE, now - LATE)
    counted = dict.fromkeys(UNSETTLED, 0) | {row["state"]: row["count"] for row in letters}
    age = timedelta() if oldest is None else max(now - oldest, timedelta())
    return Standing(counted, age, overdue)


_LETTERS = """
    SELECT state, count(*) FROM letter WHERE state = 'pending' GROUP BY state
    UNION ALL
    SELECT state, count(*) FROM letter WHERE state = 'sending' GROUP BY state
    UNION ALL
    SELECT state, count(*) FROM letter
    WHERE state IN ('failed', 'unknown', 'no_recipient') GROUP BY state
"""

# Since it was owed, not since it was put off: a mail server that is away puts all of them off.
_OLDEST = """
    SELECT least(
        (SELECT min(owed_at) FROM letter WHERE state = 'pending'),
        (SELECT min(owed_at) FROM letter WHERE state = 'sending')
    )
"""

# An intake is one for each supplier.
_OVERDUE = """
    SELECT (SELECT count(DISTINCT agreement) FROM deadline WHERE at < $1)
        + (SELECT count(*) FROM intake_state WHERE next_deadline < $1)
"""


def statements() -> tuple[str, ...]:
    """Return what is asked of the database each time; $1 is the instant from which it is late."""
    return _LETTERS, _OLDEST, _OVERDUE
