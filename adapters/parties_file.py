"""Boards and their schools from a CSV file; refused by row and rule."""

import csv
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from domain.leaflet.malformed import rules
from domain.messages import Message
from domain.refusals import RefusedError
from domain.values import Identifier, Label

COLUMNS = ("kind", "id", "name", "board")


class PartiesMalformedError(RefusedError):
    """The file is no list of boards and schools."""


class ListedParty(Message):
    """A row: a board, or a school with the id of its board where that is known."""

    kind: Literal["board", "school"]
    id: Identifier
    name: Label
    board: Identifier | None = None


def read_parties(path: Path) -> tuple[ListedParty, ...]:
    """Return the rows in their order.

    Raises `PartiesMalformedError`, which names the line, the field and the rule, and `OSError`.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except (csv.Error, UnicodeDecodeError) as error:
        raise PartiesMalformedError(f"{path.name}: {error}") from error
    return _checked(
        path.name, tuple(_row(path.name, line, row) for line, row in enumerate(rows, 2))
    )


def _row(name: str, line: int, row: dict[str, str | None]) -> ListedParty:
    given = {column: row.get(column) or None for column in COLUMNS}
    try:
        return ListedParty.model_validate(given)
    except ValidationError as error:
        raise PartiesMalformedError(f"{name}, line {line}: {rules(error)}") from error


def _checked(name: str, listed: tuple[ListedParty, ...]) -> tuple[ListedParty, ...]:
    if not listed:
        raise PartiesMalformedError(f"{name}: no rows under the columns {', '.join(COLUMNS)}")
    ids = [one.id for one in listed]
    twice = sorted({one for one in ids if ids.count(one) > 1})
    boards = {one.id for one in listed if one.kind == "board"}
    strays = sorted(one.id for one in listed if one.board and one.board not in boards)
    if twice:
        raise PartiesMalformedError(f"{name}: listed twice: {', '.join(twice)}")
    if strays:
        raise PartiesMalformedError(f"{name}: of a board that is not listed: {', '.join(strays)}")
    return listed
