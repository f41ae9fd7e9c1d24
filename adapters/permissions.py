"""The gate's read model: when each service is open at each school, the past kept as it was."""

from datetime import datetime

from adapters.postgres import Connection, Row, insert
from domain.agreement.permits import Window, windows
from domain.agreement.state import Agreement

Key = tuple[str, str, str, str]
Ranges = dict[tuple[Key, datetime], datetime | None]
"""By (school, product, service, leaflet) and beginning: the end, which is exclusive."""


async def project_permissions(connection: Connection, state: Agreement) -> None:
    """Write what the gate permits from the state's last event on."""
    if state.last_at is None:
        return
    known = await _known(connection, state.id, state.last_at)
    wanted = moved(known, windows(state), state.last_at)
    gone = [place for place, until in known.items() if wanted.get(place, place) != until]
    come = [place for place, until in wanted.items() if known.get(place, place) != until]
    await _remove(connection, state.id, [_row(state.id, place, None) for place in gone])
    await insert(connection, "permission", [_row(state.id, place, wanted[place]) for place in come])


def moved(known: Ranges, permitted: tuple[Window, ...], at: datetime) -> Ranges:
    """Return what becomes of the ranges that end after `at`.

    What was open and is no more stays on record until `at`; what lay ahead and is not permitted
    any more never was.
    """
    began = {key: since for key, since in sorted(known) if since <= at}
    wanted: Ranges = {}
    for window in permitted:
        key = (window.school, window.product, window.service, window.leaflet)
        since = window.since if window.since > at else began.get(key, window.since)
        wanted[key, since] = window.until
    past = {place: at for place in known if place[1] < at and place not in wanted}
    return past | wanted


async def _known(connection: Connection, agreement: str, at: datetime) -> Ranges:
    rows = await connection.fetch(
        """
        SELECT school, product, service, leaflet, valid_from, valid_until FROM permission
        WHERE agreement = $1 AND (valid_until IS NULL OR valid_until > $2)
        """,
        agreement,
        at,
    )
    return {((row[0], row[1], row[2], row[3]), row[4]): row[5] for row in rows}


def _row(agreement: str, place: tuple[Key, datetime], until: datetime | None) -> Row:
    (school, product, service, leaflet), since = place
    return {
        "agreement": agreement,
        "school": school,
        "product": product,
        "service": service,
        "leaflet": leaflet,
        "valid_from": since,
        "valid_until": until,
    }


async def _remove(connection: Connection, agreement: str, rows: list[Row]) -> None:
    if rows:
        await connection.execute(
            """
            DELETE FROM permission USING jsonb_populate_recordset(NULL::permission, $2) AS gone
            WHERE permission.agreement = $1 AND permission.school = gone.school
                AND permission.product = gone.product AND permission.service = gone.service
                AND permission.valid_from = gone.valid_from
            """,
            agreement,
            rows,
        )
