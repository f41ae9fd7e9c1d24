"""Deciding on what the clock brings: lapses, reminders, ends; never a yes (law 1)."""

from datetime import datetime

from domain.agreement.deadlines import Deadline, deadlines
from domain.agreement.deciding.consent import with_consent
from domain.agreement.deciding.end import end_of_agreement, ended, open_ending
from domain.agreement.deciding.falling import falls
from domain.agreement.deciding.offer import signatures_voided, terms_of
from domain.agreement.endings import ending_of, missing_proof, waits_for_board
from domain.agreement.events import Events
from domain.agreement.events.changes import ChangeLapsed, ChangeReminded
from domain.agreement.events.endings import EndingReminded, EndingScope, ProofMissing, TermReminded
from domain.agreement.events.offering import OfferLapsed, ProductNotAdded
from domain.agreement.evolve import evolved
from domain.agreement.state import Agreement
from domain.agreement.terms import Terms
from domain.calendar import day_of


def overdue(state: Agreement, now: datetime) -> Events:
    """Return what the deadlines up to now bring, in the order of their instants."""
    events: Events = ()
    while due := [one for one in deadlines(state) if one.at <= now]:
        step = _on(state, _ends_first(due), now)
        events, state = (*events, *step), evolved(state, step, now)
    return events


def _ends_first(due: list[Deadline]) -> Deadline:
    """Where a reminder and the end of the same thing are both overdue, only the end happens."""
    first = due[0]
    ends = {"reminder": "answer", "term_reminder": "ends"}.get(first.kind)
    return next((one for one in due if one.kind == ends and one.subject == first.subject), first)


def _on(state: Agreement, deadline: Deadline, now: datetime) -> Events:  # noqa: C901, PLR0911 - one line a kind
    match deadline.kind:
        case "proposal":
            return (OfferLapsed(),)
        case "addition":
            gone = ProductNotAdded(product=deadline.subject, reason="lapsed")
            return with_consent(state, (gone, *signatures_voided(state, "products_changed")), now)
        case "answer":
            lapsed = ChangeLapsed(change=deadline.subject)
            return (lapsed, *falls(state, deadline.subject, now))
        case "reminder":
            return (_reminder(state, deadline.subject),)
        case "removal":
            product, service = deadline.subject.split(":")
            scope = EndingScope(product=product, service=service)
            return open_ending(state, scope, deadline.at, removed_at=deadline.at)
        case "term_reminder":
            return (TermReminded(ends_on=day_of(end_of_agreement(state) or now)),)
        case "ends":
            return ended(state, deadline.at)
        case "return" | "certificate":
            return (_proof_reminder(state, deadline, now),)


def _reminder(state: Agreement, change: str) -> ChangeReminded:
    return next(
        ChangeReminded(change=change, answer_by=one.answer_by)
        for one in state.changes
        if one.id == change and one.answer_by is not None
    )


def _proof_reminder(
    state: Agreement, deadline: Deadline, now: datetime
) -> EndingReminded | ProofMissing:
    terms, ending = terms_of(state), deadline.subject
    known = ending_of(state, ending)
    again = _next_reminder(terms, deadline.at, now)
    if missing := missing_proof(known, terms, now):
        return ProofMissing(ending=ending, parts=missing, next_reminder=again)
    waits_for = "board" if waits_for_board(known) else "supplier"
    return EndingReminded.model_validate(
        {"ending": ending, "waits_for": waits_for, "next_reminder": again}
    )


def _next_reminder(terms: Terms, last: datetime, now: datetime) -> datetime:
    """Count from the instant that was due: the clock comes by a moment later, or much later."""
    following = terms.ending_reminder.after_end(last)
    return following if following > now else terms.ending_reminder.after_end(now)
