"""The log of a restored database brought back to what Temporal's histories remember of it."""

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from operator import attrgetter

from adapters.event_log import UNBORN, Head
from adapters.postgres import Pool
from adapters.restoring import NotRestorableError, head_behind, restore
from gateway.histories import Told


class Why(StrEnum):
    """Why a command that a history remembers cannot be put back."""

    NOT_PROVED = "not_proved"  # its hash is not what the log before it makes of it
    GAP = "gap"  # what stood before it is gone
    OTHERWISE = "otherwise"  # the log has gone on since it was restored


@dataclass(frozen=True, slots=True)
class Lost:
    """A command that was answered, and cannot be put back: its events, and why."""

    stream: str
    versions: tuple[int, int]
    events: tuple[str, ...]
    why: Why


@dataclass(slots=True)
class Plan:
    """What can be put back, in the order in which it was recorded; and what is lost."""

    back: list[Told] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    until: datetime | None = None  # the hour of the last that the histories remember

    @property
    def events(self) -> int:
        """How many events come back."""
        return sum(len(one.batch.records) for one in self.back)


def planned(told: Iterable[Told], heads: dict[str, Head]) -> Plan:
    """Follow each chain from its head in the log, command by command, as far as hashes prove it."""
    told = sorted(told, key=attrgetter("batch.stream_id"))
    plan = Plan(until=max((one.at for one in told), default=None))
    for stream, some in groupby(told, attrgetter("batch.stream_id")):
        _follow(plan, heads.get(stream, UNBORN), list(some))
    plan.back.sort(key=lambda one: (one.at, one.batch.stream_id, one.version))
    return plan


async def put_back(pool: Pool, plan: Plan) -> AsyncIterator[Told]:
    """Put back what was planned, each by itself; what the log refuses by now is lost instead.

    Raises DatabaseUnavailableError; run again, it goes on.
    """
    planned_back, plan.back = plan.back, []
    for one in planned_back:
        try:
            await restore(pool, one.batch, one.stored)
        except NotRestorableError:
            plan.lost.append(_lost(one, Why.OTHERWISE))
        else:
            plan.back.append(one)
            yield one


def _follow(plan: Plan, head: Head, told: Sequence[Told]) -> None:
    last: Head | None = head
    while last is not None:
        head, last = last, None
        for one in told:
            last = head_behind(head, one.batch, one.stored)
            if last is not None:
                plan.back.append(one)
                break
    behind = {one.version: one for one in told if one.version > head.version}
    for _, one in sorted(behind.items()):
        follows = one.batch.expected_version == head.version
        plan.lost.append(_lost(one, Why.NOT_PROVED if follows else Why.GAP))


def _lost(told: Told, why: Why) -> Lost:
    records = told.batch.records
    return Lost(
        stream=told.batch.stream_id,
        versions=(records[0].version, records[-1].version),
        events=tuple(one.event.type for one in records),
        why=why,
    )
