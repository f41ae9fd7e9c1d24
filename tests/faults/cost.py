"""`python -m tests.faults.cost`: what giving up dead workers soon costs one under load."""

import asyncio
import itertools
import statistics
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from temporalio.api.enums.v1 import EventType, TimeoutType

from adapters.leaving import leave
from settings import Settings, read_settings
from tests.faults.clients import Client, clients
from tests.faults.clocks import short_clocks
from tests.faults.ledger import quantile
from tests.faults.repeats import choice
from tests.faults.site import site
from tests.faults.witnesses import runs

PEOPLE, SECONDS = 24, 10.0
PAIRS = (("1", "10"), ("10", "1"), ("1", "10"))


@dataclass(frozen=True, slots=True)
class Measured:
    """Commands a second, the wait for an answer, and the tasks that were given up in vain.

    `left` were too long in the queue of a worker that lives, `begun` too long in its hands.
    """

    rate: float
    p50: float
    p99: float
    left: int
    begun: int


async def under_load(given_up_after: str, settings: Settings) -> Measured:
    """Have many ask as fast as they are answered, of a worker that nothing happens to."""
    with tempfile.TemporaryDirectory(prefix="akkoord-cost-", ignore_cleanup_errors=True) as folder:
        async with site(settings, Path(folder)) as place:
            people = await clients(place.office, PEOPLE)
            async with place.worker(AKKOORD_GIVEN_UP_AFTER=given_up_after):
                await asyncio.gather(*(one.proposed() for one in people))
                end = time.monotonic() + SECONDS
                waits = [
                    wait
                    for found in await asyncio.gather(*(_asks(one, end) for one in people))
                    for wait in found
                ]
                given_up = Counter(
                    event.workflow_task_timed_out_event_attributes.timeout_type
                    for run in await runs(place.office.client)
                    for event in run.history.events
                    if event.event_type == EventType.EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT
                )
    return Measured(
        len(waits) / SECONDS,
        quantile(waits, 0.5),
        quantile(waits, 0.99),
        given_up[TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START],
        given_up[TimeoutType.TIMEOUT_TYPE_START_TO_CLOSE],
    )


async def _asks(one: Client, end: float) -> list[float]:
    waits: list[float] = []
    for number in itertools.count():
        begun = time.monotonic()
        if begun >= end:
            return waits
        await one.ask(choice(number))
        waits.append(time.monotonic() - begun)
    return waits


async def compared(settings: Settings) -> list[str]:
    """Measure in turns, so that the machine's own moods fall on both."""
    found: dict[str, list[Measured]] = {"1": [], "10": []}
    lines = []
    for after in itertools.chain.from_iterable(PAIRS):
        measured = await under_load(after, settings)
        found[after].append(measured)
        lines.append(
            f"{after:>2} s: {measured.rate:.0f} commands/s, p50 {measured.p50 * 1000:.0f} ms,"
            f" p99 {measured.p99 * 1000:.0f} ms, tasks left {measured.left}, begun {measured.begun}"
        )
    ratios = [soon.rate / late.rate for soon, late in zip(found["1"], found["10"], strict=True)]
    least, most = min(ratios), max(ratios)
    return [*lines, f"1 s / 10 s: {statistics.median(ratios):.2f} ({least:.2f}-{most:.2f})"]


if __name__ == "__main__":
    with short_clocks():
        told = asyncio.run(compared(read_settings()))
    sys.stdout.write("\n".join(told) + "\n")
    leave(0)
