"""Checks on proposals, choices and signatures."""

from collections.abc import Iterator
from datetime import timedelta

from cli.demonstration.observation import Observation
from cli.demonstration.stage import Attempt
from domain.agreement.choices import is_yes
from domain.agreement.events.offering import (
    AgreementActivated,
    AgreementSigned,
    OfferLapsed,
    OfferRefused,
    OfferWithdrawn,
)
from domain.agreement.permits import Allowed, permits
from domain.agreement.products import leaflet_at
from domain.values import CORE, Side

MOMENT = timedelta(microseconds=1)


def ends(seen: Observation) -> tuple[str, ...]:
    """Every story came to its end, and every agreement stands where its story leaves it."""
    stands = {agreement: seen.state(agreement).phase.value for agreement in seen.ends}
    return seen.stuck + tuple(
        f"{agreement} is {stands[agreement]}, not {expected}"
        for agreement, expected in seen.ends.items()
        if stands[agreement] != expected
    )


def refusals(seen: Observation) -> tuple[str, ...]:
    """Every attempt was refused by its name, and left nothing in the log."""
    wrong = tuple(
        f"{one.command} by {one.person}: {one.got or 'accepted'}, not {one.expected}"
        for one in seen.attempts
        if one.got != one.expected
    )
    traces = tuple(
        f"{one.command} by {one.person} was refused and yet moved {one.agreement}"
        for one in seen.attempts
        if one.got is not None and _left_a_trace(seen, one)
    )
    return (*wrong, *traces) if seen.attempts else ("nothing was attempted",)


def _left_a_trace(seen: Observation, tried: Attempt) -> bool:
    """Whether an event of this person came meanwhile; the clock and the engine go on."""
    behind = seen.of(tried.agreement)[tried.version_before : tried.version_after]
    return any(record.provenance.actor == f"person:{tried.person}" for record in behind)


def signatures(seen: Observation) -> tuple[str, ...]:
    """Each activation stands behind two signatures under its hash, and the gate opens with it."""
    activated = [record for record in seen.records if isinstance(record.event, AgreementActivated)]
    problems = [problem for record in activated for problem in _unsigned(seen, record.stream_id)]
    return tuple(problems) if activated else ("nothing was activated",)


def _unsigned(seen: Observation, agreement: str) -> Iterator[str]:
    signed: dict[Side, str] = {}
    for record in seen.of(agreement):
        event = record.event
        if isinstance(event, AgreementSigned):
            signed[event.side] = event.hash
        if isinstance(event, AgreementActivated) and signed != dict.fromkeys(Side, event.hash):
            yield f"{agreement} was activated without two signatures under its hash"
    if _is_open(seen, agreement, before=MOMENT):
        yield f"{agreement} was open before both had signed"
    if not _is_open(seen, agreement):
        yield f"{agreement} was closed although both had signed"


def _is_open(seen: Observation, agreement: str, before: timedelta = timedelta()) -> bool:
    """Whether anything was open at the activation, or just before it."""
    whole = seen.state(agreement)
    if whole.activated_at is None:
        return False
    at = whole.activated_at - before
    state = seen.state(agreement, at)
    return any(
        isinstance(permits(state, school, product.id, CORE, at), Allowed)
        for school in state.schools
        for product in state.products
    )


def came_to_nothing(seen: Observation) -> tuple[str, ...]:
    """Each of the three ways in which an offer ends is there, and nothing came of it."""
    missing = tuple(
        f"no {kind.model_fields['type'].default}"
        for kind in (OfferRefused, OfferWithdrawn, OfferLapsed)
        if not any(seen.events(kind))
    )
    gone = {agreement for agreement, _ in seen.events(OfferRefused, OfferWithdrawn, OfferLapsed)}
    signed = {agreement for agreement, _ in seen.events(AgreementActivated)}
    return (*missing, *(f"{agreement} was activated all the same" for agreement in gone & signed))


def options(seen: Observation) -> tuple[str, ...]:
    """In every active agreement an optional service is open exactly where it was chosen."""
    found = [pair for agreement in seen.ends for pair in _options(seen, agreement)]
    if not any(chosen for _, chosen, _ in found) or all(chosen for _, chosen, _ in found):
        return ("no option was chosen for some schools only",)
    return tuple(
        f"{key} is {'open' if is_open else 'closed'}"
        for key, chosen, is_open in found
        if chosen != is_open
    )


def _options(seen: Observation, agreement: str) -> Iterator[tuple[str, bool, bool]]:
    state = seen.state(agreement)
    at = max(record.provenance.occurred_at for record in seen.records)
    for product in state.products if state.phase == "active" else ():
        leaflet = leaflet_at(product, at)
        for service in leaflet.services if leaflet else ():
            for school in state.schools if service.kind == "optional" else ():
                key = (school, product.id, service.id)
                answer = permits(state, *key, at)
                chosen = is_yes(state.choices, key)
                yield f"{agreement} {' '.join(key)}", chosen, isinstance(answer, Allowed)
