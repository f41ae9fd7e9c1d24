"""The ways in which a change that arrives can stand beside or behind those that wait here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from domain.agreement.changes import Newcomer, behind, is_undecided, pending_changes
from domain.agreement.commands import ReceiveChange
from domain.agreement.composing import Made, Step, holding, steps_on
from domain.agreement.gathering import Composition, Difference
from domain.agreement.products import leaflet_shown
from domain.agreement.state import Agreement, Change, Product


@dataclass(frozen=True, slots=True)
class Way:
    """What it would follow and be made of; `steps` is how others stand once it has its date."""

    follows: str | None
    independent_of: tuple[str, ...] = ()
    composition: Composition | None = None  # None: as published, on the last one pending
    steps: tuple[Step, ...] = ()

    @property
    def compositions(self) -> tuple[Composition, ...]:
        """All that must be gathered to know whether it can go this way."""
        found = (self.composition, *(step.composition for step in self.steps))
        return tuple(one for one in found if one is not None)


def ways(
    state: Agreement, command: ReceiveChange, product: Product, now: datetime
) -> tuple[Way, ...]:
    """Return the ways, the best first; the last one is always open."""
    pending = pending_changes(state, product.id, now)
    ruling = Made(leaflet_shown(product, now).hash)
    held = holding(ruling, pending, _made(pending))
    last = pending[-1].id if pending else None
    exact = (Way(last, (), held.and_then(None, command.leaflet)),) if held.after else ()
    return (*_beside(command, pending, ruling), *exact, Way(last))


def _beside(command: ReceiveChange, pending: tuple[Change, ...], ruling: Made) -> Iterator[Way]:
    """Declared independent of what waits here, it brings what it changes of its predecessor."""
    if command.predecessor is None or not command.independent_of:
        return
    waiting = tuple(one for one in pending if is_undecided(one))
    apart = tuple(one.id for one in waiting if one.id in command.independent_of)
    newcomer = Newcomer(command.change, apart)
    below = behind(newcomer, pending)
    base = holding(ruling, below, _made(below))
    free = tuple(one for one in waiting if one not in below)
    brings = Difference(old=command.predecessor, new=command.leaflet)
    as_published = base == Made(brings.old)
    if as_published and not free:
        return
    made = Made(brings.new) if as_published else base.plus(brings)
    yield Way(
        follows=below[-1].id if below else None,
        independent_of=tuple(one.id for one in free),
        composition=base.and_then(None if as_published else brings.old, brings.new),
        steps=steps_on(newcomer, made, free),
    )


def _made(changes: tuple[Change, ...]) -> dict[str, Made]:
    return {one.id: Made(one.leaflet.hash) for one in changes}
