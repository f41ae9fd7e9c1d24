"""When a checkpoint is due, what is in it, and what it never covers up."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.checkpoint import Checkpoint, Found, Head, composed, fault_behind, next_checkpoint

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ONE, TWO = Head("agreement:gent:github:1", 6, "1" * 64), Head("product:github:code", 2, "2" * 64)
LATER = Head(ONE.stream_id, 7, "7" * 64)
KNOWN = {one.stream_id: one for one in (ONE, TWO)}
FIRST = composed(None, KNOWN.values(), 8, NOON, is_full=True)


def found(*heads: Head, known_now: tuple[Head, ...] = (ONE, TWO)) -> Found:
    return Found(
        position=9,
        heads={one.stream_id: one for one in heads},
        known_now={one.stream_id: one.hash for one in known_now},
    )


def after(now: Found, minutes: float) -> Checkpoint | None:
    return next_checkpoint(FIRST, KNOWN, now, NOON + timedelta(minutes=minutes))


def test_the_first_one_is_of_all_streams() -> None:
    first = next_checkpoint(None, {}, found(ONE, TWO, known_now=()), NOON)
    assert first
    assert (first.body.is_full, first.heads, first.body.sequence) == (True, (ONE, TWO), 1)


def test_the_next_one_is_of_what_moved_and_names_the_one_before_it() -> None:
    this = after(found(LATER, TWO), minutes=1)
    assert this
    assert (this.body.is_full, this.heads) == (False, (LATER,))
    assert (this.body.sequence, this.body.previous) == (2, FIRST.hash)
    assert fault_behind(FIRST, this) is None


def test_where_nothing_moved_there_is_one_an_hour() -> None:
    assert after(found(ONE, TWO), minutes=59) is None
    this = after(found(ONE, TWO), minutes=60)
    assert this
    assert this.heads == ()


def test_the_first_of_a_day_is_of_all_streams_again() -> None:
    this = after(found(LATER, TWO), minutes=12 * 60)
    assert this
    assert (this.body.is_full, this.heads) == (True, (LATER, TWO))


def test_a_clock_that_went_back_makes_none_that_is_older() -> None:
    this = after(found(LATER, TWO), minutes=-1)
    assert this
    assert this.body.made_at == NOON
    assert fault_behind(FIRST, this) is None


@pytest.mark.parametrize(
    "now",
    [
        found(LATER, TWO, known_now=(TWO,)),  # what stood at version 6 is gone
        found(LATER, TWO, known_now=(ONE._replace(hash="0" * 64), TWO)),  # or is another one
        found(TWO, known_now=(TWO,)),  # or the whole stream is gone
    ],
)
def test_what_contradicts_an_earlier_one_is_not_signed(now: Found) -> None:
    assert after(now, minutes=1) is None
    this = after(now, minutes=12 * 60)
    assert this
    assert this.heads == (ONE, TWO)


SECOND = composed(FIRST, [LATER], 9, NOON + timedelta(minutes=1), is_full=False)


@pytest.mark.parametrize(
    ("last", "this", "fault"),
    [
        (None, SECOND, "missing"),
        (FIRST, composed(SECOND, [], 9, NOON, is_full=False), "does not follow"),
        (FIRST, composed(None, [ONE], 9, NOON, is_full=True), "does not follow"),
        (FIRST, replace(SECOND, heads=()), "counted"),
        (FIRST, replace(SECOND, heads=(LATER._replace(version=8),)), "signed"),
        (
            FIRST,
            replace(SECOND, body=SECOND.body.model_copy(update={"position": 7})),
            "older",
        ),
    ],
)
def test_one_that_is_left_out_or_altered_is_named(
    last: Checkpoint | None, this: Checkpoint, fault: str
) -> None:
    assert fault in (fault_behind(last, this) or "")
