"""The tables of `docs/secretariat.md`, from the definitions: `python -m tests.dashboard.tables`."""

import re
from collections.abc import Iterable
from pathlib import Path

from temporalio import workflow

from domain.orders import OperatorOrder
from gateway.dashboard import VIEWS
from workflows.plugin import LETTERS, TURNS
from workflows.search_attributes import MEANINGS

DOCUMENT = Path(__file__).parents[2] / "docs" / "secretariat.md"


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table of markdown."""
    lines = (head, ("---",) * len(head), *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def views() -> str:
    return table(("list", "what stands in it"), ((view.name, view.sentence) for view in VIEWS))


def attributes() -> str:
    return table(
        ("name", "type", "on", "meaning"),
        (
            (
                f"`{one.key.name}`",
                one.key.indexed_value_type.name.lower().replace("_", " "),
                ", ".join(one.of),
                one.sentence,
            )
            for one in MEANINGS
        ),
    )


def orders() -> str:
    """Every update that asks for a reason code and no seal, by the kind of its case."""
    of: dict[tuple[str, str], list[str]] = {}
    for stream in (*TURNS, *LETTERS):
        definition = workflow._Definition.must_from_class(stream)
        for name, update in definition.updates.items():
            if issubclass(_argument(update), OperatorOrder):
                key = (name or "", update.description or "")
                of.setdefault(key, []).append(definition.name or "")
    rows = ((f"`{name}`", ", ".join(kinds), said) for (name, said), kinds in of.items())
    return table(("order", "of", "what it does, and its reasons"), rows)


def _argument(update: workflow._UpdateDefinition) -> type:
    return (update.arg_types or [object])[0]


TABLES = {"views": views, "attributes": attributes, "orders": orders}


def written(text: str) -> str:
    """Return the document with its tables as they must be."""
    for name, made in TABLES.items():
        place = re.compile(rf"(<!-- {name} -->\n).*(<!-- /{name} -->)", re.DOTALL)
        text = place.sub(rf"\g<1>{made()}\n\g<2>", text)
    return text


if __name__ == "__main__":
    DOCUMENT.write_text(written(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
