"""The gate for a whole supplier at an instant: every school, product and service, yes or no."""

from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.gate_sheets import read
from adapters.postgres import Connection, Pool, snapshot
from domain.agreement.gate import of_known, verdict
from domain.agreement.gate_history import Question, event_ids
from domain.agreement.gate_sheet import Sheet
from domain.agreement.permits import said
from domain.agreement.verdicts import Allowed, Denied
from domain.values import CORE

AT_ONCE = 200  # schools
Told = tuple[Question, Allowed | Denied]

SCHOOLS = """
    WITH own AS (
        SELECT agreement.stream_id, agreement.board, birth.position
        FROM agreement JOIN event AS birth ON birth.stream_id = agreement.stream_id
            AND birth.version = 1 AND birth.occurred_at <= $2
        WHERE agreement.supplier = $1
    ), concerned AS (
        SELECT school.id AS school, own.stream_id, own.position
        FROM own JOIN school ON school.board = own.board
        UNION
        SELECT named.school, own.stream_id, own.position
        FROM own JOIN event ON event.stream_id = own.stream_id AND event.occurred_at <= $2
            AND event.type IN ('agreement.offered', 'offer.revised', 'school.added')
        CROSS JOIN LATERAL jsonb_array_elements_text(
            coalesce(event.data -> 'schools', jsonb_build_array(event.data -> 'school'))
        ) AS named (school)
    )
    SELECT concerned.school, school.id IS NOT NULL AS known,
        array_agg(concerned.stream_id ORDER BY concerned.position) AS streams
    FROM concerned LEFT JOIN school ON school.id = concerned.school
    GROUP BY concerned.school, school.id
    ORDER BY min(concerned.stream_id), concerned.school
"""
"""The schools that the supplier's agreements concern, those of one board together."""
OPEN = """
    SELECT school, product, service, agreement, leaflet, valid_from, deciding FROM permission
    WHERE agreement = ANY ($1) AND valid_from <= $2 AND (valid_until IS NULL OR valid_until > $2)
    ORDER BY born
"""


SAID = """
    SELECT agreement, product, sheet FROM gate_sheet
    WHERE agreement = ANY ($1) AND valid_from <= $2 AND (valid_until IS NULL OR valid_until > $2)
"""
Sheets = Mapping[str, Mapping[str, Sheet]]
"""By agreement and product."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The products that are listed: one, or the supplier's own and those of its agreements."""

    known: frozenset[str]  # to the directory
    own: frozenset[str]
    only: str | None

    def of(self, said_there: Sequence[Mapping[str, Sheet]]) -> list[str]:
        """Return what is listed where this is said."""
        return [self.only] if self.only else sorted(self.own.union(*said_there))


@dataclass(frozen=True, slots=True)
class Page:
    """What the agreements that concern a school say of one product, in the order of birth."""

    product: str
    known: bool
    services: tuple[str, ...]
    sheets: tuple[tuple[str, Sheet], ...]  # with the agreement's id


async def answers(
    pool: Pool, supplier: str, at: datetime, product: str | None = None
) -> AsyncGenerator[Sequence[Told], None]:
    """Yield every answer for an instant, some schools at a time; of one product, or of all.

    The schools are those of the boards that had an agreement with the supplier by then, and those
    that such an agreement had named. The services are those that a leaflet names there, and the
    product as such. Only this supplier's agreements count: another's are not its business.
    """
    async with snapshot(pool) as connection:
        catalogue = await _catalogue(connection, supplier, product)
        cursor = await connection.cursor(SCHOOLS, supplier, at)
        while rows := await cursor.fetch(AT_ONCE):
            yield await _told(connection, rows, catalogue, at)


async def _catalogue(connection: Connection, supplier: str, only: str | None) -> Catalogue:
    rows = await connection.fetch("SELECT id, supplier FROM product")
    own = frozenset(row["id"] for row in rows if row["supplier"] == supplier)
    return Catalogue(frozenset(row["id"] for row in rows), own, only)


async def _told(
    connection: Connection, rows: Sequence[Any], catalogue: Catalogue, at: datetime
) -> list[Told]:
    streams = sorted({stream for row in rows for stream in row["streams"]})
    sheets = await _sheets(connection, streams, at)
    opened = await _opened(connection, streams, at)
    pages: dict[tuple[str, ...], list[Page]] = {}
    told: list[Told] = []
    for school, known, concerned in rows:
        key = tuple(concerned)
        if key not in pages:
            pages[key] = _pages({one: sheets[one] for one in key}, catalogue)
        for page in pages[key]:
            told += _lines(school, page, opened, known=known)
    return told


async def _opened(
    connection: Connection, streams: Sequence[str], at: datetime
) -> dict[Question, Allowed]:
    """Return every yes; of several the latest born."""
    return {
        Question(school, product, service): Allowed(
            agreement, leaflet, since, event_ids(agreement, versions)
        )
        for school, product, service, agreement, leaflet, since, versions in await connection.fetch(
            OPEN, streams, at
        )
    }


async def _sheets(connection: Connection, streams: Sequence[str], at: datetime) -> Sheets:
    sheets: dict[str, dict[str, Sheet]] = {one: {} for one in streams}
    for agreement, product, told in await connection.fetch(SAID, streams, at):
        sheets[agreement][product] = read(told)
    return sheets


def _pages(sheets: Sheets, catalogue: Catalogue) -> list[Page]:
    return [_page(product, catalogue, sheets) for product in catalogue.of(list(sheets.values()))]


def _page(product: str, catalogue: Catalogue, sheets: Sheets) -> Page:
    said_of = tuple((one, found[product]) for one, found in sheets.items() if product in found)
    services = frozenset((CORE,)).union(*(one.services for _, one in said_of))
    return Page(product, product in catalogue.known, tuple(sorted(services)), said_of)


def _lines(
    school: str, page: Page, opened: Mapping[Question, Allowed], *, known: bool
) -> Iterator[Told]:
    for service in page.services:
        question = Question(school, page.product, service)
        answer = opened.get(question)
        yield question, answer or _from_sheets(question, page, known=known)


def _from_sheets(question: Question, page: Page, *, known: bool) -> Allowed | Denied:
    asked = (question.school, question.service)
    found = tuple(said(agreement, one.answer(*asked)) for agreement, one in page.sheets)
    return of_known(verdict(found), school=known, product=page.known)
