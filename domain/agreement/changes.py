"""Questions about the changes of an agreement: which is open, which stands on which."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from domain.agreement.products import leaflet_at, product_of, schools_with
from domain.agreement.refusals import UnknownChangeError
from domain.agreement.state import Agreement, Change, ChangeStanding
from domain.leaflet.digest import LeafletDigest
from domain.leaflet.importance import JudgedItem
from domain.values import CORE

_HELD = (ChangeStanding.TOLD, ChangeStanding.APPROVED)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A change that is about to arrive here."""

    id: str
    independent_of: tuple[str, ...]


def change_of(state: Agreement, change: str) -> Change:
    """Return a change by its id. Raises UnknownChangeError."""
    for known in state.changes:
        if known.id == change:
            return known
    raise UnknownChangeError(change)


def is_undecided(change: Change) -> bool:
    """Asked, or told and still waiting for the one before it."""
    waits = change.standing is ChangeStanding.TOLD and change.in_force_from is None
    return change.standing is ChangeStanding.ASKED or waits


def is_pending(change: Change, now: datetime) -> bool:
    """Undecided, or decided and not yet in force: it can still fall or be withdrawn."""
    ahead = change.in_force_from is not None and change.in_force_from > now
    return is_undecided(change) or (change.standing in _HELD and ahead)


def is_in_force(change: Change, now: datetime) -> bool:
    """Its date has come, whatever came after it."""
    return change.in_force_from is not None and change.in_force_from <= now


def pending_changes(state: Agreement, product: str, now: datetime) -> tuple[Change, ...]:
    """Return the pending changes of a product, each behind those it stands on."""
    return tuple(
        change for change in state.changes if change.product == product and is_pending(change, now)
    )


def base_of(state: Agreement, product: str, now: datetime) -> LeafletDigest | None:
    """Return what a next change is compared with: the last pending leaflet, else what rules."""
    pending = pending_changes(state, product, now)
    if pending:
        return pending[-1].leaflet
    known = product_of(state, product)
    return leaflet_at(known, now) if known and known.standing == "in_force" else None


def independent(one: Change | Newcomer, other: Change | Newcomer) -> bool:
    """Tell whether neither of two changes stands on the other by itself."""
    return other.id in one.independent_of or one.id in other.independent_of


def behind(change: Change | Newcomer, earlier: Sequence[Change]) -> tuple[Change, ...]:
    """Return those of the earlier changes that it stands on, by way of others too."""
    found: list[Change] = []
    for one in reversed(earlier):
        if not all(independent(one, later) for later in (change, *found)):
            found.append(one)
    return tuple(reversed(found))


def stands_on(state: Agreement, change: Change, now: datetime) -> tuple[Change, ...]:
    """Return the pending changes without which it does not come about, in their order."""
    earlier = takewhile(lambda one: one.id != change.id, state.changes)
    same = (one for one in earlier if one.product == change.product and is_pending(one, now))
    return behind(change, tuple(same))


def followers(state: Agreement, change: str, now: datetime) -> tuple[Change, ...]:
    """Return the pending changes that stand on a change, the ones behind them too."""
    return tuple(
        known
        for known in state.changes
        if is_pending(known, now) and change in {one.id for one in stands_on(state, known, now)}
    )


def touches(
    state: Agreement, product: str, services: tuple[str, ...], at: datetime
) -> dict[str, tuple[str, ...]]:
    """Return which of the services this board has, and where: CORE, or a chosen option."""
    found = {
        service: schools_with(state, known, service, at)
        for known in state.products
        if known.id == product
        for service in services
    }
    return {service: schools for service, schools in found.items() if schools}


def opened(before: dict[str, tuple[str, ...]], after: dict[str, tuple[str, ...]]) -> bool:
    """Tell whether more is touched, at any school, than before."""
    return any(set(schools) - set(before.get(service, ())) for service, schools in after.items())


def important_services(items: Iterable[JudgedItem], *leaflets: LeafletDigest) -> tuple[str, ...]:
    """Return what the important items touch: an option, or CORE for everyone with the product.

    An item that names no service touches the product; a service that is core in any of the
    leaflets, before or after, touches everyone.
    """
    core = {one.id for leaflet in leaflets for one in leaflet.services if one.kind == "core"}
    named = {one for item in items if item.important for one in item.services or (CORE,)}
    return tuple(sorted({CORE if one in core else one for one in named}))
