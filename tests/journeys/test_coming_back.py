"""Stories 31 and 33: Temporal's database is lost, or older than the log, and everything goes on."""

import asyncio

import pytest

from adapters.verify import verify
from domain.agreement import commands as c
from domain.agreement.state import Phase
from domain.periods import seconds
from domain.repeats import CommandIdReusedError
from gateway.rebuilding import Outcome
from gateway.refusals import WorkflowLostError
from tests.journeys.histories import DERIVED, rows
from tests.journeys.journey import Journey, begun
from tests.journeys.lost import (
    Persistent,
    World,
    arrived_once,
    post_opened,
    rebuilt,
)
from tests.journeys.said import chosen
from workflows.ids import IntakeId, letter_case_id, post_office_id

BOARDS, IN_THE_MIDDLE = 6, 30  # agreements; events when Temporal is lost
YES = c.Choose(choices=(chosen(),))


def places(journey: Journey) -> set[str]:
    """The streams of a journey: its agreement, the product, the supplier's door."""
    supplier = journey.line.supplier
    return {str(journey.place), str(journey.line.place), str(IntakeId(supplier))}


async def events(journey: Journey) -> int:
    """How many events there are, of all streams."""
    return int(await journey.system.pool.fetchval("SELECT count(*) FROM event"))


async def test_story_31_what_was_lost_is_begun_again_and_deadlines_come_at_their_instants(
    here: World,
) -> None:
    async with here.running() as system:
        journey = await begun(system)
        await journey.active(answer_period=seconds(6))
        await journey.filed()
        change = await journey.announced()
        await journey.delivered()
    stored = len(await journey.records())
    here.lose()

    async with here.running() as system:
        outcomes, again = await rebuilt(system), await rebuilt(system)
        await journey.happened("change.lapsed")
        await journey.delivered()

    assert outcomes == dict.fromkeys(places(journey), Outcome.STARTED)
    assert again == dict.fromkeys(places(journey), Outcome.GOES_ON)
    lapsed = (await journey.records())[stored]
    assert lapsed.event.type == "change.lapsed"
    late = lapsed.provenance.occurred_at - (change.answer_by or system.now())
    assert 0 <= late.total_seconds() < 3
    await arrived_once(system)


async def test_a_dry_run_begins_nothing(here: World) -> None:
    async with here.running() as system:
        journey = await begun(system)
        await journey.offered()
    here.lose()

    async with here.running() as system:
        assert await rebuilt(system, dry=True) == {str(journey.place): Outcome.STARTED}
        with pytest.raises(WorkflowLostError):
            await journey.chose()
        await rebuilt(system)
        await journey.chose()


async def test_story_33_a_command_repeated_after_a_rebuild_is_answered_as_the_first_time(
    here: World,
) -> None:
    async with here.running() as system:
        journey = await begun(system)
        await journey.offered()
        first = await journey.ask(YES, command_id="the-choice")
        await journey.chose(chosen("speech"))
    here.lose()

    async with here.running() as system:
        before = await rebuilt(system)
        stored = await journey.decided()
        again = await journey.ask(YES, command_id="the-choice")
        with pytest.raises(CommandIdReusedError):
            await journey.ask(c.Choose(choices=(chosen(answer="no"),)), command_id="the-choice")

    assert before == {str(journey.place): Outcome.STARTED}
    assert again == first
    assert await journey.decided() == stored


async def test_under_load_two_rebuilds_at_once_lose_nothing_and_do_nothing_twice(
    here: World,
) -> None:
    async with here.running() as system:
        started = [await begun(system) for _ in range(BOARDS)]
        journeys = [Persistent(system, one.place, one.schools, one.line) for one in started]
        for journey in journeys:
            await journey.line.registered(system)
        lives = asyncio.gather(*(journey.lives() for journey in journeys))
        while await events(journeys[0]) < IN_THE_MIDDLE:  # noqa: ASYNC110 - others store them
            await asyncio.sleep(0.01)
    here.lose()
    assert not lives.done()

    async with here.running() as system:
        both = await asyncio.gather(rebuilt(system), rebuilt(system))
        await lives
        for journey in journeys:
            assert await journey.outcome() == "COMPLETED"
            await journey.delivered()
            await each_answer_is_on_record_and_given_again(journey)

    assert all(set(one.values()) <= {Outcome.STARTED, Outcome.GOES_ON} for one in both)
    assert (await verify(system.pool)).broken == ()
    await arrived_once(system)


async def each_answer_is_on_record_and_given_again(journey: Persistent) -> None:
    """The ledger of the people, the log and the engine agree."""
    last = {one.provenance.command_id: one.version for one in await journey.records()}
    assert {name: last.get(name) for name in journey.answers} == journey.answers
    for name, (command, by) in journey.said.items():
        assert (await Journey.ask(journey, command, by, name)).version == journey.answers[name]
    assert (await journey.state()).phase is Phase.CLOSED


async def test_a_temporal_of_an_earlier_hour_learns_what_happened_since(here: World) -> None:
    async with here.running() as system:
        known, ended = await begun(system), await begun(system)
        for journey in (known, ended):
            await journey.offered()
    here.keep()
    async with here.running() as system:
        await known.chose()
        await ended.ask(c.WithdrawOffer(reason="mistake"), ended.seller)
        born = await begun(system)
        await born.offered()
    here.restore()

    async with here.running() as system:
        would_be = await rebuilt(system, dry=True)
        outcomes, again = await rebuilt(system), await rebuilt(system)
        assert await ended.outcome() == "COMPLETED"
        await known.signed()
        await born.chose()

    caught_up = {str(one.place): Outcome.CAUGHT_UP for one in (known, ended)}
    assert would_be == outcomes == caught_up | {str(born.place): Outcome.STARTED}
    assert set(again.values()) == {Outcome.GOES_ON}
    assert (await known.state()).phase is Phase.ACTIVE


async def test_a_letter_that_needs_a_person_is_a_case_again(here: World, policy: str) -> None:
    async with here.running() as system:
        journey = await begun(system)
        await system.pool.execute("DELETE FROM office_holder")
        await journey.offered()
    here.lose()

    async with here.running(works=False) as system:
        opened = [await post_opened(system, policy) for _ in range(2)]
        letter, *others = await system.letters(str(journey.place))
        running = [
            (await system.client.get_workflow_handle(one).describe()).status
            for one in (post_office_id(1), letter_case_id(letter.id))
        ]

    assert opened == [1 + len(others), 0]
    assert [one and one.name for one in running] == ["RUNNING", "RUNNING"]
    assert await rows(system.pool, DERIVED[0])
