"""Months and years under the production policy, on a server that skips them."""

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from domain.agreement import commands as c
from domain.agreement.permits import Denied, Reason
from domain.agreement.refusals import StillKeptByLawError
from domain.agreement.state import Phase
from domain.agreement.terms import Duration
from settings import Settings
from tests.journeys.journey import begun
from tests.journeys.leaflets import FIRST, NEW_PROCESSOR
from tests.journeys.said import approval, certificate, opens
from tests.journeys.skipping import DAY, SkippingSystem, Years, midnight, next_time, skipping
from tests.journeys.system import System

SOON = timedelta(minutes=5)


@pytest.fixture(scope="module")
async def skipping_system(
    time_skipping_path: Path, idle_system: System, journey_settings: Settings
) -> AsyncIterator[SkippingSystem]:
    """Run the engine where time is skipped."""
    async with skipping(time_skipping_path, idle_system, journey_settings) as system:
        yield system


@pytest.fixture
async def years(skipping_system: SkippingSystem) -> AsyncIterator[Years]:
    """Let a board begin that nobody has met; its clocks do not run on through other tests."""
    journey = await begun(skipping_system)
    years = Years(skipping_system, journey.place, journey.schools, journey.line)
    yield years
    if await years.outcome() == "RUNNING":
        await years.handle.terminate()
    await years.line.stopped(skipping_system)


def at_once(came: datetime, due: datetime) -> bool:
    """Whether something came when it was due, or shortly after it."""
    return due <= came <= due + SOON


async def test_story_07_a_proposal_lapses_at_the_end_of_the_ninetieth_day(years: Years) -> None:
    await years.proposed()
    lapses = midnight(years.today + 90 * DAY)

    await years.until_noon_of(years.today + 90 * DAY)
    assert (await years.state()).phase is Phase.OFFERED
    await years.passed(1)
    await years.happened("offer.lapsed")

    (came,) = await years.came("offer.lapsed")
    assert at_once(came, lapses)
    assert await years.outcome() == "COMPLETED"


@pytest.mark.parametrize("month", [3, 10])
async def test_story_11_days_end_in_brussels_also_where_the_hour_changes(
    years: Years, month: int
) -> None:
    await years.until_noon_of(next_time(years.today, month, 12))
    await years.runs()
    await years.announced()
    asked = years.today

    await years.passed(32)
    await years.happened("change.lapsed")

    reminders = await years.came("change.reminded")
    (lapsed,) = await years.came("change.lapsed")
    due = [midnight(asked + days * DAY) for days in (14, 25, 30)]
    came = (*reminders, lapsed)
    assert all(at_once(*pair) for pair in zip(came, due, strict=True))
    assert due[0] - midnight(asked) != 14 * DAY or due[2] - midnight(asked) != 30 * DAY
    await years.approved()
    assert (await years.types())[-1] == "answer.came_late"
    assert opens(await years.gate(), FIRST)


async def letters_owed(years: Years) -> list[str]:
    """The letters about an agreement, delivered or not."""
    return [letter.id for letter in await years.system.letters(str(years.place))]


async def test_a_year_after_a_rejection_nothing_came_of_it(years: Years) -> None:
    await years.runs()
    await years.announced()
    await years.rejected()
    await years.until(lambda state: state.document_due is None)
    stored, owed = await years.records(), await letters_owed(years)

    await years.passed(365)

    assert await years.records() == stored
    assert await letters_owed(years) == owed
    assert opens(await years.gate(), FIRST)


async def test_a_supplier_ends_after_180_days_and_not_inside_a_school_year(years: Years) -> None:
    await years.until_noon_of(next_time(years.today, 6, 1))
    await years.runs()
    await years.ask(c.GiveNotice(reason="product_stops"), years.seller)
    end = midnight(years.today + 180 * DAY)
    assert end > midnight(date(years.today.year, 8, 31))

    await years.until_minute_before(end)
    assert opens(await years.gate(), FIRST)
    await years.passed(1)
    await years.happened("agreement.ended")

    (came,) = await years.came("agreement.ended")
    assert at_once(came, end)
    assert await years.gate() == Denied(Reason.ENDED)


async def test_a_supplier_who_gives_notice_in_autumn_stays_until_the_end_of_august(
    years: Years,
) -> None:
    await years.until_noon_of(next_time(years.today, 10, 1))
    await years.runs()
    await years.ask(c.GiveNotice(reason="product_stops"), years.seller)

    await years.until_noon_of(date(years.today.year + 1, 9, 1))
    await years.happened("agreement.ended")

    (came,) = await years.came("agreement.ended")
    assert at_once(came, midnight(date(years.today.year, 8, 31)))


async def test_a_term_is_reminded_of_and_ends_on_its_day(years: Years) -> None:
    last = years.today + 200 * DAY
    await years.runs(Duration(ends_on=last))

    await years.passed(190)
    (reminded,) = await years.came("term.reminded")
    assert reminded <= midnight(last - 91 * DAY)
    assert opens(await years.gate(), FIRST)
    await years.until_noon_of(last)
    await years.happened("agreement.ended")

    (came,) = await years.came("agreement.ended")
    assert at_once(came, midnight(last - DAY))
    assert await years.gate() == Denied(Reason.ENDED)


async def test_story_22_missing_proof_is_reminded_of_for_years_and_never_closes(
    years: Years,
) -> None:
    await years.runs()
    ending = await years.ended()
    await years.settled(ending)
    settled = years.today
    await years.certified(ending, "supplier")

    await years.passed(400)
    await years.happened("proof.missing")

    first, *reminders = await years.came("proof.missing")
    assert at_once(first, midnight(settled + 44 * DAY))
    assert len(reminders) == 11
    state = await years.state()
    assert (state.phase, state.endings[0].proof_missing) == (Phase.ENDING, True)
    assert await years.outcome() == "RUNNING"


async def test_story_21_a_board_that_says_nothing_is_reminded_and_nothing_is_destroyed(
    years: Years,
) -> None:
    await years.runs()
    ending = await years.ended()

    await years.passed(365)

    assert len(await years.came("ending.reminded")) == 12
    assert (await years.state()).phase is Phase.ENDING
    assert not any(proof.certified for proof in (await years.ending(ending)).proofs)
    await years.settled(ending)
    await years.certified(ending)
    assert await years.outcome() == "COMPLETED"


async def test_story_23_after_seven_years_the_second_certificate_closes(years: Years) -> None:
    await years.runs()
    ending = await years.ended()
    until = years.today.replace(year=years.today.year + 7)
    duty = c.CiteDutyToKeep(
        ending=ending,
        part="supplier",
        categories=("quill:results",),
        law="WVV art. 3:88",
        until=until,
    )
    await years.ask(duty, years.seller)
    await years.settled(ending)
    await years.certified(ending)
    again = certificate(ending, "supplier")

    await years.until_noon_of(until)
    await years.refuses(StillKeptByLawError, again, years.seller)
    assert await years.came("proof.missing") == []
    await years.passed(1)
    await years.ask(again, years.seller)

    assert (await years.types())[-2:] == ["ending.completed", "agreement.closed"]
    assert await years.outcome() == "COMPLETED"


async def test_story_10_notice_of_a_subprocessor_runs_thirty_days_though_approved_at_once(
    years: Years,
) -> None:
    await years.runs()
    await years.announced(NEW_PROCESSOR)
    await years.ask(approval(NEW_PROCESSOR))
    since = midnight(years.today + 30 * DAY)

    await years.until_minute_before(since)
    assert opens(await years.gate(), FIRST)
    await years.system.hand.put(since)

    assert opens(await years.gate(), NEW_PROCESSOR)
