"""Who there is in a market, as rows: parties, schools, people, offices and mandates."""

from collections.abc import Iterator
from datetime import datetime

from adapters.postgres import Row
from bench.market import DECIDES, SUPPLIES, YEAR, Board, Market, mandate_of
from domain.actors import Right
from domain.offices import Role

Rows = Iterator[tuple[str, Row]]
"""Each row with its table."""


def rows_of_supplier(market: Market, now: datetime) -> Rows:
    """Yield the supplier, its product, and the one who acts for it."""
    name = market.name
    party = f"supplier:{name}"
    yield "party", {"id": party, "name": f"Supplier {name}", "language": "en"}
    yield "product", {"id": name, "supplier": name, "name": market.before.name}
    yield from _person(market.seller, party, SUPPLIES, now)


def rows_of_board(board: Board, now: datetime) -> Rows:
    """Yield a board, its schools, and the one who decides for it."""
    party = f"board:{board.id}"
    yield "party", {"id": party, "name": f"Board {board.number}", "language": "nl"}
    for school in board.schools:
        yield "school", {"id": school, "board": board.id, "name": f"School {school}"}
    yield from _person(board.director, party, DECIDES, now)


def _person(person: str, party: str, rights: tuple[Right, ...], now: datetime) -> Rows:
    name = f"Verzonnen {person}"
    yield (
        "person",
        {"id": person, "name": name, "email": f"{person}@invented.example", "language": "nl"},
    )
    office = {"party": party, "role": Role.DIRECTION.value, "person": person}
    yield "office_holder", office | {"valid_from": now - YEAR}
    mandate = mandate_of(person, rights, now)
    rights_held = {"rights": [right.value for right in rights], "valid_from": mandate.valid_from}
    yield "mandate", {"id": mandate.id, "person": person, "party": party} | rights_held
