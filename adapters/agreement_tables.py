"""What is written of an agreement: its state, choices, products, changes, deadlines and gate."""

from pydantic import TypeAdapter

from adapters.gate_tables import FEED, RANGES, SHEETS, move_gates
from adapters.postgres import Row
from adapters.stream_kinds import Derived, Kind, Moved
from domain.agreement.deadlines import deadlines, next_deadline
from domain.agreement.evolve import fold
from domain.agreement.state import Agreement, Change, unborn

Announced = tuple[str, ...]


def parties_of(stream_id: str) -> tuple[str, str]:
    """Return board and supplier, which the id of an agreement's stream names."""
    _, board, supplier, _ = stream_id.split(":")
    return board, supplier


def _unborn(stream_id: str) -> Agreement:
    return unborn(stream_id, *parties_of(stream_id))


def _agreement(state: Agreement) -> Row:
    return {
        "board": state.board,
        "supplier": state.supplier,
        "phase": state.phase.value,
        "next_deadline": next_deadline(state),
        "products": [product.id for product in state.products],
        "schools": list(state.schools),
    }


def _choices(state: Agreement) -> list[Row]:
    return [{"agreement": state.id} | choice.model_dump(mode="json") for choice in state.choices]


def _products(state: Agreement) -> list[Row]:
    return [
        {
            "agreement": state.id,
            "board": state.board,
            "supplier": state.supplier,
            "phase": state.phase.value,
            "product": product.id,
            "standing": product.standing,
            "offered": product.offered.hash,
        }
        for product in state.products
    ]


def _changes(state: Agreement) -> list[Row]:
    """Return the receipts; what is offered again is about the same announcement as before."""
    receipts: dict[Announced, list[Change]] = {}
    for change in state.changes:
        receipts.setdefault(_announced(change), []).append(change)
    return [_change(state, one, same) for same in receipts.values() for one in same]


def _announced(change: Change) -> Announced:
    """Tell announcements and their parts apart; an old change knows of none but itself."""
    if change.announcement is None:
        return change.product, change.id
    return change.product, change.announcement, change.published


def _change(state: Agreement, change: Change, same: list[Change]) -> Row:
    return {
        "agreement": state.id,
        "board": state.board,
        "supplier": state.supplier,
        "product": change.product,
        "change": change.id,
        "announced": same[0].id,
        "again": None if change is same[-1] else same[-1].id,
        "announcement": change.announcement,
        "leaflet": change.leaflet.hash,
        "published": change.published or change.leaflet.hash,
        "standing": change.standing.value,
        "follows": change.follows,
        "answer_by": change.answer_by,
        "in_force_from": change.in_force_from,
        "received_at": change.received_at,
    }


def _deadlines(state: Agreement) -> list[Row]:
    return [
        {"agreement": state.id, "at": one.at, "kind": one.kind, "subject": one.subject}
        for one in dict.fromkeys(deadlines(state))
    ]


AGREEMENT = Kind(
    table="agreement",
    states=TypeAdapter(Agreement),
    unborn=_unborn,
    fold=fold,
    row=_agreement,
    derived=(
        Derived("choice", ("agreement", "school", "product", "service"), _choices),
        Derived("agreement_product", ("agreement", "product"), _products),
        Derived("change_standing", ("agreement", "change"), _changes),
        Derived("deadline", ("agreement", "at", "kind", "subject"), _deadlines),
    ),
    moved=(Moved((RANGES, SHEETS, FEED), move_gates),),
)
