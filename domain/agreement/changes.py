"""Questions about the changes of an agreement: which is open, which follows which."""

from datetime import datetime

from domain.agreement.products import leaflet_at, product_of, schools_with
from domain.agreement.refusals import UnknownChangeError
from domain.agreement.state import Agreement, Change, ChangeStanding
from domain.leaflet.digest import LeafletDigest
from domain.leaflet.importance import JudgedItem
from domain.values import CORE

_HELD = (ChangeStanding.TOLD, ChangeStanding.APPROVED)


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


def pending_changes(state: Agreement, product: str, now: datetime) -> tuple[Change, ...]:
    """Return the pending changes of a product, in their order."""
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


def followers(state: Agreement, change: str, now: datetime) -> tuple[Change, ...]:
    """Return the pending changes that stand on a change, the ones behind them too."""
    found: tuple[Change, ...] = ()
    behind = {change}
    for known in state.changes:
        if known.follows in behind and is_pending(known, now):
            behind.add(known.id)
            found = (*found, known)
    return found


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


def important_services(items: tuple[JudgedItem, ...], *leaflets: LeafletDigest) -> tuple[str, ...]:
    """Return what the important items touch: an option, or CORE for everyone with the product.

    An item that names no service touches the product; a service that is core in any of the
    leaflets, before or after, touches everyone.
    """
    core = {one.id for leaflet in leaflets for one in leaflet.services if one.kind == "core"}
    named = {one for item in items if item.important for one in item.services or (CORE,)}
    return tuple(sorted({CORE if one in core else one for one in named}))
