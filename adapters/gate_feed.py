"""The gate's feed: what each command told, to be followed without missing or repeating a step."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Self

from typing_extensions import override

from adapters.migrations import MigrationError
from adapters.postgres import Pool, borrowed

AT_ONCE = 1000
_CURSOR = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})\.([0-9]{1,9})")


class NoCursorError(ValueError):
    """A cursor reads 12.345.6, as it stood in the line that was read last."""


class LogOutOfStepError(MigrationError):
    """The log holds transactions that this server never had: call log_restored() as its owner."""


class Cursor(NamedTuple):
    """A place in the feed: the writer's transaction, the command's last event, the step of it."""

    transaction: int = 0
    position: int = 0
    step: int = 0

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` gave. Raises `NoCursorError`."""
        found = _CURSOR.fullmatch(text)
        if found is None:
            raise NoCursorError(text)
        return cls(*map(int, found.groups()))

    @override
    def __str__(self) -> str:
        return ".".join(map(str, self))


@dataclass(frozen=True, slots=True)
class FeedStep:
    """A step as it is told; of its gate and agreement it takes the place of all behind `since`."""

    cursor: Cursor
    agreement: str
    school: str
    product: str
    service: str
    opens: bool
    since: datetime
    leaflet: str


async def steps_behind(
    pool: Pool, supplier: str, after: Cursor, limit: int = AT_ONCE
) -> Sequence[FeedStep]:
    """Return the steps of a supplier's agreements behind a place, the oldest first.

    Only what is settled is read: of writers that may still commit something before, nothing is
    seen yet. Raises `LogOutOfStepError` or `DatabaseUnavailableError`.
    """
    async with borrowed(pool) as connection:
        rows = await connection.fetch(
            """
            SELECT transaction, position, step, agreement, school, product, service, opens, since,
                leaflet, transaction >= (SELECT log_begun()) AS is_ahead
            FROM gate_feed
            WHERE supplier = $1 AND (transaction, position, step) > ($2, $3, $4)
                AND (transaction < (SELECT log_settled()) OR transaction >= (SELECT log_begun()))
            ORDER BY transaction, position, step LIMIT $5
            """,
            supplier,
            *after,
            limit,
        )
    if any(row["is_ahead"] for row in rows):
        raise LogOutOfStepError
    return [FeedStep(Cursor(*row[:3]), *row[3:10]) for row in rows]
