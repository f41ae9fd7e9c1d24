"""Lives of several agreements beside one another, and what the gate's table makes of them."""

import re
from collections.abc import Callable
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from itertools import product as every
from typing import Any

from hypothesis import strategies as st
from typing_extensions import override

from adapters.gate_sheets import Place as SpanPlace
from adapters.gate_sheets import Spans, moved_spans
from adapters.permissions import Place, Range, moved, opened_by
from domain.agreement.evolve import fold
from domain.agreement.gate import verdict
from domain.agreement.gate_grounds import grounds
from domain.agreement.gate_history import History, Question, event_ids, history, judged
from domain.agreement.permits import Allowed, Denied, Span, said, spans, windows
from domain.agreement.state import OPEN, Agreement, unborn
from domain.records import EventRecord
from tests.domain.agreement.acts import ACTS, SELDOM
from tests.domain.agreement.play import Play
from tests.domain.agreement.shapes import PRODUCTS, SCHOOLS, SERVICES
from tests.scenario import SCHOOLS as STORY_SCHOOLS
from tests.scenario import START, STREAM, Story
from tests.stored import commands, folded

GATES = tuple(every((*SCHOOLS, "elsewhere"), (*PRODUCTS, "chess"), (*SERVICES, "none")))
FIRST, OTHER_SUPPLIER, OTHER_BOARD, AGAIN = (
    "agreement:gent:github:1",
    "agreement:gent:gitlab:1",
    "agreement:brugge:github:1",
    "agreement:gent:github:2",
)


@dataclass(frozen=True, slots=True, repr=False)
class Life:
    """One agreement, from its first command to its last."""

    stream: str
    records: tuple[EventRecord, ...]

    @override
    def __repr__(self) -> str:
        told = (
            f"{one.provenance.occurred_at:%m-%d %H:%M} {one.event.type}" for one in self.records
        )
        return f"{self.stream}: {', '.join(told)}"

    @property
    def unborn(self) -> Agreement:
        _, board, supplier, _ = self.stream.split(":")
        return unborn(self.stream, board, supplier)

    def until(self, at: datetime) -> History | None:
        """The fold of the log up to an instant; none before birth."""
        known = tuple(one for one in self.records if one.provenance.occurred_at <= at)
        return history(self.unborn, known) if known else None


def life(story: Story, stream: str = STREAM) -> Life:
    """A story as it would have gone between these two."""
    _, board, supplier, _ = stream.split(":")
    return Life(stream, tuple(_renamed(one, stream, board, supplier) for one in story.records))


def _renamed(record: EventRecord, stream: str, board: str, supplier: str) -> EventRecord:
    told = record.model_dump_json().replace(STREAM, stream)
    told = told.replace('"gent"', f'"{board}"').replace('"github"', f'"{supplier}"')
    told = told.replace('"command_id":"', f'"command_id":"{stream}-')
    return EventRecord.model_validate_json(told)


def apart(told: tuple[Life, ...], prefix: str) -> tuple[Life, ...]:
    """The same lives between boards, about schools, that nobody else has."""
    names = (*{*SCHOOLS, *STORY_SCHOOLS}, *(one.stream.split(":")[1] for one in told))
    return tuple(
        Life(
            _prefixed(one.stream, names, prefix),
            tuple(_apart(record, names, prefix) for record in one.records),
        )
        for one in told
    )


def _apart(record: EventRecord, names: tuple[str, ...], prefix: str) -> EventRecord:
    told = _prefixed(record.model_dump_json(), names, prefix)
    return EventRecord.model_validate_json(told)


def _prefixed(text: str, names: tuple[str, ...], prefix: str) -> str:
    return re.sub(rf'(?<=[":])({"|".join(names)})(?=[":])', rf"{prefix}\1", text)


def played(draw: Callable[[st.SearchStrategy[Any]], Any], start: datetime) -> Story:
    """Whatever the parties do."""
    play = Play()
    play.story.now = start
    play.offer(draw)
    play.agree(draw)
    for act in draw(st.lists(_ACTS, min_size=8, max_size=25)):
        act(play, draw)
        play.pass_time()
        play.story.now += timedelta(hours=draw(_PAUSES))
    return play.story


@st.composite
def lives(draw: Callable[[st.SearchStrategy[Any]], Any]) -> tuple[Life, ...]:
    """One to three agreements about the same schools and products, in the order of birth."""
    first = played(draw, START)
    told = [life(first, FIRST)]
    told += [
        life(played(draw, START + timedelta(days=draw(_DAYS))), stream)
        for stream in draw(st.sampled_from(_BESIDE))
    ]
    if first.state.phase not in OPEN:
        told.append(life(played(draw, first.now), AGAIN))
    return tuple(sorted(told, key=lambda one: one.records[0].provenance.occurred_at))


_PAUSES = st.sampled_from((0, 0, 1, 50))
_ACTS = st.sampled_from(ACTS * 3 + SELDOM)
_BESIDE = ((), (OTHER_SUPPLIER,), (OTHER_BOARD,), (OTHER_SUPPLIER, OTHER_BOARD))
_DAYS = st.sampled_from((0, 3, 30, 200))


def edges(*told: Life) -> list[datetime]:
    """Every instant at which something may change, those just before, and one far ahead."""
    at = {one.provenance.occurred_at for life in told for one in life.records}
    for one in told:
        at |= _scheduled(one)
    at.add(max(at) + timedelta(days=400))
    return sorted({one - delta for one in at for delta in (timedelta(), timedelta.resolution)})


def _scheduled(one: Life) -> set[datetime]:
    """What was ever to begin or to end on a date, whether it came or not."""
    found: set[datetime] = set()
    state = one.unborn
    for record in one.records:
        state = fold(state, record)
        found |= {entry.since for each in state.products for entry in each.schedule}
        found |= {window.until for window in windows(state) if window.until}
    return found


Table = dict[Place, Range]
"""Of one agreement: each yes."""


def sheets_of(one: Life) -> Spans:
    """What the other table holds behind a life: each yes and no, past ones too."""
    state, table = one.unborn, dict[SpanPlace, Span]()
    for records in commands(one.records):
        state, at = folded(state, records), records[-1].provenance.occurred_at
        open_still = {
            place: each for place, each in table.items() if each.until is None or each.until > at
        }
        past = {place: each for place, each in table.items() if place not in open_still}
        table = past | moved_spans(open_still, spans(state), at)
    return table


def table_of(one: Life) -> Table:
    """What the table holds behind a life: all ranges, past ones too."""
    table: Table = {}
    state = one.unborn
    known: tuple[EventRecord, ...] = ()
    for records in commands(one.records):
        state = folded(state, records)
        known = (*known, *records)
        at = records[-1].provenance.occurred_at
        open_still = {
            place: each for place, each in table.items() if each.until is None or each.until > at
        }
        past = {place: each for place, each in table.items() if place not in open_still}
        wanted = moved(open_still, windows(state), at)
        ahead = {place: each for place, each in wanted.items() if place[1] >= at}
        table = past | wanted | opened_by(grounds(known), state, ahead)
    return table


def from_tables(
    tables: tuple[tuple[Life, Table, Spans], ...], question: Question, at: datetime
) -> Allowed | Denied:
    """The yes of the latest born, or else the no that counts."""
    gate = (question.school, question.product, question.service)
    found = [
        Allowed(one.stream, key[3], since, event_ids(one.stream, each.deciding))
        for one, table, _ in tables
        for (key, since), each in table.items()
        if key[:3] == gate and since <= at and (each.until is None or at < each.until)
    ]
    assert len({one.agreement for one in found}) == len(found)
    said_there = tuple(
        said(one.stream, each.sheet.answer(question.school, question.service))
        for one, _, sheets in tables
        for each in sheets.values()
        if each.product == question.product and _covers(each, at)
    )
    answer = verdict(said_there)
    assert isinstance(answer, Allowed) is bool(found)
    return found[-1] if found else answer


def _covers(span: Span, at: datetime) -> bool:
    return span.since <= at and (span.until is None or at < span.until)


def from_logs(pasts: tuple[History, ...], question: Question, at: datetime) -> Allowed | Denied:
    """The answer of the fold."""
    return verdict(tuple(judged(past, question, at) for past in pasts))


def questions(prefix: str = "") -> tuple[Question, ...]:
    """Everything that can be asked of what is played, and what nobody knows."""
    return tuple(Question(prefix + school, *about) for school, *about in GATES)


def whole(answer: Allowed | Denied) -> tuple[Any, ...]:
    """All that an answer says, its explanation too."""
    return astuple(answer)
