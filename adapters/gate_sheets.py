"""The sheets of agreements as they held and will hold: the gate's yes and no at any instant."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from adapters.postgres import Connection, Row, fetch_about
from domain.agreement.gate_sheet import Sheet
from domain.agreement.permits import Span
from domain.agreement.verdicts import Reason

Place = tuple[str, datetime]
"""Product and beginning: what tells the spans of one agreement apart."""
Spans = Mapping[Place, Span]


async def known_spans(
    connection: Connection, begun: Mapping[str, datetime]
) -> dict[str, dict[Place, Span]]:
    """Return what is written of agreements and ends after an instant, each its own."""
    rows = await fetch_about(
        connection,
        """
        SELECT agreement, product, sheet, valid_from, valid_until
        FROM unnest($1::text[], $2::timestamptz[]) AS asked (id, at)
        JOIN gate_sheet ON agreement = id AND (valid_until IS NULL OR valid_until > at)
        ORDER BY agreement
        """,
        begun.items(),
    )
    return {
        agreement: by_place(Span(row[1], read(row[2]), row[3], row[4]) for row in found)
        for agreement, found in groupby(rows, key=itemgetter("agreement"))
    }


def by_place(found: Iterable[Span]) -> dict[Place, Span]:
    """Return spans by what tells them apart."""
    return {(one.product, one.since): one for one in found}


def moved_spans(known: Spans, found: Iterable[Span], at: datetime) -> dict[Place, Span]:
    """Return what becomes of the spans that end after `at`: what says the same goes on."""
    ruling = {one.product: one for one in known.values() if one.since <= at}
    wanted: list[Span] = []
    for span in found:
        before = ruling.get(span.product)
        goes_on = span.since <= at and before is not None and before.sheet == span.sheet
        since = before.since if goes_on and before else span.since
        wanted.append(Span(span.product, span.sheet, since, span.until))
    past = [Span(one.product, one.sheet, one.since, at) for one in known.values() if one.since < at]
    return by_place(past) | by_place(wanted)


def sheet_rows(agreement: str, found: Spans) -> list[Row]:
    """Return spans as rows."""
    return [
        {
            "agreement": agreement,
            "product": one.product,
            "valid_from": one.since,
            "valid_until": one.until,
            "sheet": written(one.sheet),
        }
        for one in found.values()
    ]


def written(sheet: Sheet) -> dict[str, Any]:
    """Return a sheet as JSON, the same for the same sheet; what is empty is left out."""
    told = {
        "closed": sheet.closed,
        "services": sorted(sheet.services),
        "schools": sorted(sheet.schools),
        "standing": sheet.standing,
        "chosen": sorted(sheet.chosen),
        "leaflet": sheet.leaflet,
        "open": sorted(sheet.open_services),
        "options": {one: sorted(schools) for one, schools in sorted(sheet.options.items())},
        "closes": dict(sorted(sheet.closed_services.items())),
    }
    return {name: value for name, value in told.items() if value}


def read(told: Mapping[str, Any]) -> Sheet:
    """Return the sheet that was written."""
    return Sheet(
        closed=_reason(told.get("closed")),
        services=frozenset(told["services"]),
        schools=frozenset(told.get("schools", ())),
        standing=_reason(told.get("standing")),
        chosen=frozenset(told.get("chosen", ())),
        leaflet=told.get("leaflet"),
        open_services=frozenset(told.get("open", ())),
        options={one: frozenset(schools) for one, schools in told.get("options", {}).items()},
        closed_services={one: Reason(why) for one, why in told.get("closes", {}).items()},
    )


def _reason(told: str | None) -> Reason | None:
    return Reason(told) if told else None
