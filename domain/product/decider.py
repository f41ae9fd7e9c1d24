"""The decider of a product: its table of contents."""

from datetime import datetime

from domain.product import commands as c
from domain.product.deciding import announce, end, note_told, register, withdraw
from domain.product.events import Events
from domain.product.gathering import Division, Overlap, ProductNeed
from domain.product.line import version_with
from domain.product.mandates import mandate_for
from domain.product.phases import refuse_outside_phases
from domain.product.requests import Request
from domain.product.state import Product


def decide(state: Product, request: Request, now: datetime) -> Events:
    """Return what happens. Raises a RefusedError by name.

    What the engine brings again brings nothing.
    """
    mandate_for(state, request.command, request.actor, now)
    refuse_outside_phases(state, request.command)
    match request.command:
        case c.Register() as command:
            return register(state, command, request)
        case c.Announce() as command:
            return announce(state, command, request)
        case c.WithdrawAnnouncement() as command:
            return withdraw(state, command)
        case c.NoteTold() as command:
            return note_told(state, command)
        case c.EndProduct() as command:
            return end(command)


def needs(state: Product, command: c.AnyCommand, now: datetime) -> ProductNeed | None:
    """Return what must be gathered before the command can be decided."""
    del now
    match command:
        case c.Register(leaflet=leaflet):
            return ProductNeed(leaflets=(leaflet,))
        case c.Announce():
            return _needs_of_announcement(state, command)
        case _:
            return None


def _needs_of_announcement(state: Product, command: c.Announce) -> ProductNeed | None:
    """Nothing where it is in the line already, or what it follows is not."""
    announced = command.announced
    before = version_with(state, announced.predecessor)
    if before is None or version_with(state, announced.leaflet) is not None:
        return None
    parts = tuple(part.leaflet for part in announced.parts)
    row = (before.predecessor, before.leaflet, announced.leaflet)
    texts = (announced.consequences.board, announced.consequences.parents)
    return ProductNeed(
        leaflets=(announced.leaflet, *parts),
        texts=tuple(dict.fromkeys(texts)),
        overlap=_overlap(*row) if announced.independent_of else None,
        division=Division(old=before.leaflet, new=announced.leaflet, parts=parts)
        if parts
        else None,
    )


def _overlap(before: str | None, between: str, after: str) -> Overlap | None:
    """The first leaflet of a line follows none; nothing is independent of it."""
    return None if before is None else Overlap(before=before, between=between, after=after)
