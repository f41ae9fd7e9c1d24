"""What a worker tells of itself: commands, refusals, letters, clocks, chains, and nobody's data."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from adapters.local.ports import free_port
from domain.agreement.commands import Choose
from domain.agreement.refusals import MandateMissingError
from domain.agreement.terms import DEMONSTRATION
from settings import Settings
from tests.deployment.monitoring import asked
from tests.journeys.clocks import calm
from tests.journeys.journey import Journey, begun
from tests.journeys.running import TURNS, Servers
from tests.journeys.said import chosen
from tests.journeys.system import System
from tests.journeys.test_killed import own_servers, own_system, worker_process
from tests.operation.figures import Figure, figures, total

__all__ = ["own_servers", "own_system"]  # fixtures

FEW = 150  # words that labels are made of, in all


@asynccontextmanager
async def measured(settings: Settings, servers: Servers) -> AsyncIterator[str]:
    """Run a worker that tells its figures at an address."""
    address = f"127.0.0.1:{free_port()}"
    async with worker_process(settings, servers, AKKOORD_METRICS=address):
        yield address


async def until(address: str, holds: Callable[[list[Figure]], bool]) -> list[Figure]:
    """Ask until it is as wanted."""
    async with asyncio.timeout(60):
        while not holds(found := await figures(address)):  # noqa: ASYNC110 - figures call nobody
            await asyncio.sleep(0.2)
    return found


def sent(found: list[Figure]) -> float:
    """How many letters were sent, if any round is over."""
    handled = [one for one in found if one.name == "akkoord_letters_handled_total"]
    return sum(one.value for one in handled if one.labels["outcome"] == "sent")


async def activated(journey: Journey) -> None:
    """A proposal is refused a teacher, chosen and signed; all letters are sent."""
    journey.calm = calm(DEMONSTRATION)
    await journey.offered()
    await journey.refuses(MandateMissingError, Choose(choices=(chosen(),)), journey.teacher)
    await journey.chose()
    await journey.signed()
    await journey.delivered()


async def test_a_worker_tells_what_it_did(
    settings: Settings, own_servers: Servers, own_system: System
) -> None:
    journey = await begun(own_system)
    async with measured(settings, own_servers) as address:
        await activated(journey)
        letters = await own_system.letters(str(journey.place))
        gone = sum(one.state == "sent" for one in letters)  # some were settled before they went
        found = await until(address, lambda seen: sent(seen) >= gone)

    assert_accepted_and_refused(found)
    assert total(found, "akkoord_events_total", type="agreement.signed") == 2
    assert total(found, "akkoord_append_seconds_count") >= 4
    assert sent(found) == gone > 0
    assert total(found, "akkoord_chains_broken") == 0
    parts = {one.labels["part"] for one in found if one.name == "akkoord_ready"}
    assert parts == {"database", "temporal", "letters", "turns"}
    assert total(found, "temporal_num_pollers", poller_type="workflow_task") > 0
    assert_nobody_is_in(found, journey)


async def test_every_figure_on_the_board_and_in_an_alert_is_one_that_a_worker_tells(
    settings: Settings, own_servers: Servers, own_system: System
) -> None:
    journey = await begun(own_system)
    async with measured(settings, own_servers) as address:
        await activated(journey)
        await a_workflow_that_fails(own_system)
        found = await until(address, lambda seen: not missing(seen))
    assert missing(found) == set()


def missing(found: list[Figure]) -> set[str]:
    """Name what is asked for and not told."""
    return asked() - {one.name for one in found}


async def a_workflow_that_fails(system: System) -> None:
    """Begin what cannot go on: its argument is none of ours."""
    place = "agreement:board-none:supplier-none:1"
    await system.client.start_workflow("agreement", "nonsense", id=place, task_queue=TURNS)


def assert_accepted_and_refused(found: list[Figure]) -> None:
    accepted = {
        kind: total(found, "akkoord_commands_total", kind=kind)
        for kind in ("offer", "choose", "sign")
    }
    assert accepted == {"offer": 1, "choose": 1, "sign": 2}
    refused = total(found, "akkoord_refusals_total", kind="choose", refusal="MandateMissingError")
    assert refused == 1


def assert_nobody_is_in(found: list[Figure], journey: Journey) -> None:
    """A label is one of few words, and never a person, a party or an agreement."""
    values = {value for one in found for name, value in one.labels.items() if name != "le"}
    ours = {journey.place.board, journey.place.supplier, journey.director, journey.seller}
    assert [value for value in values for one in ours if one in value] == []
    assert len(values) < FEW
