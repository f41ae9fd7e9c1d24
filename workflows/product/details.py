"""The case file of a product: its line of leaflets, and how far each has come."""

from collections.abc import Iterator

from domain.announcing import ChangeTelling, Telling
from domain.product.line import changes_of
from domain.product.state import Phase, Product, Version
from workflows.pages import COMPACT, HOW, NOBODY, NOT_HERE, CaseFile, happened, quoted

STANDINGS = {
    Phase.UNBORN: "nothing was registered yet",
    Phase.OFFERED: "on offer; its leaflets, the last first:",
    Phase.ENDED: "offered no longer; its leaflets, the last first:",
}


def details(state: Product, telling: Telling | None = None) -> str:
    """Return the page: whose product, the line with the last leaflet first, who was told what."""
    told = {one.change: one for one in telling.changes} if telling else {}
    versions = [line for version in reversed(state.line) for line in _version(version, told)]
    return CaseFile(
        title=f"Product: {state.phase.value}",
        what=[f"product **{state.product}** of supplier **{state.supplier}**"],
        stands=[f"**{state.phase.value}**: {STANDINGS[state.phase]}", *versions],
        waits=_waits(telling),
        last=list(happened(state.lately)),
        orders=[COMPACT, HOW, f"`akkoord product show {state.supplier} {state.product}`", NOT_HERE],
    ).page()


def _waits(telling: Telling | None) -> list[str]:
    """Say it as a sentence: "812 of 1,000 told, 3 waiting" (an agreement is told, or it waits)."""
    if telling is None:
        return [NOBODY]
    told = telling.agreements - telling.lacking
    progress = f"{told:,} of {telling.agreements:,} agreements told, {telling.lacking:,} waiting"
    return [progress] if telling.lacking else [f"{NOBODY}: {progress}"]


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
