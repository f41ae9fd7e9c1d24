"""An intake, as turns see it."""

from datetime import datetime

from domain.actors import Actor
from domain.intake.commands import AnyCommand
from domain.intake.deadlines import next_deadline
from domain.intake.decider import decide, needs
from domain.intake.events import Events
from domain.intake.evolve import fold
from domain.intake.mandates import mandate_for
from domain.intake.opened import Reopened
from domain.intake.policy import letters_owed, questions_closed
from domain.intake.requests import Request
from domain.intake.state import Intake, unborn
from workflows.intake import store
from workflows.intake.attributes import attributes
from workflows.intake.details import details
from workflows.kinds import Kind


def _decide(
    state: Intake, command: AnyCommand, actor: Actor, gathered: Reopened | None, now: datetime
) -> Events:
    return decide(state, Request(command, actor, gathered), now)


def _refuse_nothing(state: Intake, command: AnyCommand) -> None:
    """An intake takes whatever comes, at any time."""
    del state, command


INTAKE = Kind(
    unborn=unborn,
    needs=needs,
    gather=store.reopened,
    decide=_decide,
    mandate_for=mandate_for,
    refuse_early=_refuse_nothing,
    fold=fold,
    letters_owed=letters_owed,
    questions_closed=questions_closed,
    next_deadline=next_deadline,
    details=details,
    attributes=attributes,
)
