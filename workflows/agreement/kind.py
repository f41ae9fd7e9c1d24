"""An agreement, as turns see it."""

from datetime import datetime

from domain.actors import Actor
from domain.agreement.commands import AnyCommand
from domain.agreement.deadlines import next_deadline
from domain.agreement.decider import decide, needs
from domain.agreement.events import Events
from domain.agreement.evolve import fold
from domain.agreement.gathering import Gathered
from domain.agreement.mandates import mandate_for
from domain.agreement.phases import refuse_outside_phases
from domain.agreement.policy import letters_owed, questions_closed
from domain.agreement.requests import Request
from domain.agreement.state import Agreement, unborn
from workflows.agreement import store
from workflows.agreement.attributes import attributes
from workflows.agreement.details import details
from workflows.ids import AgreementId, NotAStreamIdError
from workflows.kinds import Kind


def _unborn(workflow_id: str) -> Agreement:
    """Return the state before the first event; under another kind of name it is nobody's."""
    try:
        place = AgreementId.parse(workflow_id)
    except NotAStreamIdError:
        return unborn(workflow_id, "", "")
    return unborn(workflow_id, place.board, place.supplier)


def _decide(
    state: Agreement, command: AnyCommand, actor: Actor, gathered: Gathered | None, now: datetime
) -> Events:
    return decide(state, Request(command, actor, gathered), now)


AGREEMENT = Kind(
    unborn=_unborn,
    needs=needs,
    gather=store.gather,
    decide=_decide,
    mandate_for=mandate_for,
    refuse_early=refuse_outside_phases,
    fold=fold,
    letters_owed=letters_owed,
    questions_closed=questions_closed,
    next_deadline=next_deadline,
    details=details,
    attributes=attributes,
)
