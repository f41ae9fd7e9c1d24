"""In which phases a command can be asked: a table."""

from domain.agreement import commands as c
from domain.agreement.refusals import NotInThisPhaseError
from domain.agreement.state import Agreement, Phase

_PROPOSED = frozenset({Phase.OFFERED, Phase.CONSENTED})
_ACTIVE = frozenset({Phase.ACTIVE})
_PROVING = frozenset({Phase.ACTIVE, Phase.ENDING})
_BORN = frozenset(Phase) - {Phase.UNBORN}

PHASES: dict[type[c.AnyCommand], frozenset[Phase]] = {
    c.Offer: frozenset({Phase.UNBORN}),
    c.ReviseOffer: _PROPOSED,
    c.WithdrawOffer: _PROPOSED,
    c.RefuseOffer: _PROPOSED,
    c.Choose: _PROPOSED | _ACTIVE,
    c.Sign: _PROPOSED | _ACTIVE,
    c.OfferProduct: _ACTIVE,
    c.WithdrawProduct: _ACTIVE,
    c.DropProduct: _ACTIVE,
    c.AddSchool: _ACTIVE,
    c.RemoveSchool: _ACTIVE,
    c.ReceiveChange: frozenset(Phase),
    c.ApproveChange: _PROVING,
    c.RejectChange: _PROVING,
    c.WithdrawApproval: _ACTIVE,
    c.WithdrawChange: frozenset(Phase),
    c.ReofferChange: _ACTIVE,
    c.GiveNotice: _ACTIVE,
    c.RequestReturn: _PROVING,
    c.WaiveReturn: _PROVING,
    c.DeliverExport: _PROVING,
    c.ConfirmExport: _PROVING,
    c.ReportIncompleteExport: _PROVING,
    c.CertifyDestruction: _PROVING,
    c.CiteDutyToKeep: _PROVING,
    c.FileDocument: _BORN,
    c.Remind: _BORN,
    c.PassTime: frozenset(Phase),
}


def refuse_outside_phases(state: Agreement, command: c.AnyCommand) -> None:
    """Refuse a command whose time has not come, or is over; the phase is named."""
    if state.phase not in PHASES[type(command)]:
        raise NotInThisPhaseError(state.phase.value)
