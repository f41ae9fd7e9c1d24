"""Notice and term: the first possible day, counted in Brussels."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.actors import Actor
from domain.agreement import commands as c
from domain.agreement.deciding.end import end_of_agreement
from domain.agreement.refusals import NoticeAlreadyGivenError, NoticeTooShortError
from domain.agreement.state import Phase
from domain.agreement.terms import DEMONSTRATION, PRODUCTION, Duration
from domain.periods import days
from tests.scenario import BOARD, SCHOOLS, SUPPLIER, TEXT, V1, Story, told, types

BRUSSELS = ZoneInfo("Europe/Brussels")


def brussels(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


def running(now: str = "2026-03-02T10:00:00", **also: object) -> Story:
    story = Story(now=brussels(now))
    body = {"schools": SCHOOLS, "leaflets": (V1.hash,), "text": TEXT, **also}
    story.ask(c.Offer.model_validate(body), SUPPLIER)
    return story.chose().signed()


def notice(ends_on: date | None = None) -> c.GiveNotice:
    return c.GiveNotice(reason="other_product", ends_on=ends_on)


def end_after(story: Story, ends_on: date | None = None, by: Actor = BOARD) -> datetime:
    story.ask(notice(ends_on), by)
    ends = story.state.ends_at
    assert ends is not None
    return ends.astimezone(BRUSSELS)


def test_a_board_ends_today_if_it_wants() -> None:
    story = running()
    story.ask(notice())
    assert story.state.phase is Phase.ENDING
    story = running()
    story.ask(notice(story.now.date()))
    assert story.state.phase is Phase.ENDING


def test_a_board_ends_on_the_day_it_names_from_midnight_in_brussels() -> None:
    assert end_after(running(), date(2026, 7, 1)) == brussels("2026-07-01")
    assert end_after(running(), date(2026, 12, 1)) == brussels("2026-12-01")


def test_yesterday_is_too_early_and_today_is_counted_in_brussels() -> None:
    story = running("2026-06-30T23:30:00")
    refused = story.refuses(NoticeTooShortError, notice(date(2026, 6, 29)))
    assert refused == "2026-06-30"
    story = running("2026-07-01T00:30:00")
    assert story.refuses(NoticeTooShortError, notice(date(2026, 6, 30))) == "2026-07-01"


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        # 180 days end later than 31 August
        ("2026-05-01T12:00:00", "2026-10-29"),
        ("2026-03-05T12:00:00", "2026-09-02"),
        ("2026-03-04T23:59:59", "2026-09-01"),
        # and earlier: not before 31 August
        ("2026-03-04T12:00:00", "2026-09-01"),
        ("2026-01-15T12:00:00", "2026-09-01"),
        ("2026-09-01T00:00:00", "2027-09-01"),
        # the literal reading: from 31 August on, that very day counts
        ("2026-08-31T12:00:00", "2027-02-28"),
    ],
)
def test_a_supplier_ends_after_180_days_and_not_before_31_august(now: str, ends: str) -> None:
    assert end_after(running(now), by=SUPPLIER) == brussels(ends)


def test_the_demonstration_does_not_wait_for_the_school_year() -> None:
    story = Story(policy="demonstration").offered().chose().signed()
    story.ask(notice(), SUPPLIER)
    notice_period = DEMONSTRATION.defaults.supplier_notice
    assert story.state.ends_at == notice_period.after(story.now)


def test_a_supplier_names_a_later_day_or_is_told_the_first_one() -> None:
    story = running()
    refused = story.refuses(NoticeTooShortError, notice(date(2026, 8, 31)), SUPPLIER)
    assert refused == "2026-09-01"
    assert end_after(story, date(2026, 9, 1), SUPPLIER) == brussels("2026-09-01")


def test_a_board_may_agree_on_a_notice_of_its_own() -> None:
    terms = PRODUCTION.defaults.model_copy(update={"board_notice": days(30)})
    story = running(terms=terms)
    assert story.refuses(NoticeTooShortError, notice(date(2026, 4, 1))) == "2026-04-02"
    assert end_after(story, date(2026, 4, 2)) == brussels("2026-04-02")


def test_a_second_notice_counts_only_if_it_is_earlier() -> None:
    story = running()
    story.ask(notice(), SUPPLIER)
    assert story.refuses(NoticeAlreadyGivenError, notice(), SUPPLIER) == "2026-09-01"
    assert story.refuses(NoticeAlreadyGivenError, notice(date(2026, 9, 1))) == "2026-09-01"
    assert end_after(story, date(2026, 7, 1)) == brussels("2026-07-01")


def test_what_ends_already_by_its_term_takes_no_later_notice() -> None:
    story = running(duration=Duration(ends_on=date(2026, 6, 1)))
    assert story.refuses(NoticeAlreadyGivenError, notice(), SUPPLIER) == "2026-06-01"
    assert end_after(story, date(2026, 5, 1)) == brussels("2026-05-01")


def test_a_term_is_reminded_once_and_ends_by_itself() -> None:
    story = running(duration=Duration(ends_on=date(2026, 12, 1)))
    assert end_of_agreement(story.state) == brussels("2026-12-01")
    story.now = brussels("2026-09-01")
    assert types(story.wait()) == ["term.reminded"]
    assert told(story, "term.reminded") == {
        ("term.reminded", "board:gent"),
        ("term.reminded", "supplier:github"),
    }
    story.now = brussels("2026-11-30")
    assert story.wait() == ()
    story.now = brussels("2026-12-01")
    brought = story.wait()
    assert types(brought) == ["agreement.ended", "ending.opened"]
    assert brought[0].model_dump()["reason"] == "term"


def test_when_the_reminder_of_the_term_and_its_end_are_both_overdue_only_the_end_happens() -> None:
    story = running(duration=Duration(ends_on=date(2026, 12, 1)))
    story.now = brussels("2027-01-15")
    assert types(story.wait())[:2] == ["agreement.ended", "ending.opened"]


def test_a_term_that_notice_shortened_is_reminded_no_more() -> None:
    story = running(duration=Duration(ends_on=date(2026, 12, 1)))
    story.ask(notice(date(2026, 11, 1)))
    story.now = brussels("2026-10-01")
    assert story.wait() == ()


def test_the_export_window_counts_from_the_end_even_when_the_clock_comes_late() -> None:
    story = running()
    story.ask(notice(date(2026, 7, 1)))
    story.now = brussels("2026-07-20")
    story.wait()
    assert story.state.endings[0].next_reminder == brussels("2026-08-01")
