"""Deciding how a change arrives: beside what waits here, or behind it; then asked or told."""

from dataclasses import dataclass
from datetime import datetime

from domain.agreement.arriving import Way, ways
from domain.agreement.changes import base_of
from domain.agreement.commands import ReceiveChange
from domain.agreement.deciding.asking import asked_or_told
from domain.agreement.deciding.composed import between, hashes_here, moved, standing_ill
from domain.agreement.deciding.facts import FactsNotGatheredError
from domain.agreement.deciding.judging import Between, judged, refused_before
from domain.agreement.deciding.offer import terms_of
from domain.agreement.events import Events
from domain.agreement.events.changes import ChangeProposed, ChangeReceived, ChangeTold
from domain.agreement.evolve import evolved
from domain.agreement.gathering import Gathered
from domain.agreement.state import Agreement, Phase, Product
from domain.leaflet.digest import LeafletDigest


@dataclass(frozen=True, slots=True)
class Arrival:
    """What was announced, its leaflet, and the lapsed change that it offers again, if it does."""

    command: ReceiveChange
    product: Product
    leaflet: LeafletDigest
    reoffers: str | None = None


def arrived(state: Agreement, arrival: Arrival, facts: Gathered, now: datetime) -> Events:
    """Put it on record, and ask the board or tell it."""
    known = hashes_here(state, arrival.product.id, now)
    if state.phase is Phase.ENDING or arrival.leaflet.hash in known:
        return _noted(state, arrival, facts, now)
    way, made = _way(state, arrival, facts, now)
    received = _received(state, arrival, (way, made), now)
    state = evolved(state, (received,), now)
    answer = asked_or_told(state, received.change, now)
    steps = way.steps if _is_dated(answer) else ()
    return (received, answer, *moved(evolved(state, (answer,), now), steps, facts, now))


def _noted(state: Agreement, arrival: Arrival, facts: Gathered, now: datetime) -> Events:
    """Tell the board and move nothing: what is known here, or comes when the agreement ends."""
    made = _compared(state, arrival, facts, now)
    ends = state.phase is Phase.ENDING
    told = ChangeTold.model_validate(
        {
            "change": arrival.command.change,
            "reason": "agreement_ends" if ends else "known_here",
            "in_force_from": None,
        }
    )
    return (_received(state, arrival, (Way(None), made), now), told)


def _way(state: Agreement, arrival: Arrival, facts: Gathered, now: datetime) -> tuple[Way, Between]:
    """Return the first way that is open: where two touch the same item, one follows the other."""
    product = arrival.product.id
    here = hashes_here(state, product, now)

    def made_by(way: Way) -> Between | None:
        if way.composition is None:
            return _compared(state, arrival, facts, now)
        made = between(facts, way.composition)
        if made is None or made.leaflet.hash in here:
            return None
        besides = frozenset(step.change for step in way.steps)
        taken = hashes_here(state, product, now, besides) | {made.leaflet.hash}
        return None if standing_ill(facts, way.steps, taken) else made

    open_to_it = ((way, made_by(way)) for way in ways(state, arrival.command, arrival.product, now))
    return next((way, made) for way, made in open_to_it if made is not None)


def _compared(state: Agreement, arrival: Arrival, facts: Gathered, now: datetime) -> Between:
    """Its leaflet as published, against the last one pending or else what rules."""
    base = base_of(state, arrival.product.id, now)
    if base is None or facts.compared_from != base.hash:
        raise FactsNotGatheredError(arrival.product.id)
    return Between(base, arrival.leaflet, facts.items)


def _received(
    state: Agreement, arrival: Arrival, found: tuple[Way, Between], now: datetime
) -> ChangeReceived:
    (way, made), command = found, arrival.command
    judgement = judged(made, command.label)
    notice = terms_of(state).subprocessor_notice
    composed = made.leaflet.hash != arrival.leaflet.hash
    return ChangeReceived(
        change=command.change,
        product=made.leaflet.product,
        base=made.base.hash,
        leaflet=made.leaflet,
        items=judgement.items,
        important_for=judgement.important_for,
        follows=way.follows,
        announced_from=command.announced_from,
        notice_until=notice.after(now) if judgement.takes_notice else None,
        other_party=judgement.other_party,
        published=arrival.leaflet.hash if composed else None,
        predecessor=command.predecessor,
        independent_of=way.independent_of,
        label=command.label,
        wish=command.wish,
        consequences=command.consequences,
        announcement=command.announcement,
        reoffers=arrival.reoffers,
        refused_before=refused_before(state.changes, made.leaflet.product, judgement.items),
    )


def _is_dated(answer: ChangeProposed | ChangeTold) -> bool:
    return isinstance(answer, ChangeTold) and answer.in_force_from is not None
