"""Deciding on a product: registered, announced, withdrawn, told, ended."""

from domain.product import commands as c
from domain.product import events as e
from domain.product.facts import (
    facts_of,
    refuse_dependent,
    refuse_unfit_parts,
    refuse_untold_consequences,
    usable_leaflet,
)
from domain.product.line import change_named
from domain.product.placing import is_in_line, refuse_misplaced, standing_announcement
from domain.product.refusals import ProductEndedError, VersionTakenError
from domain.product.requests import Request
from domain.product.state import Phase, Product


def register(state: Product, command: c.Register, request: Request) -> e.Events:
    """Begin the line with a leaflet that can be offered."""
    leaflet = usable_leaflet(state, facts_of(request), command.leaflet)
    registered = e.ProductRegistered(
        product=state.product, supplier=state.supplier, name=command.name, leaflet=leaflet
    )
    return (registered,)


def announce(state: Product, command: c.Announce, request: Request) -> e.Events:
    """Put a leaflet in the line.

    `announced_from` may be past: no agreement takes it to rule from before it was decided there.
    """
    announced = command.announced
    if is_in_line(state, announced):
        return ()
    if state.phase is Phase.ENDED:
        raise ProductEndedError
    refuse_misplaced(state, announced)
    facts = facts_of(request)
    leaflet = usable_leaflet(state, facts, announced.leaflet)
    if leaflet.version in [one.label for one in state.line]:
        raise VersionTakenError(leaflet.version)
    refuse_untold_consequences(facts, announced)
    refuse_dependent(facts, announced)
    refuse_unfit_parts(state, facts, announced)
    return (e.LeafletAnnounced(announced=announced, digest=leaflet, message=command.message),)


def withdraw(state: Product, command: c.WithdrawAnnouncement) -> e.Events:
    """Take an announcement back; where it rules already it goes on to, until a next change."""
    standing_announcement(state, command.change)
    return (e.AnnouncementWithdrawn(change=command.change, reason=command.reason),)


def note_told(state: Product, command: c.NoteTold) -> e.Events:
    """Put on record that nobody lacks it, once, and only as it stood when they were told."""
    known = change_named(state, command.change)
    if known is None or not known.to_tell:
        return ()
    if command.standing not in (None, known.standing):
        return ()
    return (e.AnnouncementTold(change=command.change, agreements=command.agreements),)


def end(command: c.EndProduct) -> e.Events:
    """Announce nothing more; agreements on the product are ended by notice only."""
    return (e.ProductEnded(reason=command.reason),)
