"""Fill what a supplier never published with what is assumed for the demonstration.

Assumptions are layers: of one version, of its product, of all. The first that holds a value
gives it; a fact that is stated is never overridden.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from domain.leaflet.folding import fold
from domain.leaflet.leaflet import Leaflet
from domain.leaflet.malformed import rules
from domain.messages import Message
from domain.refusals import RefusedError

_KEYS = ("id", "key", "what", "recipient", "name", "text")
_EVERY = "*"


class AssumedMalformedError(RefusedError):
    """What is assumed is not written as layers of a leaflet's fields."""


class Layer(BaseModel):
    """`also`: whole rows for lists not stated, or in part; `wholly`: what is then said in full.

    Every other field is one of a leaflet's; a list of rows is filled by the key of a row, and `*`
    is every row.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    also: dict[str, list[Any]] = Field(default_factory=dict)
    wholly: tuple[str, ...] = ()


class Assumed(Message):
    default: Layer = Layer()
    products: dict[str, Layer] = Field(default_factory=dict)
    versions: dict[str, Layer] = Field(default_factory=dict)

    def layers(self, leaflet: Leaflet) -> Iterator[Layer]:
        """Yield what is assumed of the version, of its product, of all, in that order."""
        yield self.versions.get(leaflet.version, Layer())
        yield self.products.get(leaflet.product, Layer())
        yield self.default


def complete_with(leaflet: Leaflet, assumed: object) -> Leaflet:
    """Fill what is not stated; raises `AssumedMalformedError`, naming the field and the rule."""
    try:
        layers = tuple(Assumed.model_validate(assumed).layers(leaflet))
        return Leaflet.model_validate(_completed(leaflet, layers))
    except ValidationError as error:
        raise AssumedMalformedError(rules(error)) from error


def _completed(leaflet: Leaflet, layers: tuple[Layer, ...]) -> dict[str, Any]:
    filled = leaflet.model_dump()
    for layer in layers:
        for name, rows in layer.also.items():
            filled[name] = _with_rows(filled.get(name), name, rows, leaflet.unstated)
    for layer in layers:
        filled = _filled(filled, layer.model_extra or {})
    said = {name for layer in layers for name in layer.wholly}
    return {**filled, "unstated": [name for name in leaflet.unstated if name not in said]}


def _with_rows(
    stated: list[Any] | None, name: str, rows: list[Any], unstated: tuple[str, ...]
) -> list[Any]:
    """Retention is stated per category: a row for another one overrides nothing."""
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
    return next((fold(str(row[key])) for key in _KEYS if key in row), "")
