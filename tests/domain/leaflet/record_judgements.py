"""Write the table of judgements anew: `python -m tests.domain.leaflet.record_judgements`."""

import csv
import io
from collections.abc import Iterator
from itertools import pairwise

from adapters.demonstration_data import DATA, stated_leaflet, versions_of
from domain.leaflet.compare import compare
from domain.leaflet.importance import JudgedItem, importance
from domain.leaflet.items import Stated

TABLE = DATA / "judgements.csv"
COLUMNS = (
    "product",
    "version",
    "item",
    "target",
    "important",
    "reason",
    "article",
    "services",
    "before",
    "after",
)
_LONGEST = 120
Row = tuple[str, ...]


def judgements() -> str:
    """Return the table: every adjacent pair of every history, as its supplier stated it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for path in sorted((DATA / "products").glob("*.yaml")):
        writer.writerows(_of_product(path.stem))
    return text.getvalue()


def _of_product(product: str) -> Iterator[Row]:
    first, *_ = versions = versions_of(product)
    yield (product, first, "(the first version at hand)", *[""] * (len(COLUMNS) - 3))
    for old, new in pairwise(versions):
        before, after = stated_leaflet(product, old), stated_leaflet(product, new)
        judged = importance(compare(before, after))
        yield from (_row(product, new, one) for one in judged)
        if not judged:
            yield (product, new, "(nothing differs)", *[""] * (len(COLUMNS) - 3))


def _row(product: str, version: str, one: JudgedItem) -> Row:
    important = "yes" if one.important else "no"
    services = ", ".join(one.services) or "(all)"
    told = (one.reason, one.article, services, _shown(one.before), _shown(one.after))
    return (product, version, one.kind, one.target, important, *told)


def _shown(stated: Stated) -> str:
    """Shorten what stood there to what a reader needs to argue."""
    listed = stated if isinstance(stated, tuple) else (stated,)
    text = "; ".join(one for one in listed if one is not None)
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]} ..."


if __name__ == "__main__":
    TABLE.write_text(judgements(), encoding="utf-8")
