"""Announced changes on the real engine: asked, reminded, answered, in force."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from adapters.postgres import connect
from domain.agreement import commands as c
from domain.agreement.permits import Denied
from domain.agreement.refusals import (
    AlreadyAnsweredError,
    ChangeNoLongerOpenError,
    ChangeWithdrawnError,
    PredecessorUndecidedError,
    WrongLeafletError,
)
from domain.agreement.state import ChangeStanding
from domain.periods import seconds
from tests.journeys.journey import Journey
from tests.journeys.leaflets import (
    BOTH_NEW,
    CHEAPER,
    FIRST,
    NEW_PROCESSOR,
    NEW_PURPOSE,
    SPOKEN,
)
from tests.journeys.running import Servers
from tests.journeys.said import approval, chosen, opens, rejection

MOMENT = timedelta(microseconds=1)


async def test_story_08_of_two_officials_in_the_same_second_one_wins_the_other_is_told_why(
    journey: Journey,
) -> None:
    await journey.active()
    await journey.announced()

    yes, no = await asyncio.gather(
        journey.ask(approval(), journey.director),
        journey.ask(rejection(), journey.deputy),
        return_exceptions=True,
    )

    (refused,) = [one for one in (yes, no) if isinstance(one, Exception)]
    assert isinstance(refused, AlreadyAnsweredError)
    approved = refused is no
    assert refused.detail == ("approved" if approved else "rejected")
    assert opens(await journey.gate(), NEW_PURPOSE if approved else FIRST)


async def test_story_10_before_approval_and_notice_the_gate_answers_with_the_old_leaflet(
    journey: Journey,
) -> None:
    await journey.active(subprocessor_notice=seconds(600))
    change = await journey.announced(NEW_PROCESSOR)
    assert change.standing is ChangeStanding.ASKED
    assert opens(await journey.gate(), FIRST)

    await journey.approved(NEW_PROCESSOR)

    (change,) = (await journey.state()).changes
    since = change.in_force_from
    assert since is not None
    assert since == change.notice_until
    assert opens(await journey.gate(at=since - MOMENT), FIRST)
    assert opens(await journey.gate(at=since), NEW_PROCESSOR)


async def test_story_10_an_approval_taken_back_before_it_rules_moves_nothing(
    journey: Journey,
) -> None:
    await journey.active(subprocessor_notice=seconds(600))
    await journey.announced(NEW_PROCESSOR)
    await journey.approved(NEW_PROCESSOR)
    ahead = journey.system.now() + timedelta(days=1)
    assert opens(await journey.gate(at=ahead), NEW_PROCESSOR)

    await journey.ask(c.WithdrawApproval(change="change-1"))

    assert opens(await journey.gate(at=ahead), FIRST)
    assert opens(await journey.gate(), FIRST)


async def test_story_11_silence_is_reminded_twice_then_lapses_and_a_late_yes_moves_nothing(
    journey: Journey,
) -> None:
    await journey.active(
        answer_period=seconds(6), first_reminder=seconds(1), second_reminder=seconds(2)
    )
    before = len(await journey.types())
    await journey.announced()

    await journey.happened("change.lapsed")
    await journey.approved()

    assert (await journey.types())[before:] == [
        "change.received",
        "change.proposed",
        "change.reminded",
        "change.reminded",
        "change.lapsed",
        "answer.came_late",
    ]
    assert (await journey.records())[-1].event.model_dump()["answer"] == "yes"
    assert opens(await journey.gate(), FIRST)
    to_board, to_both = ("change.reminded",), ("change.lapsed", "answer.came_late")
    await journey.post(*to_board * 2, *to_both * 2)


async def test_story_11_the_clock_decides_not_the_timer(journey: Journey) -> None:
    """A yes that arrives after the deadline is late, however quickly it was sent."""
    await journey.active(answer_period=seconds(1))
    change = await journey.announced()
    assert change.answer_by is not None

    await journey.at(change.answer_by)
    await journey.approved()

    assert (await journey.types())[-2:] == ["change.lapsed", "answer.came_late"]


async def test_story_12_two_boards_two_leaflets_and_the_gate_is_right_for_both_at_any_date(
    journey: Journey, other: Journey
) -> None:
    for one in (journey, other):
        await one.active()
        await one.announced()
    asked = journey.system.now()

    await asyncio.gather(journey.rejected(), other.approved())

    (change,) = (await other.state()).changes
    since = change.in_force_from
    assert since is not None
    for at in (asked, since - MOMENT, since, since + timedelta(days=300)):
        assert opens(await journey.gate(at=at), FIRST)
        assert opens(await other.gate(at=at), FIRST if at < since else NEW_PURPOSE)


async def test_story_13_what_touches_an_option_chosen_nowhere_is_told_and_chosen_as_it_is_now(
    journey: Journey,
) -> None:
    await journey.active()

    change = await journey.announced(SPOKEN)

    assert change.standing is ChangeStanding.TOLD
    assert isinstance(await journey.gate("speech"), Denied)
    await journey.refuses(WrongLeafletError, c.Choose(choices=(chosen("speech"),)))
    await journey.chose(chosen("speech", of=SPOKEN))
    assert opens(await journey.gate("speech"), SPOKEN)


async def test_story_14_an_option_chosen_for_two_is_asked_once_and_names_those_two(
    journey: Journey,
) -> None:
    one, two, _ = journey.schools
    await journey.active(chosen(), chosen("speech", "yes", one, two))

    change = await journey.announced(SPOKEN)

    assert change.standing is ChangeStanding.ASKED
    (asked,) = [
        record.event for record in await journey.records() if record.event.type == "change.proposed"
    ]
    assert [(touch.service, touch.schools) for touch in asked.touches] == [("speech", (one, two))]


async def test_story_15_what_the_supplier_calls_minor_is_judged_all_the_same(
    journey: Journey,
) -> None:
    await journey.active()

    change = await journey.announced(label="not_important")

    assert change.standing is ChangeStanding.ASKED
    assert opens(await journey.gate(), FIRST)


async def test_story_16_a_lower_price_is_told_and_the_gate_follows(journey: Journey) -> None:
    await journey.active()

    change = await journey.announced(CHEAPER)

    assert change.standing is ChangeStanding.TOLD
    assert opens(await journey.gate(), CHEAPER)
    await journey.post("change.told")


async def test_story_17_the_second_waits_for_the_first_and_falls_with_it(
    journey: Journey, other: Journey
) -> None:
    for one in (journey, other):
        await one.active()
        first = await one.announced()
        second = await one.announced(BOTH_NEW, "change-2")
        assert first.answer_by is not None
        assert second.answer_by is not None
        assert second.answer_by > first.answer_by
        too_early = approval(BOTH_NEW, "change-2")
        assert await one.refuses(PredecessorUndecidedError, too_early) == "change-1"

    await journey.rejected()
    await other.approved()
    await other.approved(BOTH_NEW, "change-2")

    detail = await journey.refuses(ChangeNoLongerOpenError, approval(BOTH_NEW, "change-2"))
    assert detail == "fell"
    assert opens(await journey.gate(), FIRST)
    last = (await other.state()).changes[-1]
    assert last.in_force_from is not None
    assert opens(await other.gate(at=last.in_force_from), BOTH_NEW)


async def test_story_19_a_corrected_or_withdrawn_leaflet_is_not_approved_by_its_old_hash(
    journey: Journey,
) -> None:
    await journey.active()
    await journey.announced()
    await journey.announced(BOTH_NEW, "change-2", corrects="change-1")
    await journey.refuses(ChangeWithdrawnError, approval())
    await journey.refuses(WrongLeafletError, approval(NEW_PURPOSE, "change-2"))

    await journey.withdrawn("change-2")

    await journey.refuses(ChangeWithdrawnError, approval(BOTH_NEW, "change-2"))
    assert opens(await journey.gate(), FIRST)


async def test_story_20_a_withdrawn_change_is_told_to_who_waited_and_left_to_who_approved(
    journey: Journey, other: Journey
) -> None:
    for one in (journey, other):
        await one.active()
        await one.announced()
    await other.approved()

    await journey.withdrawn("change-1")

    await journey.post("change.withdrawn")
    assert opens(await journey.gate(), FIRST)
    assert opens(await other.gate(), NEW_PURPOSE)


async def test_a_period_that_ends_while_leaflets_are_compared_holds_nothing_up(
    journey: Journey, servers: Servers
) -> None:
    await journey.active(answer_period=seconds(2))
    first = await journey.announced()
    assert first.answer_by is not None

    async with unreadable(servers, "leaflet"):
        second = asyncio.create_task(journey.announced(BOTH_NEW, "change-2"))
        await journey.at(first.answer_by)
    change = await second

    assert change.follows is None
    assert (await journey.types())[-3:] == ["change.lapsed", "change.received", "change.proposed"]
    assert opens(await journey.gate(), FIRST)


@asynccontextmanager
async def unreadable(servers: Servers, table: str) -> AsyncIterator[None]:
    """Let everybody who reads a table wait for the length of the block."""
    async with connect(servers.database_url) as connection, connection.transaction():
        await connection.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        yield
