"""Who may ask what of an intake: no person does; a sender's mandate is checked on opening."""

from datetime import datetime

from domain.actors import Actor, ActorKind
from domain.intake import commands as c
from domain.intake.state import Intake
from domain.machines import PassTime
from domain.mandates import refuse_all_but

MACHINES: dict[type[c.AnyCommand], ActorKind] = {
    c.TakeIn: ActorKind.ENGINE,
    c.SettleMessage: ActorKind.ENGINE,
    c.Replay: ActorKind.ENGINE,  # on an operator's word, which decides nothing for a party
    c.Discard: ActorKind.ENGINE,
    PassTime: ActorKind.CLOCK,
}


def mandate_for(state: Intake, command: c.AnyCommand, actor: Actor, now: datetime) -> None:
    """Refuse whoever may not ask this; no mandate is needed. Raises ActorNotAllowedError."""
    del state, now
    refuse_all_but(MACHINES[type(command)], actor)
