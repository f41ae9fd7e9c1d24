"""Differences in who else receives data (5.3), and in what is decided by machine (GDPR 22)."""

import re
from collections.abc import Iterator

from domain.leaflet.comparing.extents import Place, extent, extents, stated_or_not
from domain.leaflet.comparing.subprocessor import both
from domain.leaflet.folding import name_key
from domain.leaflet.items import Effect, Item, changed, item
from domain.leaflet.leaflet import AutomatedDecision, Disclosure, Leaflet
from domain.leaflet.listing import parts
from domain.leaflet.rows import joined

_PEOPLE = re.compile(
    r"\b(?:teachers?|humans?|persons?|people|staff|parents?|leerkracht\w*|mens\w*|personeel)\b"
    r"|\b(?:confirm|review|decid|approv|check|overs|overr|appeal|object|explain|bevestig|beslis"
    r"|controle|nakijk|bezwaar|uitleg)\w*"
)


def disclosures(old: Leaflet, new: Leaflet) -> Iterator[Item]:
    """The recipient is the target."""
    if old.disclosures is None or new.disclosures is None:
        place = Place("disclosure", "disclosures")
        yield from stated_or_not(place, _recipients(old), _recipients(new))
        return
    before, after = _by_recipient(old.disclosures), _by_recipient(new.disclosures)
    for key, one in after.items():
        if key in before:
            yield from _same_recipient(before[key], one)
        else:
            yield item("disclosure", one.recipient, (None, _words(one)), Effect.NEW)
    for key, one in before.items():
        if key not in after:
            yield item("disclosure", one.recipient, (_words(one), None), Effect.REMOVED)


def _by_recipient(stated: tuple[Disclosure, ...]) -> dict[str, Disclosure]:
    """Return all that one recipient gets as one disclosure."""
    rows = joined(tuple(sorted(stated, key=repr)), lambda one: name_key(one.recipient)) or ()
    return {name_key(one.recipient): one for one in rows}


def _same_recipient(old: Disclosure, new: Disclosure) -> Iterator[Item]:
    if old.ground != new.ground:
        states = (old.ground, new.ground)
        yield changed(item("disclosure", new.recipient, states, Effect.GROUND))
    yield from map(changed, extent(Place("disclosure", new.recipient), old.data, new.data))


def _recipients(leaflet: Leaflet) -> tuple[str, ...] | None:
    stated = leaflet.disclosures
    return None if stated is None else tuple(one.recipient for one in stated)


def _words(one: Disclosure) -> str:
    return f"{one.recipient} ({one.ground})" if one.ground else one.recipient


def automated_decisions(old: Leaflet, new: Leaflet) -> Iterator[Item]:
    """What is decided is the target; a service that one is used for anew is a new one there."""
    before, after = old.automated_decisions, new.automated_decisions
    place = Place("automated_decision", "automated_decisions")
    decided = {one.what: one.services or () for one in (*(before or ()), *(after or ()))}
    for one in extents(place, _decided(before), _decided(after)):
        services = decided.get(str(one.after or one.before), ())
        effect = Effect.WEAKER if _overseen(one) else one.effect
        yield one.model_copy(update={"services": services, "effect": effect})
    uses = {one.what: one.services or () for one in before or ()}
    for decision in after or ():
        if decision.what in uses:
            yield from _used(decision, uses[decision.what])


def _overseen(one: Item) -> bool:
    """Say whether the decision stays, and the word goes that somebody looks at it (GDPR 22(3))."""
    lost = parts(str(one.before or "")) - parts(str(one.after or ""))
    return one.effect is Effect.NARROWER and any(map(_PEOPLE.search, lost))


def _used(decision: AutomatedDecision, before: tuple[str, ...]) -> Iterator[Item]:
    after = decision.services or ()
    if set(before) == set(after):
        return
    fewer = bool(after) and (not before or set(after) < set(before))
    effect = Effect.NARROWER if fewer else Effect.NEW
    states = (before or ("all services",), after or ("all services",))
    yield item("automated_decision", decision.what, states, effect, both(before, after))


def _decided(stated: tuple[AutomatedDecision, ...] | None) -> tuple[str, ...] | None:
    return None if stated is None else tuple(one.what for one in stated)
