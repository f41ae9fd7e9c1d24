"""Deciding on choices: the product as such and each optional service, school by school."""

from collections.abc import Container
from datetime import datetime

from domain.agreement import commands as c
from domain.agreement.choices import Choice, is_yes, merged
from domain.agreement.deciding.asking_again import ask_for_newly_chosen
from domain.agreement.deciding.consent import with_consent
from domain.agreement.deciding.end import open_ending
from domain.agreement.deciding.offer import signatures_voided
from domain.agreement.events import Events
from domain.agreement.events.endings import EndingScope
from domain.agreement.events.offering import ChoicesRecorded
from domain.agreement.evolve import evolved
from domain.agreement.products import leaflet_shown, leaflets_ever_in_force, product_of
from domain.agreement.refusals import (
    ContradictoryChoiceError,
    OptionWithoutProductError,
    SchoolNotInScopeError,
    SupplierIsControllerError,
    UnknownProductError,
    UnknownServiceError,
    WrongLeafletError,
)
from domain.agreement.removals import holds
from domain.agreement.state import Agreement, Phase
from domain.values import CORE, Answer


def choose(state: Agreement, command: c.Choose, now: datetime) -> Events:
    """Record a board's written answers, and what follows from them."""
    answers = tuple(one for chosen in command.choices for one in _expanded(state, chosen, now))
    if len({choice.key for choice in answers}) < len(answers):
        raise ContradictoryChoiceError
    recorded = _with_closed_options(state, answers)
    events: Events = (
        ChoicesRecorded(choices=recorded),
        *signatures_voided(state, "choices_changed"),
    )
    after = evolved(state, events, now)
    consented = with_consent(state, events, now)
    return (*consented, *_instruction(state, after, recorded, now))


def _expanded(state: Agreement, chosen: c.Chosen, now: datetime) -> tuple[Choice, ...]:
    product = product_of(state, chosen.product)
    if product is None or product.standing not in ("offered", "in_force"):
        raise UnknownProductError(chosen.product)
    leaflet = leaflet_shown(product, now)
    if chosen.leaflet != leaflet.hash:
        raise WrongLeafletError(leaflet.hash)
    if chosen.service != CORE:
        service = next((one for one in leaflet.services if one.id == chosen.service), None)
        if service is None or service.kind != "optional":
            raise UnknownServiceError(chosen.service)
        if service.controller:
            raise SupplierIsControllerError(chosen.service)
    schools = state.schools if chosen.schools is None else chosen.schools
    if outside := set(schools) - set(state.schools):
        raise SchoolNotInScopeError(", ".join(sorted(outside)))
    return tuple(
        Choice(
            school=school,
            product=chosen.product,
            service=chosen.service,
            answer=chosen.answer,
            leaflet=leaflet.hash,
        )
        for school in schools
    )


def _with_closed_options(state: Agreement, answers: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Close every option of a school whose core is refused; an option alone is refused."""
    after = merged(state.choices, answers)
    given = {choice.key for choice in answers}
    closed = []
    for choice in after:
        has_core = is_yes(after, (choice.school, choice.product, CORE))
        if choice.answer is Answer.NO or has_core:
            continue
        if choice.key in given:
            raise OptionWithoutProductError(f"{choice.service} ({choice.school})")
        closed.append(choice.model_copy(update={"answer": Answer.NO}))
    return (*answers, *closed)


def _instruction(
    before: Agreement, after: Agreement, recorded: tuple[Choice, ...], now: datetime
) -> Events:
    """In a running agreement: end the data of what closed, ask again about what opened."""
    if before.phase is not Phase.ACTIVE:
        return ()
    events: Events = ()
    closed_cores = {
        (one.school, one.product)
        for one in recorded
        if one.service == CORE and one.answer is Answer.NO
    }
    for choice in recorded:
        if _closes(before, choice, now) and _ends_by_itself(choice, closed_cores):
            service = None if choice.service == CORE else choice.service
            scope = EndingScope(product=choice.product, school=choice.school, service=service)
            opened = open_ending(after, scope, now)
            events, after = (*events, *opened), evolved(after, opened, now)
    return (*events, *ask_for_newly_chosen(before, after, now))


def _closes(before: Agreement, choice: Choice, now: datetime) -> bool:
    """Tell whether a no ends what a school had: by its yes, or as core before."""
    product = product_of(before, choice.product)
    if choice.answer is Answer.YES or product is None or product.standing != "in_force":
        return False
    if choice.service == CORE:
        return is_yes(before.choices, choice.key)
    return holds(before, leaflets_ever_in_force(product, now), choice.key)


def _ends_by_itself(choice: Choice, closed_cores: Container[tuple[str, str]]) -> bool:
    """Options that close together with their core end inside the core's ending."""
    return choice.service == CORE or (choice.school, choice.product) not in closed_cores
