"""Deciding whether a board is asked or told, and from when what it is told of rules."""

from datetime import datetime

from domain.agreement.changes import change_of, is_undecided, stands_on, touches
from domain.agreement.deciding.offer import terms_of
from domain.agreement.events.changes import ChangeProposed, ChangeTold
from domain.agreement.events.shown import ServiceAtSchools
from domain.agreement.state import Agreement, Change


def asked_or_told(state: Agreement, change: str, now: datetime) -> ChangeProposed | ChangeTold:
    """Ask about what is important for something the board has; tell the rest (laws 5 and 7)."""
    known = change_of(state, change)
    touched = touched_by(state, known, now)
    if touched or known.other_party:
        return proposal(state, known, now)
    return ChangeTold(
        change=change,
        reason="options_not_chosen" if known.important_for else "not_important",
        in_force_from=told_from(state, known, now),
    )


def touched_by(state: Agreement, change: Change, now: datetime) -> dict[str, tuple[str, ...]]:
    """Return what the board has of that for which the change is important, and where."""
    return touches(state, change.product, change.important_for, now)


def proposal(state: Agreement, change: Change, now: datetime) -> ChangeProposed:
    """Ask the board; the clocks are absolute from now."""
    terms = terms_of(state)
    return ChangeProposed(
        change=change.id,
        touches=tuple(
            ServiceAtSchools(service=service, schools=schools)
            for service, schools in touched_by(state, change, now).items()
        ),
        remind_at=(terms.first_reminder.after(now), terms.second_reminder.after(now)),
        answer_by=terms.answer_period.after(now),
    )


def told_from(state: Agreement, change: Change, now: datetime) -> datetime | None:
    """Return when a told change rules: its date, or open while one it stands on is undecided."""
    if any(is_undecided(one) for one in stands_on(state, change, now)):
        return None
    return earliest(state, change, now)


def earliest(state: Agreement, change: Change, now: datetime) -> datetime:
    """Return the announced date, or that of what the change stands on where it is later."""
    below = (one.in_force_from for one in stands_on(state, change, now))
    return max(now, change.announced_from, *(one for one in below if one is not None))
