"""What is counted is counted once, however often a history is replayed."""

from dataclasses import dataclass, field

from temporalio.worker import Worker

import worker
from adapters.local.places import places
from adapters.seal import load_key_ring
from domain.agreement.commands import Choose
from domain.agreement.refusals import MandateMissingError
from domain.agreement.terms import DEMONSTRATION
from domain.post import Delivered
from domain.records import Append
from gateway.engine import engine_client
from settings import Settings
from tests.journeys.clocks import calm
from tests.journeys.journey import begun
from tests.journeys.running import Servers, worker_settings
from tests.journeys.said import chosen
from tests.journeys.system import System
from tests.journeys.test_killed import own_servers, own_system
from workflows.plugin import AkkoordPlugin

__all__ = ["own_servers", "own_system"]  # fixtures


@dataclass
class Counted:
    """Keeps what it is told."""

    commands: list[str] = field(default_factory=list)
    refusals: list[tuple[str, str]] = field(default_factory=list)
    appends: list[tuple[str, ...]] = field(default_factory=list)

    def accepted(self, kind: str) -> None:
        self.commands.append(kind)

    def refused(self, kind: str, refusal: str) -> None:
        self.refusals.append((kind, refusal))

    def appended(self, batch: Append, seconds: float) -> None:
        assert seconds > 0
        self.appends.append(tuple(record.event.type for record in batch.records))

    def delivered(self, delivered: Delivered) -> None:
        """No letter is delivered here."""


def plugin(settings: Settings, system: System, counted: Counted) -> AkkoordPlugin:
    keys = load_key_ring(settings.seal_public_keys, settings.seal_directory)
    means = worker.Means(system.pool, keys, system.client)
    return AkkoordPlugin(keys, worker.duties(settings, places(settings), means), counted)


async def test_a_history_that_is_replayed_at_every_step_is_counted_once(
    settings: Settings, own_servers: Servers, own_system: System
) -> None:
    counted = Counted()
    ours = worker_settings(settings, own_servers, "demonstration")
    client = await engine_client(ours, own_servers.temporal, plugin(ours, own_system, counted))
    journey = await begun(own_system)
    journey.calm = calm(DEMONSTRATION)
    async with Worker(client, task_queue=ours.turns_queue, max_cached_workflows=0):
        await journey.offered()
        await journey.refuses(MandateMissingError, Choose(choices=(chosen(),)), journey.teacher)
        await journey.chose()
        await journey.signed()

    assert counted.commands == ["offer", "choose", "sign", "sign"]
    assert counted.refusals == [("choose", "MandateMissingError")]
    assert counted.appends[0] == ("agreement.offered",)
