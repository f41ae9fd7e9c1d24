"""The decider of an agreement: its table of contents."""

from datetime import datetime

from domain.agreement import commands as c
from domain.agreement.deciding import (
    answer,
    change,
    choose,
    end,
    offer,
    prove,
    reoffer,
    scope,
    sign,
)
from domain.agreement.deciding.time import overdue
from domain.agreement.events import Events
from domain.agreement.events.offering import DocumentFiled
from domain.agreement.evolve import evolved
from domain.agreement.gathering import Need
from domain.agreement.mandates import mandate_for
from domain.agreement.phases import refuse_outside_phases
from domain.agreement.reminding import remind
from domain.agreement.requests import Request
from domain.agreement.state import Agreement


def decide(state: Agreement, request: Request, now: datetime) -> Events:
    """Return what happens: first what was overdue, then what the command brings, then its dues.

    Raises a RefusedError by name; for `PassTime` it never does.
    """
    before = overdue(state, now)
    state = evolved(state, before, now)
    mandate_for(state, request.command, request.actor, now)
    refuse_outside_phases(state, request.command)
    brought = _decided(state, request, now)
    state = evolved(state, brought, now)
    return (*before, *brought, *overdue(state, now))


def needs(state: Agreement, command: c.AgreementCommand, now: datetime) -> Need | None:  # noqa: PLR0911 - one line a command
    """Return what must be gathered before the command can be decided."""
    state = evolved(state, overdue(state, now), now)
    match command:
        case c.Offer(leaflets=leaflets) | c.ReviseOffer(leaflets=leaflets):
            return Need(board=state.board, leaflets=leaflets)
        case c.OfferProduct(leaflet=leaflet):
            return Need(board=state.board, leaflets=(leaflet,))
        case c.AddSchool():
            return Need(board=state.board)
        case c.ReceiveChange():
            return change.needed(state, command, now)
        case c.ReofferChange():
            return reoffer.needed(state, command, now)
        case c.ApproveChange():
            return answer.needed(state, command, now)
        case _:
            return None


def _decided(state: Agreement, request: Request, now: datetime) -> Events:  # noqa: C901, PLR0911, PLR0912, PLR0915 - the table of contents, one line a command
    match request.command:
        case c.Offer() as command:
            return offer.offer(state, command, request, now)
        case c.ReviseOffer() as command:
            return offer.revise(state, command, request, now)
        case c.WithdrawOffer() as command:
            return offer.withdraw(command)
        case c.RefuseOffer() as command:
            return offer.refuse(command)
        case c.Choose() as command:
            return choose.choose(state, command, now)
        case c.Sign() as command:
            return sign.sign(state, command, request.actor, now)
        case c.OfferProduct() as command:
            return offer.offer_product(state, command, request, now)
        case c.WithdrawProduct() as command:
            return offer.withdraw_product(state, command, now)
        case c.DropProduct() as command:
            return scope.drop_product(state, command, now)
        case c.AddSchool() as command:
            return scope.add_school(state, command, request, now)
        case c.RemoveSchool() as command:
            return scope.remove_school(state, command, now)
        case c.ReceiveChange() as command:
            return change.receive(state, command, request, now)
        case c.ApproveChange() as command:
            return answer.approve(state, command, request, now)
        case c.RejectChange() as command:
            return answer.reject(state, command, now)
        case c.WithdrawApproval() as command:
            return answer.withdraw_approval(state, command, now)
        case c.WithdrawChange() as command:
            return change.withdraw(state, command, now)
        case c.ReofferChange() as command:
            return reoffer.reoffer(state, command, request, now)
        case c.GiveNotice() as command:
            return end.give_notice(state, command, request.actor, now)
        case c.RequestReturn() as command:
            return prove.request_return(state, command)
        case c.WaiveReturn() as command:
            return prove.waive_return(state, command, now)
        case c.DeliverExport() as command:
            return prove.deliver_export(state, command)
        case c.ConfirmExport() as command:
            return prove.confirm_export(state, command, now)
        case c.ReportIncompleteExport() as command:
            return prove.report_incomplete(state, command)
        case c.CertifyDestruction() as command:
            return prove.certify(state, command, now)
        case c.CiteDutyToKeep() as command:
            return prove.cite_duty_to_keep(state, command, now)
        case c.FileDocument() as command:
            return (DocumentFiled(**command.model_dump(exclude={"kind"})),)
        case c.Remind() as command:
            return remind(state, command)
        case c.PassTime():
            return ()
