"""Deciding on notice and on what opens a chain of proof (GDPR 28(3)(g), laws 10 and 11)."""

from datetime import datetime

from domain.actors import Actor
from domain.agreement import commands as c
from domain.agreement.changes import is_pending, is_undecided
from domain.agreement.deciding.answer import cancelled
from domain.agreement.deciding.offer import signatures_voided, terms_of
from domain.agreement.endings import categories_of, parts_of
from domain.agreement.events import Events
from domain.agreement.events.endings import (
    AgreementEnded,
    EndingOpened,
    EndingScope,
    NoticeGiven,
)
from domain.agreement.events.offering import ProductNotAdded
from domain.agreement.mandates import side_of
from domain.agreement.products import offered_products
from domain.agreement.refusals import NoticeAlreadyGivenError, NoticeTooShortError
from domain.agreement.state import Agreement
from domain.calendar import day_of, school_year_end_after, start_of_day
from domain.values import Side


def give_notice(state: Agreement, command: c.GiveNotice, actor: Actor, now: datetime) -> Events:
    """End the agreement on a day; a board's notice cancels what waits for its answer."""
    side = side_of(state, actor)
    ends_at = _ends_at(state, command, side, now)
    ends_already = end_of_agreement(state)
    if ends_already is not None and ends_already <= ends_at:
        raise NoticeAlreadyGivenError(f"{day_of(ends_already):%Y-%m-%d}")
    given = NoticeGiven(side=side, reason=command.reason, ends_at=ends_at)
    if side is Side.SUPPLIER:
        return (given,)
    unanswered = (change for change in state.changes if is_undecided(change))
    return (given, *cancelled(unanswered, "agreement_ends"))


def _ends_at(state: Agreement, command: c.GiveNotice, side: Side, now: datetime) -> datetime:
    earliest = _earliest_end(state, side, now)
    if command.ends_on is None:
        return earliest
    if command.ends_on < day_of(earliest):
        raise NoticeTooShortError(f"{day_of(earliest):%Y-%m-%d}")
    return max(earliest, start_of_day(command.ends_on))


def _earliest_end(state: Agreement, side: Side, now: datetime) -> datetime:
    terms = terms_of(state)
    if side is Side.BOARD:
        return terms.board_notice.after(now)
    after_notice = terms.supplier_notice.after(now)
    if not terms.supplier_ends_after_school_year:
        return after_notice
    return max(after_notice, school_year_end_after(now))


def end_of_agreement(state: Agreement) -> datetime | None:
    """Return the instant from which the gate is closed: by notice or by term."""
    on = state.duration.ends_on
    known = (state.ends_at, start_of_day(on) if on else None)
    return min((instant for instant in known if instant is not None), default=None)


def ended(state: Agreement, at: datetime) -> Events:
    """End the whole as of its last instant: what waits is cancelled, one chain covers it all."""
    pending = (change for change in state.changes if is_pending(change, at))
    waiting = tuple(
        ProductNotAdded(product=product.id, reason="agreement_ended")
        for product in offered_products(state)
    )
    return (
        *cancelled(pending, "agreement_ends"),
        *waiting,
        *signatures_voided(state, "products_changed"),
        AgreementEnded(reason="term" if state.ends_at is None else "notice"),
        *open_ending(state, EndingScope(), at),
    )


def open_ending(
    state: Agreement, scope: EndingScope, at: datetime, removed_at: datetime | None = None
) -> Events:
    """Open a chain of proof over what was in force until an instant."""
    return (
        EndingOpened(
            ending=f"ending-{len(state.endings) + 1}",
            scope=scope,
            categories=categories_of(state, scope, at) or ("all",),
            parts=parts_of(state, scope, at),
            export_by=terms_of(state).export_window.after(at),
            removed_at=removed_at,
        ),
    )
