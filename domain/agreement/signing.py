"""What both parties sign: the hash of the whole agreement as it stands."""

from datetime import datetime

from domain.agreement.choices import answer
from domain.agreement.products import leaflet_shown
from domain.agreement.state import Agreement, Product
from domain.canonical import content_hash
from domain.values import CORE, Answer


def agreement_hash(state: Agreement, at: datetime) -> str:
    """SHA-256 over canonical JSON of the parties, schools, text, terms, leaflets and choices."""
    living = {product.id: product for product in state.products if _is_living(product)}
    return content_hash(
        {
            "agreement": state.id,
            "parties": {"board": state.board, "supplier": state.supplier},
            "schools": list(state.schools),
            "text": state.text,
            "terms": state.terms.model_dump(mode="json") if state.terms else None,
            "duration": state.duration.model_dump(mode="json"),
            "leaflets": {key: leaflet_shown(one, at).hash for key, one in living.items()},
            "choices": [
                choice.model_dump(mode="json")
                for choice in state.choices
                if choice.product in living
            ],
        }
    )


def _is_living(product: Product) -> bool:
    return product.standing in ("offered", "in_force")


def is_answered(state: Agreement, product: str) -> bool:
    """Tell whether the board answered the product as such for every school in scope."""
    return all(
        answer(state.choices, (school, product, CORE)) is not None for school in state.schools
    )


def is_declined(state: Agreement, product: str) -> bool:
    """Tell whether the board said no to the product for every school in scope."""
    return all(
        answer(state.choices, (school, product, CORE)) is Answer.NO for school in state.schools
    )
