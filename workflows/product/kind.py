"""A product, as turns see it."""

from datetime import datetime

from domain.actors import Actor
from domain.product.commands import AnyCommand
from domain.product.decider import decide, needs
from domain.product.events import Events
from domain.product.evolve import fold
from domain.product.gathering import ProductGathered
from domain.product.mandates import mandate_for
from domain.product.phases import refuse_outside_phases
from domain.product.policy import letters_owed, questions_closed
from domain.product.requests import Request
from domain.product.state import Product, unborn
from workflows.kinds import Kind
from workflows.product import store
from workflows.product.attributes import attributes
from workflows.product.details import details


def _decide(
    state: Product,
    command: AnyCommand,
    actor: Actor,
    gathered: ProductGathered | None,
    now: datetime,
) -> Events:
    return decide(state, Request(command, actor, gathered), now)


def _never(state: Product) -> None:
    """A product waits for nothing: its announcements take effect in the agreements."""
    del state


PRODUCT = Kind(
    unborn=unborn,
    needs=needs,
    gather=store.gather_product,
    decide=_decide,
    mandate_for=mandate_for,
    refuse_early=refuse_outside_phases,
    fold=fold,
    letters_owed=letters_owed,
    questions_closed=questions_closed,
    next_deadline=_never,
    details=details,
    attributes=attributes,
)
