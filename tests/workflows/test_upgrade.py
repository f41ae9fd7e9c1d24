"""An upgrade and the way back, with agreements open: from one build to the next, and again."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from temporalio.client import Client
from temporalio.worker import Worker

from adapters.local.temporal import temporal_in_memory
from adapters.local.temporal_cli import temporal_cli
from domain.agreement import commands as c
from gateway.engine import converter
from gateway.namespace import register_search_attributes
from gateway.workers import (
    BuildAwayError,
    NoSuchBuildError,
    Standing,
    builds,
    make_current,
    unversioned,
)
from settings import Settings
from tests.replay.commands import told_again
from tests.replay.edited import AnotherStep
from tests.scenario import BOARD, chosen
from tests.workflows.engine import RING, Engine, working
from tests.workflows.memory import Memory
from tests.workflows.sandbox import sandbox
from workflows.agreement.workflow import AgreementWorkflow
from workflows.ids import AgreementId
from workflows.plugin import AkkoordPlugin, Duties, versioned

FIRST, SECOND = "2026-11", "2026-12"
CODE = {FIRST: AgreementWorkflow, SECOND: AnotherStep}
"""The second build does another step: no history of the first can be told by it."""


@pytest.fixture
async def own_client(settings: Settings, tmp_path: Path) -> AsyncIterator[Client]:
    """Return a client of a server of this test's own: builds are known to a whole namespace."""
    cli = await temporal_cli(settings, print)
    async with temporal_in_memory(cli, tmp_path) as server:
        client = await Client.connect(server.address, data_converter=converter())
        await register_search_attributes(client)
        yield client


@dataclass
class Upgrade:
    """Agreements on one task queue, and the builds that work for it."""

    engine: Engine
    numbers: Iterator[int] = field(default_factory=itertools.count)

    @asynccontextmanager
    async def works(self, build: str) -> AsyncIterator[None]:
        """Run a worker of a build for the length of the block."""
        queue, memory = self.engine.gateway.turns_queue, self.engine.memory
        duties = {queue: Duties((CODE[build],), memory.activities)}
        plugin = AkkoordPlugin(RING, duties, runner=sandbox())
        async with Worker(
            self.engine.client,
            task_queue=queue,
            plugins=[plugin],
            deployment_config=versioned(build),
        ):
            yield

    async def current(self, build: str) -> None:
        """Make a build current, as soon as its workers are known."""
        while True:
            with suppress(NoSuchBuildError, BuildAwayError):
                return await make_current(self.engine.client, build)
            await asyncio.sleep(0.1)

    async def begun(self) -> Engine:
        """Another agreement, which a supplier has offered."""
        board = f"board-{next(self.numbers)}"
        engine = replace(self.engine, agreement=AgreementId(board, "github", 1))
        await engine.offered()
        return engine

    async def left(self, first: int, second: int) -> None:
        """Wait until so many agreements are left on each build."""
        while await self._pinned() != {FIRST: first, SECOND: second}:  # noqa: ASYNC110 - the server's
            await asyncio.sleep(0.05)

    async def _pinned(self) -> dict[str, int]:
        return {one.build: one.pinned for one in await builds(self.engine.client)}


async def build_of(agreement: Engine) -> str:
    """The build that an agreement runs on."""
    info = (await agreement.handle.describe()).raw_info
    return info.versioning_info.deployment_version.build_id


async def chose(agreement: Engine) -> None:
    """The board chooses, which takes a turn and can be done again."""
    board = BOARD.model_copy(update={"party": f"board:{agreement.agreement.board}"})
    await agreement.ask(c.Choose(choices=(chosen(),)), board)


async def moved(build: str, *agreements: Engine) -> None:
    """Ask of agreements until they are on another build."""
    for one in agreements:
        while await build_of(one) != build:
            await chose(one)


@pytest.fixture
async def upgrade(own_client: Client) -> Upgrade:
    """A system without any worker yet."""
    async with working(own_client, Memory()) as engine:
        pass
    return Upgrade(engine)


async def test_an_upgrade_and_the_way_back_lose_nothing(upgrade: Upgrade) -> None:
    async with upgrade.works(FIRST), upgrade.works(SECOND):
        await upgrade.current(FIRST)
        asked, quiet = await upgrade.begun(), await upgrade.begun()
        await upgrade.left(first=2, second=0)

        await upgrade.current(SECOND)
        new = await upgrade.begun()
        await upgrade.left(first=2, second=1)
        await moved(SECOND, asked)
        await upgrade.left(first=1, second=2)

        await upgrade.current(FIRST)
        later = await upgrade.begun()
        await moved(FIRST, asked, new)
        await upgrade.left(first=4, second=0)

    async with upgrade.works(FIRST):
        await answers(asked, quiet, new, later)


async def answers(*agreements: Engine) -> None:
    """Every agreement is on the first build, knows its past, and answers."""
    for one in agreements:
        await chose(one)
        assert await build_of(one) == FIRST
        assert one.types[0] == "agreement.offered"
        assert "choices.recorded" in one.types
        assert (await told_again([(await one.runs())[-1]], AgreementWorkflow)).failures == []


async def test_what_is_pinned_to_a_build_waits_for_its_worker(upgrade: Upgrade) -> None:
    async with upgrade.works(FIRST):
        await upgrade.current(FIRST)
        agreement = await upgrade.begun()

    async with upgrade.works(SECOND):
        await upgrade.current(SECOND)
        asking = asyncio.create_task(chose(agreement))
        await upgrade.begun()
        assert not asking.done()

        async with upgrade.works(FIRST):
            await asking
            await moved(SECOND, agreement)

    assert "choices.recorded" in agreement.types


async def test_builds_are_listed_with_where_they_stand(upgrade: Upgrade) -> None:
    client = upgrade.engine.client
    assert await builds(client) == ()
    with pytest.raises(NoSuchBuildError):
        await make_current(client, FIRST)

    async with upgrade.works(FIRST), upgrade.works(SECOND):
        await upgrade.current(FIRST)
        await upgrade.current(SECOND)
        second, first = await builds(client)

    assert {first.build, second.build} == {FIRST, SECOND}
    by_name = {one.build: one for one in (first, second)}
    assert by_name[SECOND].standing is Standing.CURRENT
    assert by_name[FIRST].standing is Standing.DRAINING
    assert (by_name[FIRST].pinned, by_name[FIRST].may_end) == (0, True)
    assert not by_name[SECOND].may_end


async def test_agreements_from_before_there_were_builds_are_counted_and_move(
    upgrade: Upgrade,
) -> None:
    async with working(upgrade.engine.client, upgrade.engine.memory, upgrade.engine):
        before = await upgrade.begun()
    while await unversioned(upgrade.engine.client) != 1:  # noqa: ASYNC110 - the server's
        await asyncio.sleep(0.05)

    async with upgrade.works(FIRST):
        await upgrade.current(FIRST)
        await moved(FIRST, before)

    assert await unversioned(upgrade.engine.client) == 0
