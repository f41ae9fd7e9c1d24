"""What is written of a product: its state, and its line of leaflets, parts by themselves."""

from collections.abc import Iterator

from pydantic import TypeAdapter

from adapters.postgres import Row
from adapters.stream_kinds import Derived, Kind
from domain.product.evolve import fold
from domain.product.state import Product, Version, unborn


def place_of(stream_id: str) -> tuple[str, str]:
    """Return supplier and product, which the id of a product's stream names."""
    state = unborn(stream_id)
    return state.supplier, state.product


def gone_by(state: Product, version: Version) -> str | None:
    """Return the withdrawn change, or the last correction, by which a version stands no more.

    What was announced behind it while it stood follows it, or another behind it: the first that
    follows an earlier one is its correction. That may be withdrawn or corrected in its turn.
    """
    if version.standing != "superseded":
        return version.change if version.standing == "withdrawn" else None
    earlier = {one.leaflet for one in state.line[: version.position]}
    behind = state.line[version.position + 1 :]
    correction = next(one for one in behind if one.predecessor in earlier)
    return gone_by(state, correction) or correction.change


def _product(state: Product) -> Row:
    return {
        "supplier": state.supplier,
        "product": state.product,
        "name": state.name,
        "phase": state.phase.value,
    }


def _line(state: Product) -> list[Row]:
    return [row for version in state.line for row in _version(state, version)]


def _version(state: Product, version: Version) -> Iterator[Row]:
    """Yield a row for each part, or the one of the whole."""
    whole = {
        "stream_id": state.id,
        "supplier": state.supplier,
        "product": state.product,
        "position": version.position,
        "part": 0,
        "change": version.change,
        "part_of": None,
        "announcement": version.event_id,
        "leaflet": version.leaflet,
        "whole": version.leaflet,
        "predecessor": version.predecessor,
        "announced_from": version.announced_from,
        "standing": version.standing,
        "gone_by": gone_by(state, version),
        "to_tell": version.to_tell,
    }
    for number, part in enumerate(version.parts, 1):
        own = {"part": number, "change": part.change, "leaflet": part.leaflet}
        yield whole | own | {"part_of": version.change}
    if not version.parts:
        yield whole


PRODUCT = Kind(
    table="product_state",
    states=TypeAdapter(Product),
    unborn=unborn,
    fold=fold,
    row=_product,
    derived=(Derived("product_line", ("stream_id", "position", "part"), _line),),
)
