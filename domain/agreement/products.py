"""Questions about an agreement's products, leaflets and choices that many rules ask."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import takewhile

from domain.agreement.choices import Choice, Key, is_yes
from domain.agreement.state import Agreement, LeafletInForce, Product
from domain.leaflet.digest import LeafletDigest
from domain.leaflet.offered import Kind
from domain.values import CORE, Answer


def product_of(state: Agreement, product: str) -> Product | None:
    """Return the product of the agreement, dropped and declined ones too."""
    return next((known for known in state.products if known.id == product), None)


def offered_products(state: Agreement) -> tuple[Product, ...]:
    """Return what waits for choices or signatures."""
    return tuple(product for product in state.products if product.standing == "offered")


def products_in_force(state: Agreement) -> tuple[Product, ...]:
    """Return the products that both signed for."""
    return tuple(product for product in state.products if product.standing == "in_force")


def leaflet_at(product: Product, at: datetime) -> LeafletDigest | None:
    """Return the leaflet that rules at an instant: the last of the schedule that has begun."""
    begun = leaflets_ever_in_force(product, at)
    return begun[-1] if begun else None


def leaflet_shown(product: Product, at: datetime) -> LeafletDigest:
    """Return the leaflet on which one chooses: in force there, or offered."""
    return leaflet_at(product, at) or product.offered


def leaflets_ever_in_force(product: Product, at: datetime) -> tuple[LeafletDigest, ...]:
    """Return every leaflet that ruled up to an instant (law 10: any that was in force there)."""
    return tuple(entry.leaflet for entry in product.schedule if entry.since <= at)


def stands(choice: Choice, leaflets: Sequence[LeafletDigest]) -> bool:
    """Tell whether an answer about an option holds: it was optional in all leaflets since.

    Who got a service as core, or lost it, owes it a separate choice (declaration 3.2).
    """
    since = takewhile(lambda leaflet: leaflet.hash != choice.leaflet, reversed(leaflets))
    return all(kind_of(leaflet, choice.service) == "optional" for leaflet in since)


def has_option(state: Agreement, product: Product, key: Key, at: datetime) -> bool:
    """Tell whether a school's yes to an option holds at an instant."""
    begun = leaflets_ever_in_force(product, at)
    return any(
        choice.key == key and choice.answer is Answer.YES and stands(choice, begun)
        for choice in state.choices
    )


def schools_with(state: Agreement, product: Product, service: str, at: datetime) -> tuple[str, ...]:
    """Return the schools in scope that said yes to the product, and to the option by itself."""
    return tuple(
        school
        for school in state.schools
        if is_yes(state.choices, (school, product.id, CORE))
        and (service == CORE or has_option(state, product, (school, product.id, service), at))
    )


def kind_of(leaflet: LeafletDigest, service: str) -> Kind | None:
    """Return whether the service is core or an option of the agreement, if it is part of it.

    What a supplier does as its own controller is none (declaration 2.2).
    """
    found = (known for known in leaflet.services if known.id == service and not known.controller)
    return next((known.kind for known in found), None)


def with_product(state: Agreement, product: Product) -> Agreement:
    """Put a product in the place of the one with its id, or behind the others."""
    others = tuple(known for known in state.products if known.id != product.id)
    return replace(state, products=tuple(sorted((*others, product), key=lambda one: one.id)))


def scheduled(product: Product, leaflet: LeafletDigest, since: datetime) -> Product:
    """Add a leaflet to the schedule; one that would begin at or after it stays behind it."""
    entries = (*product.schedule, LeafletInForce(leaflet, since))
    return replace(product, schedule=tuple(sorted(entries, key=lambda entry: entry.since)))


def unscheduled(product: Product, leaflet: str) -> Product:
    """Take a leaflet out of the schedule, by its hash."""
    kept = tuple(entry for entry in product.schedule if entry.leaflet.hash != leaflet)
    return replace(product, schedule=kept)
