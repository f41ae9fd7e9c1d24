"""What stays open after a core service was refused: shown, and moved by no clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.agreement.changes import is_in_force
from domain.agreement.products import product_of
from domain.agreement.state import Agreement, Change, ChangeStanding, Phase
from domain.values import CORE


class WayOut(StrEnum):
    """What closes an open point."""

    OTHER_LEAFLET = "other_leaflet"  # the supplier offers another one, and it comes into force
    END_AGREEMENT = "end_agreement"  # one of the parties ends the agreement


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A change of a core service that the board rejected: the old leaflet rules on."""

    change: str
    product: str
    since: datetime
    ways_out: tuple[WayOut, ...] = tuple(WayOut)


def open_points(state: Agreement, now: datetime) -> tuple[OpenPoint, ...]:
    """Return them, in the order of the refusals; `now` says what came into force meanwhile."""
    if state.phase is not Phase.ACTIVE:
        return ()
    return tuple(sorted(_open_points(state, now), key=lambda one: (one.since, one.change)))


def _open_points(state: Agreement, now: datetime) -> Iterator[OpenPoint]:
    for change in state.changes:
        if change.standing is not ChangeStanding.REJECTED or CORE not in change.important_for:
            continue
        since = change.refused_at
        if since is None or not _is_the_same_still(state, change.product, since):
            continue
        if not any(_answers(later, change, since, now) for later in state.changes):
            yield OpenPoint(change.id, change.product, since)


def _is_the_same_still(state: Agreement, product: str, since: datetime) -> bool:
    """A product that was dropped, and came back, begins anew."""
    known = product_of(state, product)
    return (
        known is not None
        and known.standing == "in_force"
        and any(entry.since <= since for entry in known.schedule)
    )


def _answers(later: Change, refused: Change, since: datetime, now: datetime) -> bool:
    """Only what arrived after the refusal takes it up: a part beside it was another matter."""
    came = later.received_at is not None and later.received_at >= since
    return came and later.product == refused.product and is_in_force(later, now)
