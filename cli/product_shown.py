"""`akkoord product show`: a product's line of leaflets, and what became of each at its boards."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

import typer
from rich.text import Text

from adapters.announcements import StoredAnnouncements
from adapters.products import ChangeOverview, overview, product_now
from cli.asking import product_place
from cli.connection import System
from cli.options import AsJson, Product, Supplier
from cli.outcome import print_json
from cli.printing import console, plain
from cli.sentences import instant
from cli.sessions import within
from domain.announcing import Telling
from domain.product.line import changes_of
from domain.product.refusals import ProductNotRegisteredError, UnknownAnnouncementError
from domain.product.state import Product as ProductState
from domain.product.state import Version
from workflows.ids import ProductId

app = typer.Typer()

Change = Annotated[
    str | None, typer.Option("--change", help="Only this change, with its boards by name.")
]
WORDS = {"noted": "told", "fell": "fallen"}
"""How a change stands at a board, where people call it otherwise."""
ORDER = ("told", "asked", "approved", "rejected", "lapsed", "fallen")


@dataclass(frozen=True, slots=True)
class Shown:
    """A product as it stands, how far its announcements have come, and what became of each."""

    state: ProductState
    telling: Telling
    changes: tuple[ChangeOverview, ...]


@app.command()
def show(
    supplier: Supplier,
    product: Product,
    change: Change = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Show a product: its leaflets, who was told of each, and what they answered."""
    place = product_place(supplier, product)
    shown = within(lambda system: _shown(system, place, change), as_json=as_json)
    if as_json:
        changes = [plain(one) | {"boards": plain(by_word(one))} for one in shown.changes]
        told = plain(shown.telling)
        print_json({"state": plain(shown.state), "telling": told, "changes": changes})
    elif change is None:
        _tell(shown)
    else:
        _tell_boards(shown)


async def _shown(system: System, place: ProductId, change: str | None) -> Shown:
    state = await product_now(system.pool, str(place))
    if not state.version:
        raise ProductNotRegisteredError(str(place))
    every = await overview(system.pool, place.supplier, place.product)
    changes = tuple(one for one in every if change in {None, one.change, one.part_of})
    if change is not None and not changes:
        raise UnknownAnnouncementError(change)
    telling = await StoredAnnouncements(system.pool).telling_of(str(place))
    return Shown(state, telling, changes)


def by_word(change: ChangeOverview) -> Mapping[str, tuple[str, ...]]:
    """Return the boards by what people call it, in the order in which things happen."""
    found: dict[str, set[str]] = {}
    for standing, boards in change.boards.items():
        found.setdefault(WORDS.get(standing, standing), set()).update(boards)
    words = sorted(found, key=lambda word: (ORDER.index(word) if word in ORDER else -1, word))
    named = {word: tuple(sorted(found[word])) for word in words}
    return named | ({"waiting": change.lacking} if change.lacking else {})


def _tell(shown: Shown) -> None:
    state, telling, out = shown.state, shown.telling, console()
    out.print(Text(f"{state.id}: {state.name}, {state.phase.value}", "bold"))
    told = telling.agreements - telling.lacking
    out.print(f"{told:,} of {telling.agreements:,} agreements told, {telling.lacking:,} waiting")
    changes = {one.change: one for one in shown.changes}
    for version in state.line:
        for line in version_lines(version, changes):
            out.print(Text(line))


def version_lines(version: Version, changes: Mapping[str, ChangeOverview]) -> Iterator[str]:
    """Say of a leaflet what it is, and of its change or each part of it how it stands."""
    standing = "" if version.standing == "stands" else f", {version.standing}"
    begun = "registered" if version.announced_from is None else "announced"
    since = f", from {instant(version.announced_from)}" if version.announced_from else ""
    yield f"{version.label} {version.leaflet[:12]}: {begun}{since}{standing}"
    for name in changes_of(version):
        counts = [f"{len(boards):,} {word}" for word, boards in by_word(changes[name]).items()]
        yield f"  {name}: {', '.join(counts) or 'nobody has it'}"


def _tell_boards(shown: Shown) -> None:
    out = console()
    for one in shown.changes:
        out.print(Text(f"{one.change}, from {instant(one.announced_from)}: {one.standing}", "bold"))
        for word, boards in by_word(one).items():
            out.print(Text(f"{word} ({len(boards):,}): {', '.join(boards)}"))
