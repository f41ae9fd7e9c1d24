"""The gate from the log alone: the answer at an instant, since when, and what opened it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from itertools import groupby
from typing import NamedTuple

from domain.agreement.evolve import fold
from domain.agreement.gate_grounds import deciding, grounds
from domain.agreement.permits import permits
from domain.agreement.products import product_of
from domain.agreement.state import Agreement
from domain.agreement.verdicts import Allowed, Denied, Window
from domain.records import EventRecord


class Question(NamedTuple):
    """What the gate is asked; `service` is an id of the leaflet, or `core` for the product."""

    school: str
    product: str
    service: str


@dataclass(frozen=True, slots=True)
class Moment:
    """The instant of a command, and the state behind it."""

    at: datetime
    state: Agreement


@dataclass(frozen=True, slots=True)
class History:
    """One agreement up to an instant; its moments begin with the state before birth."""

    records: tuple[EventRecord, ...]
    moments: tuple[Moment, ...]


def history(unborn: Agreement, records: Iterable[EventRecord]) -> History:
    """Fold the records of one stream, one at least, from its birth on."""
    kept = tuple(records)
    moments = [Moment(kept[0].provenance.occurred_at, unborn)]
    for _, command in groupby(kept, key=lambda record: record.provenance.command_id):
        together = tuple(command)
        state = reduce(fold, together, moments[-1].state)
        moments.append(Moment(together[-1].provenance.occurred_at, state))
    return History(kept, tuple(moments))


def judged(past: History, question: Question, at: datetime) -> Allowed | Denied:
    """Answer for an instant, which may lie behind what is known: then by what was scheduled."""
    answer = _permitted(past.moments[-1], question, at)
    if isinstance(answer, Denied):
        return answer
    since = _since(past.moments, question, answer, at)
    return replace(answer, since=since, deciding=_deciding(past, question, answer, since))


def _permitted(moment: Moment, question: Question, at: datetime) -> Allowed | Denied:
    return permits(moment.state, *question, at)


def _since(
    moments: tuple[Moment, ...], question: Question, answer: Allowed, at: datetime
) -> datetime:
    """Go back while every command found the same answer at its own instant.

    What one command closes and another opens again in one instant is an interruption all the same.
    """
    index = len(moments) - 1
    while (began := _began(moments[index].state, question.product, at)) <= moments[index].at:
        at = moments[index].at
        if _permitted(moments[index - 1], question, at) != answer:
            return at
        index -= 1
    return began


def _began(state: Agreement, product: str, at: datetime) -> datetime:
    """Return when the leaflet that rules at an instant began to, by the schedule of the state."""
    known = product_of(state, product)
    schedule = known.schedule if known else ()
    return max(entry.since for entry in schedule if entry.since <= at)


def _deciding(
    past: History, question: Question, answer: Allowed, since: datetime
) -> tuple[str, ...]:
    records = [one for one in past.records if one.provenance.occurred_at <= since]
    state = [moment.state for moment in past.moments if moment.at <= since][-1]
    window = Window(*question, answer.leaflet, since, None)
    return event_ids(answer.agreement, deciding(grounds(records), state, window))


def event_ids(stream_id: str, versions: Iterable[int]) -> tuple[str, ...]:
    """Return the ids of events, which follow from their places."""
    return tuple([f"{stream_id}#{version}" for version in versions])
