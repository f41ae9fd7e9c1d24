"""Lists for people as tables, and for machines as JSON."""

from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from pydantic import BaseModel
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli.outcome import print_json
from cli.sentences import instant

WIDE = 220  # columns, where no terminal sets them


def console() -> Console:
    """Where answers go; a long line stays one line when it is not read on a terminal."""
    terminal = Console(soft_wrap=True, highlight=False, emoji=False)
    if terminal.is_terminal:
        return terminal
    return Console(soft_wrap=True, highlight=False, emoji=False, width=WIDE)


def listed(rows: Sequence[Any], columns: Sequence[str], *, as_json: bool, empty: str) -> None:
    """Print rows: all of each as JSON, or the columns named as a table."""
    if as_json:
        print_json([plain(row) for row in rows])
        return
    if not rows:
        console().print(empty)
        return
    table = Table(show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(column.replace("_", " "), overflow="fold")
    for row in rows:
        values = plain(row, words=True)
        table.add_row(*(Text(_cell(values[column])) for column in columns))
    console().print(table)


def plain(value: Any, *, words: bool = False) -> Any:  # noqa: ANN401, PLR0911 - any value that is printed
    """Return what JSON can hold; `words` for people."""
    match value:
        case BaseModel():
            return plain(dict(value), words=words)
        case Enum():
            return value.value
        case datetime():
            return instant(value) if words else value.isoformat()
        case date():
            return value.isoformat()
        case dict():
            return {key: plain(one, words=words) for key, one in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(one, words=words) for one in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return plain(asdict(value), words=words)
        case _:
            return value


def _cell(value: Any) -> str:  # noqa: ANN401 - any JSON value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(_cell, value)) if isinstance(value, list) else str(value)
