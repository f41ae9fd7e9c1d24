"""Checks on endings: the chain of proof, and what keeps it open."""

from collections.abc import Callable, Iterator

from cli.demonstration.observation import Observation
from domain.agreement.endings import kept_by_law, parts_of
from domain.agreement.events.endings import (
    DestructionCertified,
    EndingOpened,
    EndingScope,
    ReturnSettled,
)
from domain.agreement.permits import Allowed, permits
from domain.agreement.state import Agreement, Ending, Phase
from domain.values import CORE

CLOSED_AT_LEAST = 2


def proof(seen: Observation) -> tuple[str, ...]:
    """Each closed agreement has a certificate of every part that a leaflet ever named there."""
    closed = [agreement for agreement in seen.ends if seen.state(agreement).phase is Phase.CLOSED]
    problems = [problem for agreement in closed for problem in _unproven(seen, agreement)]
    if len(closed) < CLOSED_AT_LEAST:
        problems.append(f"{len(closed)} agreements were closed, not {CLOSED_AT_LEAST} or more")
    if not any(_removed_before(seen, agreement) for agreement in closed):
        problems.append("no sub-processor that was removed before gave its proof")
    return tuple(problems)


def _unproven(seen: Observation, agreement: str) -> Iterator[str]:
    certified = {
        (event.ending, event.part)
        for stream, event in seen.events(DestructionCertified)
        if stream == agreement and event.final
    }
    for ending, part in _owed(seen, agreement):
        if (ending, part) not in certified:
            yield f"{agreement} closed without the certificate of {part}"


def _owed(seen: Observation, agreement: str) -> Iterator[tuple[str, str]]:
    """Every part that the leaflets ask, and every part that the ending names."""
    state = seen.state(agreement)
    for record in seen.of(agreement):
        if isinstance(record.event, EndingOpened):
            ever = parts_of(state, record.event.scope, record.provenance.occurred_at)
            for part in {*record.event.parts, *ever}:
                yield record.event.ending, part


def _removed_before(seen: Observation, agreement: str) -> set[str]:
    """The sub-processors of the first leaflet that the last one in force does not name."""
    state = seen.state(agreement)
    return {
        processor.name
        for product in state.products
        if product.schedule
        for processor in product.schedule[0].leaflet.subprocessors
        if processor not in product.schedule[-1].leaflet.subprocessors
    }


def return_first(seen: Observation) -> tuple[str, ...]:
    """No certificate stands before the return of its ending is settled."""
    problems = []
    settled: set[tuple[str, str]] = set()
    for record in seen.records:
        event = record.event
        if isinstance(event, ReturnSettled):
            settled.add((record.stream_id, event.ending))
        early = (record.stream_id, getattr(event, "ending", None)) not in settled
        if isinstance(event, DestructionCertified) and early:
            problems.append(f"{event.part} was destroyed before the return was settled")
    return tuple(problems) if settled else ("no return was settled",)


def open_endings(seen: Observation) -> tuple[str, ...]:
    """One ending shows missing proof, one what a law keeps; both agreements are still ending."""
    missing = _with(seen, lambda ending: ending.proof_missing)
    kept = _with(seen, lambda ending: bool(kept_by_law(ending)))
    problems = []
    if not missing:
        problems.append("no ending shows missing proof")
    if not kept:
        problems.append("no ending shows what a law keeps")
    closed = [one.id for one in (*missing, *kept) if one.phase is not Phase.ENDING]
    return (*problems, *(f"{agreement} does not stay ending" for agreement in closed))


def _with(seen: Observation, holds: Callable[[Ending], bool]) -> list[Agreement]:
    states = [seen.state(agreement) for agreement in seen.ends]
    return [state for state in states if any(holds(ending) for ending in state.endings)]


def partial(seen: Observation) -> tuple[str, ...]:
    """A withdrawn option closed the gate of its school and opened an ending of that alone."""
    opened = [
        (record, record.event.scope)
        for record in seen.records
        if isinstance(record.event, EndingOpened) and record.event.scope.service
    ]
    problems = [
        problem for record, scope in opened for problem in _elsewhere(seen, record.stream_id, scope)
    ]
    return tuple(problems) if opened else ("no option was withdrawn",)


def _elsewhere(seen: Observation, agreement: str, scope: EndingScope) -> Iterator[str]:
    state, at = seen.state(agreement), seen.records[-1].provenance.occurred_at
    school, product, service = scope.school or "", scope.product or "", scope.service or ""
    if isinstance(permits(state, school, product, service, at), Allowed):
        yield f"{service} is still open at {school}"
    if not isinstance(permits(state, school, product, CORE, at), Allowed):
        yield f"{product} itself was closed at {school}"
    if not any(
        isinstance(permits(state, other, product, service, at), Allowed) for other in state.schools
    ):
        yield f"{service} was closed everywhere"
