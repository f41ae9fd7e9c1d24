"""Fill what a supplier never published with what is assumed for the demonstration.

Assumptions are layers: of one version, of its product, of all. The first that holds a value
gives it; a fact that is stated is never overridden.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from domain.leaflet.folding import fold
from domain.leaflet.leaflet import Leaflet

Layer = Mapping[str, Any]

_KEYS = ("id", "key", "what", "recipient", "name", "text")
_EVERY = "*"
_ALSO = "also"
_WHOLLY = "wholly"


def complete_with(leaflet: Leaflet, assumed: Layer) -> Leaflet:
    """Fill from `assumed` (`versions`, `products`, `default`).

    In a layer a list of rows is a mapping from a row's key to its fields, `*` for every row.
    `also` holds whole rows for lists that are not stated, or in part; `wholly` names what
    `unstated` is to leave. Raises pydantic's `ValidationError` where a layer is no leaflet.
    """
    filled = leaflet.model_dump()
    for layer in _layers(leaflet, assumed):
        for name, rows in layer.get(_ALSO, {}).items():
            filled[name] = _with_rows(filled, name, rows, leaflet.unstated)
    for layer in _layers(leaflet, assumed):
        fields = {name: one for name, one in layer.items() if name not in (_ALSO, _WHOLLY)}
        filled = _filled(filled, fields)
    said = {name for layer in _layers(leaflet, assumed) for name in layer.get(_WHOLLY, ())}
    unstated = tuple(name for name in leaflet.unstated if name not in said)
    return Leaflet.model_validate({**filled, "unstated": unstated})


def _layers(leaflet: Leaflet, assumed: Layer) -> Iterator[Layer]:
    yield assumed.get("versions", {}).get(leaflet.version, {})
    yield assumed.get("products", {}).get(leaflet.product, {})
    yield assumed.get("default", {})


def _with_rows(
    filled: Mapping[str, Any], name: str, rows: list[Any], unstated: tuple[str, ...]
) -> list[Any]:
    """Retention is stated per category: a row for another one overrides nothing."""
    stated = filled[name]
    if stated is None:
        return list(rows)
    if name not in unstated and name != "retention":
        return list(stated)
    known = {_key(row) for row in stated}
    return [*stated, *(row for row in rows if _key(row) not in known)]


def _filled(value: Any, layer: Any) -> Any:  # noqa: ANN401 - any part of a leaflet
    if value is None:
        return None if isinstance(layer, Mapping) else layer
    if isinstance(value, dict) and isinstance(layer, Mapping):
        return {name: _filled(one, layer.get(name)) for name, one in value.items()}
    if isinstance(value, list | tuple) and isinstance(layer, Mapping):
        of = {fold(key): one for key, one in layer.items()}
        return [_filled(_filled(row, of.get(_key(row))), of.get(_EVERY)) for row in value]
    return value


def _key(row: Any) -> str:  # noqa: ANN401 - a row, or a text in a list of texts
    if not isinstance(row, Mapping):
        return fold(str(row))
    return next(fold(str(row[key])) for key in _KEYS if key in row)
