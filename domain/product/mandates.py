"""Who may ask what of a product: people of its supplier by a right, and the engine (law 2)."""

from datetime import datetime

from domain.actors import Actor, ActorKind, Mandate, Right
from domain.mandates import refuse_all_but, valid_mandate
from domain.product import commands as c
from domain.product.refusals import NotItsSupplierError
from domain.product.state import Product

MANDATES: dict[type[c.AnyCommand], Right] = {
    c.Register: Right.ANNOUNCE,
    c.WithdrawAnnouncement: Right.ANNOUNCE,
    c.EndProduct: Right.END,
}
"""Every command of a person, and the right it takes."""

MACHINES: dict[type[c.AnyCommand], ActorKind] = {
    c.Announce: ActorKind.ENGINE,  # the sender's mandate was checked by the intake
    c.NoteTold: ActorKind.ENGINE,
}
"""The commands that no person asks."""


def mandate_for(
    state: Product, command: c.AnyCommand, actor: Actor, now: datetime
) -> Mandate | None:
    """Return the mandate by which the actor may ask this; None for the engine's own commands.

    Raises the refusal that names what is lacking.
    """
    refuse_all_but(MACHINES.get(type(command), ActorKind.PERSON), actor)
    if type(command) in MACHINES:
        return None
    if actor.party != f"supplier:{state.supplier}":
        raise NotItsSupplierError
    return valid_mandate(actor, MANDATES[type(command)], now)
