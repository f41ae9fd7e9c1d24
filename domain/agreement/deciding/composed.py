"""Deciding on leaflets that are composed here: whether they can stand, and what they bring."""

from datetime import datetime

from domain.agreement.changes import change_of, opened, pending_changes
from domain.agreement.composing import Step
from domain.agreement.deciding.asking import proposal, told_from, touched_by
from domain.agreement.deciding.facts import FactsNotGatheredError, unusable_names
from domain.agreement.deciding.judging import Between, judged
from domain.agreement.deciding.offer import terms_of
from domain.agreement.events import Events
from domain.agreement.events.changes import ChangeComposed, ChangeScheduled
from domain.agreement.evolve import evolved
from domain.agreement.gathering import Composed, Composition, Gathered
from domain.agreement.products import product_of
from domain.agreement.state import Agreement, Change, ChangeStanding


def between(facts: Gathered | None, wanted: Composition) -> Between | None:
    """Return what came of a composition; None where the leaflet cannot stand by itself."""
    found = _gathered(facts, wanted)
    if found.base is None or found.leaflet is None:
        return None
    digest = found.leaflet.digest
    if found.leaflet.missing or unusable_names(digest):
        return None
    return Between(found.base, digest, found.items)


def _gathered(facts: Gathered | None, wanted: Composition) -> Composed:
    for one in facts.compositions if facts else ():
        if one.of == wanted:
            return one
    raise FactsNotGatheredError(wanted.new)


def hashes_here(
    state: Agreement, product: str, now: datetime, besides: frozenset[str] = frozenset()
) -> frozenset[str]:
    """Return the leaflets that ruled here or are pending: each of them rules once."""
    known = product_of(state, product)
    ruled = {entry.leaflet.hash for entry in known.schedule} if known else set()
    pending = (one for one in pending_changes(state, product, now) if one.id not in besides)
    return frozenset(ruled).union(*({one.leaflet.hash, one.published} for one in pending))


def standing_ill(
    facts: Gathered | None, steps: tuple[Step, ...], taken: frozenset[str]
) -> tuple[str, ...]:
    """Return the changes that would have no leaflet of their own on the new one."""
    found: tuple[str, ...] = ()
    for step in steps:
        if step.composition is None:
            continue
        made = between(facts, step.composition)
        if made is None or made.leaflet.hash in taken:
            found = (*found, step.change)
        else:
            taken |= {made.leaflet.hash}
    return found


def moved(
    state: Agreement, steps: tuple[Step, ...], facts: Gathered | None, now: datetime
) -> Events:
    """Put waiting changes where they stand now, and date those that waited for nothing else."""
    events: Events = ()
    for step in steps:
        composed = _composed(state, step, facts, now)
        after = evolved(state, composed, now)
        followed = _asked_or_dated(state, after, step.change, now)
        events, state = (*events, *composed, *followed), evolved(after, followed, now)
    return events


def _composed(
    state: Agreement, step: Step, facts: Gathered | None, now: datetime
) -> tuple[ChangeComposed, ...]:
    made = between(facts, step.composition) if step.composition else None
    if made is None:
        return ()
    change = change_of(state, step.change)
    found = judged(made, change.label)
    notice = terms_of(state).subprocessor_notice.after(now) if found.takes_notice else None
    event = ChangeComposed(
        change=change.id,
        leaflet=made.leaflet,
        base=made.base.hash,
        follows=step.follows,
        independent_of=step.independent_of,
        items=found.items,
        important_for=found.important_for,
        notice_until=change.notice_until or notice,
        other_party=found.other_party,
    )
    return (event,) if _moves(change, event) else ()


def _moves(change: Change, event: ChangeComposed) -> bool:
    stood = change.base, change.leaflet.hash, change.independent_of
    return stood != (event.base, event.leaflet.hash, event.independent_of)


def _asked_or_dated(before: Agreement, after: Agreement, change: str, now: datetime) -> Events:
    was, known = change_of(before, change), change_of(after, change)
    told = known.standing is ChangeStanding.TOLD
    if opened(touched_by(before, was, now), touched_by(after, known, now)) or (
        told and known.other_party
    ):
        return (proposal(after, known, now),)
    since = told_from(after, known, now) if told else None
    return () if since is None else (ChangeScheduled(change=change, in_force_from=since),)
