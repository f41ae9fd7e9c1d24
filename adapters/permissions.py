"""The gate's read model: when each service is open at each school, the past kept as it was."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from adapters.event_rows import record_of
from adapters.gate_sheets import known_spans, moved_spans, put_spans
from adapters.postgres import Connection, Row, insert
from domain.agreement.gate_grounds import GROUND_TYPES, Grounds, deciding, grounds
from domain.agreement.gate_steps import Step, steps
from domain.agreement.permits import Window, spans, windows_of
from domain.agreement.state import Agreement

Place = tuple[tuple[str, str, str, str], datetime]
"""School, product, service, leaflet, and the beginning: what tells the ranges of one apart."""


@dataclass(frozen=True, slots=True)
class Range:
    """The end, which is exclusive, and the versions of the events that opened it."""

    until: datetime | None
    deciding: tuple[int, ...] = ()


Ranges = Mapping[Place, Range]


async def project_permissions(connection: Connection, state: Agreement) -> None:
    """Write what the gate permits from the state's last event on, and tell who follows it."""
    at = state.last_at
    if at is None:
        return
    before, found = await known_spans(connection, state.id, at), spans(state)
    after = moved_spans(before, found, at)
    if after != before or any(one.since >= at for one in after.values()):
        await put_spans(connection, state.id, before, after)
        await _permit(connection, state, windows_of(found), at)


async def _permit(
    connection: Connection, state: Agreement, permitted: Sequence[Window], at: datetime
) -> None:
    known = await _known(connection, state.id, at)
    wanted = moved(known, permitted, at)
    opened = await _opened(connection, state, wanted, at)
    await _put(connection, state.id, known, wanted | opened)
    await _tell(connection, state, steps(_windows(known), permitted, at))


def moved(known: Ranges, permitted: Iterable[Window], at: datetime) -> dict[Place, Range]:
    """Return what becomes of the ranges that end after `at`.

    What was open and is no more stays on record until `at`; what lay ahead and is not permitted
    any more never was.
    """
    began = {key: (key, since) for key, since in sorted(known) if since <= at}
    wanted: dict[Place, Range] = {}
    for window in permitted:
        key = (window.school, window.product, window.service, window.leaflet)
        place = began.get(key) if window.since <= at else None
        opened_by = known[place].deciding if place else ()
        wanted[place or (key, window.since)] = Range(window.until, opened_by)
    past = {place: Range(at, known[place].deciding) for place in known if place[1] < at}
    return past | wanted


async def _opened(
    connection: Connection, state: Agreement, wanted: Ranges, at: datetime
) -> dict[Place, Range]:
    """Return the ranges that begin with this command or lie ahead, with what opens them."""
    ahead = {place: one for place, one in wanted.items() if place[1] >= at}
    if not ahead:
        return {}
    found = grounds([record_of(row) for row in await _given(connection, state)])
    return opened_by(found, state, ahead)


def opened_by(found: Grounds, state: Agreement, ahead: Ranges) -> dict[Place, Range]:
    """Return ranges with the versions of the events that open them."""
    return {
        place: Range(one.until, deciding(found, state, _window(place, one)))
        for place, one in ahead.items()
    }


def _window(place: Place, one: Range) -> Window:
    (school, product, service, leaflet), since = place
    return Window(school, product, service, leaflet, since, one.until)


def _windows(ranges: Ranges) -> list[Window]:
    return [_window(place, one) for place, one in ranges.items()]


async def _known(connection: Connection, agreement: str, at: datetime) -> dict[Place, Range]:
    rows = await connection.fetch(
        """
        SELECT school, product, service, leaflet, valid_from, valid_until, deciding
        FROM permission WHERE agreement = $1 AND (valid_until IS NULL OR valid_until > $2)
        """,
        agreement,
        at,
    )
    return {
        ((row[0], row[1], row[2], row[3]), row[4]): Range(row[5], tuple(row[6])) for row in rows
    }


async def _given(connection: Connection, state: Agreement) -> list[Any]:
    return await connection.fetch(
        "SELECT * FROM event WHERE stream_id = $1 AND version <= $2 AND type = ANY($3)"
        " ORDER BY version",
        state.id,
        state.version,
        GROUND_TYPES,
    )


async def _put(connection: Connection, agreement: str, known: Ranges, wanted: Ranges) -> None:
    gone = [place for place, one in known.items() if wanted.get(place) != one]
    come = [place for place, one in wanted.items() if known.get(place) != one]
    if gone:
        await connection.execute(
            """
            DELETE FROM permission USING jsonb_populate_recordset(NULL::permission, $2) AS gone
            WHERE permission.agreement = $1 AND permission.school = gone.school
                AND permission.product = gone.product AND permission.service = gone.service
                AND permission.valid_from = gone.valid_from
            """,
            agreement,
            [row_of(agreement, place, known[place], None) for place in gone],
        )
    if come:
        born = await connection.fetchval(
            "SELECT position FROM event WHERE stream_id = $1 AND version = 1", agreement
        )
        rows = [row_of(agreement, place, wanted[place], born) for place in come]
        await insert(connection, "permission", rows)


def row_of(agreement: str, place: Place, one: Range, born: int | None) -> Row:
    """Return a range as a row; `born` is the position of the agreement's first event."""
    (school, product, service, leaflet), since = place
    return {
        "agreement": agreement,
        "school": school,
        "product": product,
        "service": service,
        "leaflet": leaflet,
        "valid_from": since,
        "valid_until": one.until,
        "born": born,
        "deciding": list(one.deciding),
    }


async def _tell(connection: Connection, state: Agreement, told: Sequence[Step]) -> None:
    """Add steps to the feed, at the place of the command's last event."""
    if not told:
        return
    place = await connection.fetchrow(
        "SELECT transaction, position FROM event WHERE stream_id = $1 AND version = $2",
        state.id,
        state.version,
    )
    rows = [
        {**dict(place or {}), "step": index, "supplier": state.supplier, "agreement": state.id}
        | asdict(step)
        for index, step in enumerate(told)
    ]
    await insert(connection, "gate_feed", rows)
