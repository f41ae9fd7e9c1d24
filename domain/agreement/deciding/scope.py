"""Deciding on schools that join or leave, and on products that are dropped."""

from datetime import datetime

from domain.agreement import commands as c
from domain.agreement.changes import pending_changes
from domain.agreement.choices import Choice, is_yes
from domain.agreement.deciding.answer import cancelled
from domain.agreement.deciding.consent import with_consent
from domain.agreement.deciding.end import open_ending
from domain.agreement.deciding.facts import facts_of, known_schools
from domain.agreement.deciding.offer import signatures_voided
from domain.agreement.events import Events
from domain.agreement.events.endings import EndingScope
from domain.agreement.events.offering import ProductDropped, SchoolAdded, SchoolRemoved
from domain.agreement.products import leaflet_shown, product_of, products_in_force
from domain.agreement.refusals import (
    LastProductError,
    LastSchoolError,
    SchoolInScopeError,
    SchoolNotInScopeError,
    UnknownProductError,
)
from domain.agreement.requests import Request
from domain.agreement.state import Agreement
from domain.values import CORE, Answer


def add_school(state: Agreement, command: c.AddSchool, request: Request, now: datetime) -> Events:
    """Bring a school of the board into scope: core as decided, every option off."""
    known_schools(facts_of(request), (command.school,))
    if command.school in state.schools:
        raise SchoolInScopeError(command.school)
    choices = tuple(
        Choice(
            school=command.school,
            product=product.id,
            service=CORE,
            answer=_core_as_decided(state, product.id),
            leaflet=leaflet_shown(product, now).hash,
        )
        for product in products_in_force(state)
    )
    added = SchoolAdded(school=command.school, choices=choices)
    return (added, *signatures_voided(state, "schools_changed"))


def _core_as_decided(state: Agreement, product: str) -> Answer:
    """Yes where the board said it for every school; a divided board decides for the new one."""
    everywhere = all(is_yes(state.choices, (school, product, CORE)) for school in state.schools)
    return Answer.YES if everywhere else Answer.NO


def remove_school(state: Agreement, command: c.RemoveSchool, now: datetime) -> Events:
    """Take a school out of scope: its data ends there (law 11)."""
    if command.school not in state.schools:
        raise SchoolNotInScopeError(command.school)
    if len(state.schools) == 1:
        raise LastSchoolError(command.school)
    events = (SchoolRemoved(school=command.school), *signatures_voided(state, "schools_changed"))
    return (*with_consent(state, events, now), *_ending_at_school(state, command.school, now))


def _ending_at_school(state: Agreement, school: str, now: datetime) -> Events:
    had = any(is_yes(state.choices, (school, one.id, CORE)) for one in products_in_force(state))
    return open_ending(state, EndingScope(school=school), now) if had else ()


def drop_product(state: Agreement, command: c.DropProduct, now: datetime) -> Events:
    """Drop one product and leave the others: its data ends (law 11)."""
    product = product_of(state, command.product)
    if product is None or product.standing != "in_force":
        raise UnknownProductError(command.product)
    if len(products_in_force(state)) == 1:
        raise LastProductError(command.product)
    dropped = (
        *cancelled(pending_changes(state, command.product, now), "product_dropped"),
        ProductDropped(product=command.product),
        *signatures_voided(state, "products_changed"),
    )
    ending = open_ending(state, EndingScope(product=command.product), now)
    return (*with_consent(state, dropped, now), *ending)
