"""Who may ask what: the table of commands, parties and mandates, and its check (law 2)."""

from datetime import datetime

from domain.actors import Actor, ActorKind, Mandate, Right
from domain.agreement import commands as c
from domain.agreement.refusals import NotAPartyError, NotForThisPartyError
from domain.agreement.state import Agreement
from domain.mandates import refuse_all_but, valid_mandate
from domain.values import Side

_BOARD, _SUPPLIER = Side.BOARD, Side.SUPPLIER

MANDATES: dict[type[c.AnyCommand], dict[Side, Right]] = {
    c.Offer: {_SUPPLIER: Right.ANNOUNCE},
    c.ReviseOffer: {_SUPPLIER: Right.ANNOUNCE},
    c.WithdrawOffer: {_SUPPLIER: Right.ANNOUNCE},
    c.RefuseOffer: {_BOARD: Right.CHOOSE},
    c.Choose: {_BOARD: Right.CHOOSE},
    c.Sign: {_BOARD: Right.SIGN, _SUPPLIER: Right.SIGN},
    c.OfferProduct: {_SUPPLIER: Right.ANNOUNCE},
    c.WithdrawProduct: {_SUPPLIER: Right.ANNOUNCE},
    c.DropProduct: {_BOARD: Right.END},
    c.AddSchool: {_BOARD: Right.CHOOSE},
    c.RemoveSchool: {_BOARD: Right.CHOOSE},
    c.ApproveChange: {_BOARD: Right.APPROVE},
    c.RejectChange: {_BOARD: Right.APPROVE},
    c.WithdrawApproval: {_BOARD: Right.APPROVE},
    c.ReofferChange: {_SUPPLIER: Right.ANNOUNCE},
    c.GiveNotice: {_BOARD: Right.END, _SUPPLIER: Right.END},
    c.RequestReturn: {_BOARD: Right.END},
    c.WaiveReturn: {_BOARD: Right.END},
    c.DeliverExport: {_SUPPLIER: Right.CERTIFY},
    c.ConfirmExport: {_BOARD: Right.END},
    c.ReportIncompleteExport: {_BOARD: Right.END},
    c.CertifyDestruction: {_SUPPLIER: Right.CERTIFY},
    c.CiteDutyToKeep: {_SUPPLIER: Right.CERTIFY},
}
"""Every command of a person, the sides that may ask it, and the right it takes."""

MACHINES: dict[type[c.AnyCommand], ActorKind] = {
    c.ReceiveChange: ActorKind.ENGINE,
    c.WithdrawChange: ActorKind.ENGINE,
    c.FileDocument: ActorKind.ENGINE,
    c.Remind: ActorKind.ENGINE,
    c.PassTime: ActorKind.CLOCK,
}
"""The commands that no person asks."""


def side_of(state: Agreement, actor: Actor) -> Side:
    """Return the party an actor acts for. Raises NotAPartyError."""
    match actor.party:
        case party if party == f"board:{state.board}":
            return Side.BOARD
        case party if party == f"supplier:{state.supplier}":
            return Side.SUPPLIER
        case _:
            raise NotAPartyError


def mandate_for(
    state: Agreement, command: c.AnyCommand, actor: Actor, now: datetime
) -> Mandate | None:
    """Return the mandate by which the actor may ask this; None for the machines' own commands.

    Raises the refusal that names what is lacking.
    """
    refuse_all_but(MACHINES.get(type(command), ActorKind.PERSON), actor)
    if type(command) in MACHINES:
        return None
    sides = MANDATES[type(command)]
    side = side_of(state, actor)
    if side not in sides:
        raise NotForThisPartyError
    schools = _schools_touched(state, command) if side is Side.BOARD else frozenset()
    return valid_mandate(actor, sides[side], now, schools)


def _schools_touched(state: Agreement, command: c.AnyCommand) -> frozenset[str]:
    match command:
        case c.Choose(choices=choices):
            named = (chosen.schools or state.schools for chosen in choices)
            return frozenset(school for schools in named for school in schools)
        case c.AddSchool(school=school) | c.RemoveSchool(school=school):
            return frozenset({school})
        case c.OfEnding(ending=ending):
            return _schools_of_ending(state, ending)
        case _:
            return frozenset(state.schools)


def _schools_of_ending(state: Agreement, ending: str) -> frozenset[str]:
    """A school that left scope still has its own ending, and needs its own mandate."""
    school = next((one.scope.school for one in state.endings if one.id == ending), None)
    return frozenset(state.schools) if school is None else frozenset({school})
