"""What leaflets are made of where changes wait that do not stand on each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.agreement.changes import Newcomer, behind, independent, is_undecided, pending_changes
from domain.agreement.gathering import Composition, Difference
from domain.agreement.state import Agreement, Change, ChangeStanding


@dataclass(frozen=True, slots=True)
class Made:
    """A leaflet: a stored one, and the differences applied to it."""

    onto: str
    after: tuple[Difference, ...] = ()

    def plus(self, difference: Difference) -> "Made":
        """Apply one more."""
        return Made(self.onto, (*self.after, difference))

    def and_then(self, old: str | None, new: str) -> Composition:
        """Name what is to be composed on it."""
        return Composition(onto=self.onto, after=self.after, old=old, new=new)


@dataclass(frozen=True, slots=True)
class Step:
    """How a waiting change stands once another has its date."""

    change: str
    follows: str
    independent_of: tuple[str, ...]
    composition: Composition | None  # None: it stands as it stood


def holding(top: Made, changes: Sequence[Change], made: Mapping[str, Made]) -> Made:
    """Return the leaflet that holds all of these changes, in their order."""
    held = top
    for index, change in enumerate(changes):
        stands_on_all = len(behind(change, changes[:index])) == index
        held = made[change.id] if stands_on_all else held.plus(_difference(change))
    return held


def steps_after(state: Agreement, change: Change, now: datetime) -> tuple[Step, ...]:
    """Return how those that wait beside or behind a change stand once it has its date."""
    pending = pending_changes(state, change.product, now)
    waiting = tuple(one for one in pending if is_undecided(one) and one.id != change.id)
    return steps_on(change, Made(change.leaflet.hash), waiting)


def steps_on(top: Change | Newcomer, made: Made, waiting: tuple[Change, ...]) -> tuple[Step, ...]:
    """Put the waiting changes on a new top: first those that are told and wait for it alone.

    Each of them is the top in its turn.
    """
    steps: list[Step] = []
    tops: list[Change | Newcomer] = [top]
    released = _released(waiting)
    rest = tuple(one for one in waiting if one not in released)
    for change in released:
        composition, made = _on(change, made, tops)
        steps.append(Step(change.id, tops[-1].id, _beside(change, rest), composition))
        tops.append(change)
    return (*steps, *_rest(rest, made, tops))


def _released(waiting: tuple[Change, ...]) -> tuple[Change, ...]:
    found: list[Change] = []
    for index, change in enumerate(waiting):
        told = change.standing is ChangeStanding.TOLD
        if told and all(one in found for one in behind(change, waiting[:index])):
            found.append(change)
    return tuple(found)


def _rest(
    rest: tuple[Change, ...], top: Made, tops: Sequence[Change | Newcomer]
) -> tuple[Step, ...]:
    steps: list[Step] = []
    made: dict[str, Made] = {}
    for index, change in enumerate(rest):
        below = behind(change, rest[:index])
        base = holding(top, below, made)
        composition, made[change.id] = _on(change, base, tops)
        follows = below[-1].id if below else tops[-1].id
        steps.append(Step(change.id, follows, _beside(change, rest), composition))
    return tuple(steps)


def _beside(change: Change, others: tuple[Change, ...]) -> tuple[str, ...]:
    return tuple(one.id for one in others if independent(one, change))


def _on(
    change: Change, base: Made, tops: Sequence[Change | Newcomer]
) -> tuple[Composition | None, Made]:
    """As published where it stands on all that have a date; else by what it changes."""
    if base == Made(change.base):
        return None, Made(change.leaflet.hash)
    if change.is_as_published and not any(independent(change, one) for one in tops):
        return base.and_then(None, change.published), Made(change.published)
    difference = _difference(change)
    return base.and_then(difference.old, difference.new), base.plus(difference)


def _difference(change: Change) -> Difference:
    return Difference(old=change.predecessor or change.base, new=change.published)
