"""A journey under keys: what Temporal keeps of it cannot be read, and can be told again."""

import base64
import json
import os
import re
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer

from adapters.codec import CodecKeyMissingError
from gateway.engine import converter, engine_client
from settings import Settings
from tests.journeys.histories import words
from tests.journeys.journey import Journey, begun
from tests.journeys.leaflets import ADVICE, NEW_PURPOSE
from tests.journeys.line import WORDS
from tests.journeys.running import Servers, turns_worker
from tests.journeys.said import opens
from tests.journeys.system import System
from workflows.ids import IntakeId
from workflows.plugin import AkkoordPlugin

KEYS = f"2026={base64.b64encode(os.urandom(32)).decode()}"
TEXT = " ".join((*WORDS.values(), ADVICE.text))


@pytest.fixture
async def hidden(
    system: System, journey_settings: Settings, servers: Servers
) -> AsyncIterator[Journey]:
    """Begin with a worker and a gateway that have keys."""
    settings = replace(journey_settings, turns_queue="journeys-hidden", codec_keys=KEYS)
    client = await engine_client(settings, servers.temporal)
    gateway = replace(system.gateway, client=client, turns_queue=settings.turns_queue)
    journey = await begun(replace(system, client=client, gateway=gateway))
    async with await turns_worker(servers.temporal, settings, system.pool):
        yield journey
        await journey.line.stopped(journey.system)


async def a_life(journey: Journey) -> None:
    """From the offer, over a change, to the last certificate."""
    await journey.active()
    await journey.announced()
    await journey.approved()
    assert opens(await journey.gate(), NEW_PURPOSE)
    ending = await journey.ended()
    await journey.settled(ending)
    await journey.certified(ending)
    assert await journey.outcome() == "COMPLETED"


async def histories(journey: Journey) -> list[WorkflowHistory]:
    """What Temporal keeps of the agreement, the product and the supplier's door."""
    places = (journey.place, journey.line.place, IntakeId(journey.line.supplier))
    client = journey.system.client
    return [await client.get_workflow_handle(str(one)).fetch_history() for one in places]


def kept_of(history: WorkflowHistory) -> str:
    """A history as Temporal keeps it."""
    kept = b"".join(event.SerializeToString() for event in history.events)
    return kept.decode(errors="replace")


def readable(kept: str) -> set[str]:
    """The longer words of the change that anyone can read in what is kept."""
    return {word for word in re.findall(r"\w{5,}", TEXT.lower()) if word in kept.lower()}


async def test_no_word_of_a_change_can_be_read_in_what_temporal_keeps(hidden: Journey) -> None:
    await a_life(hidden)

    kept = await histories(hidden)

    assert [readable(kept_of(one)) for one in kept] == [set(), set(), set()]
    assert not any("binary/zlib" in kept_of(one) for one in kept)
    replayer = Replayer(workflows=[], plugins=[AkkoordPlugin()], data_converter=converter(KEYS))
    for one in kept:
        await replayer.replay_workflow(one)
    blind = Replayer(workflows=[], plugins=[AkkoordPlugin()], data_converter=converter())
    with pytest.raises(Exception, match=CodecKeyMissingError.__name__):
        await blind.replay_workflow(kept[0])


async def test_without_keys_the_words_of_a_change_can_be_read(journey: Journey) -> None:
    await a_life(journey)

    kept = [json.loads(one.to_json()) for one in await histories(journey)]

    assert {"advies", "antwoorden", "learn"} <= readable("\n".join(words(kept)))
