"""The page on a product in the Temporal UI: its line of leaflets, and how far each has come."""

from collections.abc import Iterator

from domain.announcing import ChangeTelling, Telling
from domain.product.line import changes_of
from domain.product.state import Product, Version
from workflows.pages import listed, quoted


def details(state: Product, telling: Telling | None = None) -> str:
    """Return the supplier, the line with the last leaflet first, and who was told what."""
    told = {one.change: one for one in telling.changes} if telling else {}
    versions = [line for version in reversed(state.line) for line in _version(version, told)]
    return "\n\n".join(
        [
            f"# {state.phase.value}",
            *([_progress(telling)] if telling else []),
            listed("Leaflets", versions),
            listed("Supplier", [f"**{state.supplier}**"]),
        ]
    )


def _progress(telling: Telling) -> str:
    """Say it as a sentence: "812 of 1,000 told, 3 waiting" (an agreement is told, or it waits)."""
    told = telling.agreements - telling.lacking
    return f"{told:,} of {telling.agreements:,} agreements told, {telling.lacking:,} waiting"


def _version(version: Version, told: dict[str, ChangeTelling]) -> Iterator[str]:
    standing = "" if version.standing == "stands" else f", {version.standing}"
    change = f"change **{version.change}**" if version.change else "**registered**"
    yield f"{change}: leaflet {quoted(version.label)}{standing}"
    for name in changes_of(version):
        if counted := told.get(name):
            yield f"{name}: {_counts(counted)}"


def _counts(one: ChangeTelling) -> str:
    standings = [f"{count:,} {standing}" for standing, count in sorted(one.standings.items())]
    waiting = [f"{one.lacking:,} waiting"] if one.lacking else []
    return ", ".join([f"{one.received:,} received", *standings, *waiting])
