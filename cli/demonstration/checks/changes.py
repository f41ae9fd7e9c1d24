"""Checks on announced changes: decided one by one, and never by silence."""

from collections.abc import Iterator

from cli.demonstration.expected import ANNOUNCEMENTS, CHANGES
from cli.demonstration.observation import Observation
from cli.demonstration.stories.names import HEDY_AMSTERDAM, HEDY_FOUNDATION
from domain.agreement.events.changes import (
    AnswerCameLate,
    ChangeApproved,
    ChangeFell,
    ChangeLapsed,
    ChangeProposed,
    ChangeReceived,
    ChangeRejected,
    ChangeReminded,
    ChangeScheduled,
    ChangeTold,
)
from domain.agreement.events.offering import AgreementActivated
from domain.agreement.refusals import PredecessorUndecidedError, SupplierIsAnotherPartyError
from domain.agreement.state import Agreement, Change, ChangeStanding
from domain.messages import Message
from domain.records import EventRecord


def announced(seen: Observation) -> tuple[str, ...]:
    """Each pair that differs was announced to some agreement, and none was forgotten."""
    received = {event.leaflet.version for _, event in seen.events(ChangeReceived)}
    count = len(seen.announcements)
    wrong = (f"{count} pairs differ, not {ANNOUNCEMENTS}",) if count != ANNOUNCEMENTS else ()
    missing = [one.version for one in seen.announcements if one.version not in received]
    return (*wrong, *(f"{version} was never announced" for version in missing))


def tally(seen: Observation) -> dict[str, int]:
    """Count what was decided; a change that is told again is told once."""
    return {
        "approved": seen.count("change.approved"),
        "rejected": seen.count("change.rejected"),
        "lapsed": seen.count("change.lapsed"),
        "told": len({(agreement, event.change) for agreement, event in seen.events(ChangeTold)}),
    }


def decided(seen: Observation) -> tuple[str, ...]:
    """The decisions are those that the stories tell."""
    counted = tally(seen)
    return tuple(
        f"{counted[kind]} {kind}, not {expected}"
        for kind, expected in CHANGES.items()
        if counted[kind] != expected
    )


def silence(seen: Observation) -> tuple[str, ...]:
    """What lapsed was reminded of before, rules nowhere, and a late yes stands behind it."""
    lapsed = list(seen.events(ChangeLapsed))
    late = list(seen.events(AnswerCameLate))
    problems = [
        problem for agreement, event in lapsed for problem in _silent(seen, agreement, event)
    ]
    return tuple(problems) if lapsed and late else ("nothing lapsed, or no yes came late",)


def _silent(seen: Observation, agreement: str, lapsed: ChangeLapsed) -> Iterator[str]:
    log = seen.of(agreement)
    at = _last(log, ChangeLapsed, lapsed.change)
    if _first(log, ChangeReminded, lapsed.change, missing=at) >= at:
        yield f"{lapsed.change} lapsed in {agreement} without a reminder"
    if _last(log, ChangeApproved, lapsed.change) >= 0:
        yield f"{lapsed.change} lapsed in {agreement} and was approved"
    if -1 < _last(log, AnswerCameLate, lapsed.change) < at:
        yield f"the late answer to {lapsed.change} in {agreement} came before its end"
    if _change(seen.state(agreement), lapsed.change).in_force_from is not None:
        yield f"{lapsed.change} lapsed in {agreement} and rules there"


def approval(seen: Observation) -> tuple[str, ...]:
    """What was asked rules only behind its approval; the announced date is not earlier either."""
    return tuple(problem for agreement in seen.ends for problem in _unapproved(seen, agreement))


def _unapproved(seen: Observation, agreement: str) -> Iterator[str]:
    log = seen.of(agreement)
    for change in seen.state(agreement).changes:
        asked = _last(log, ChangeProposed, change.id)
        approved = _last(log, ChangeApproved, change.id)
        if change.in_force_from is None:
            continue
        if approved < asked:
            yield f"{change.id} rules in {agreement} without the board's approval"
        if change.in_force_from < change.announced_from:
            yield f"{change.id} rules in {agreement} before it was announced for"
        if approved >= 0 and change.in_force_from < log[approved].provenance.occurred_at:
            yield f"{change.id} rules in {agreement} before it was approved"


def two_leaflets(seen: Observation) -> tuple[str, ...]:
    """A change was approved at one board and rejected at another: each has its own leaflet."""
    yes = {event.change: agreement for agreement, event in seen.events(ChangeApproved)}
    no = {event.change: agreement for agreement, event in seen.events(ChangeRejected)}
    split = yes.keys() & no.keys()
    problems = [
        f"{change}: the same leaflet at {yes[change]} and {no[change]}"
        for change in sorted(split)
        if _rules(seen.state(yes[change]), change) == _rules(seen.state(no[change]), change)
    ]
    return tuple(problems) if split else ("no change was approved here and rejected there",)


def _rules(state: Agreement, change: str) -> bool:
    return _change(state, change).in_force_from is not None


def following(seen: Observation) -> tuple[str, ...]:
    """One was refused while the one before it was undecided; one fell; one was told and waited."""
    tried = PredecessorUndecidedError.__name__
    problems = []
    if not any(one.got == tried for one in seen.attempts):
        problems.append("no change was tried before the one it follows")
    if not any(seen.events(ChangeFell)):
        problems.append("no change fell with the one before it")
    if not any(seen.events(ChangeScheduled)):
        problems.append("no told change waited for the one before it")
    return (*problems, *_before_its_predecessor(seen))


def _before_its_predecessor(seen: Observation) -> Iterator[str]:
    for agreement in seen.ends:
        state = seen.state(agreement)
        for change in state.changes:
            before = _change(state, change.follows) if change.follows else None
            if before and change.in_force_from and not _held(before):
                yield f"{change.id} rules in {agreement} without {before.id}, which it follows"


def _held(before: Change) -> bool:
    return before.standing in (ChangeStanding.APPROVED, ChangeStanding.TOLD)


def another_party(seen: Observation) -> tuple[str, ...]:
    """Law 8: approval was refused, and both signed anew with the new legal person."""
    others = {event.change for _, event in seen.events(ChangeReceived) if event.other_party}
    tried = [one for one in seen.attempts if one.got == SupplierIsAnotherPartyError.__name__]
    approved = {event.change for _, event in seen.events(ChangeApproved)} & others
    problems = [f"{change} was approved" for change in sorted(approved)]
    if not others or len(tried) < len(others):
        problems.append("another legal person was not refused each time")
    signed = {agreement for agreement, _ in seen.events(AgreementActivated)}
    missing = (one for one in (HEDY_AMSTERDAM, HEDY_FOUNDATION) if not _with(one, signed))
    return (*problems, *(f"no agreement was signed with {one}" for one in missing))


def _with(supplier: str, agreements: set[str]) -> bool:
    return any(supplier in agreement.split(":") for agreement in agreements)


def _change(state: Agreement, change: str) -> Change:
    return next(one for one in state.changes if one.id == change)


def _places(log: tuple[EventRecord, ...], kind: type[Message], change: str) -> list[int]:
    return [
        index
        for index, record in enumerate(log)
        if isinstance(record.event, kind) and getattr(record.event, "change", None) == change
    ]


def _last(log: tuple[EventRecord, ...], kind: type[Message], change: str) -> int:
    """Return the last place of such an event, or -1."""
    return max(_places(log, kind, change), default=-1)


def _first(log: tuple[EventRecord, ...], kind: type[Message], change: str, missing: int) -> int:
    return min(_places(log, kind, change), default=missing)
