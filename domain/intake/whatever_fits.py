"""A leaflet read as far as it can be: so that one fault in it does not hide the others."""

import json
from copy import deepcopy
from functools import reduce
from operator import getitem
from typing import Any, Self

from pydantic import ValidationError, model_validator
from pydantic_core import ErrorDetails
from typing_extensions import override

from domain.leaflet.leaflet import Leaflet
from domain.leaflet.offered import Service, Subprocessor


class AnyService(Service):
    """Its categories may be named twice."""

    @model_validator(mode="after")
    @override
    def _named_once(self) -> Self:
        return self


class AnySubprocessor(Subprocessor):
    """Its own sub-processors may be named twice."""

    subprocessors: "tuple[AnySubprocessor, ...] | None" = None

    @model_validator(mode="after")
    @override
    def _named_once(self) -> Self:
        return self


class AnyLeaflet(Leaflet):
    """Its rows may be named twice, and name services that it does not have."""

    services: tuple[AnyService, ...] | None = None
    subprocessors: tuple[AnySubprocessor, ...] | None = None

    @model_validator(mode="after")
    @override
    def _named_once(self) -> Self:
        return self

    @model_validator(mode="after")
    @override
    def _services_known(self) -> Self:
        return self


def whatever_fits(value: Any) -> AnyLeaflet | None:  # noqa: ANN401 - any JSON value
    """Return what can be read, with stand-ins for names that must be there; None for no object."""
    while isinstance(value, dict):
        try:
            return AnyLeaflet.model_validate_json(json.dumps(value), strict=True)
        except ValidationError as error:
            value = _mended(value, error)
    return None


def _mended(value: dict[str, Any], error: ValidationError) -> dict[str, Any]:
    """Take out what does not fit, the last first: so the places of the others stay."""
    mended = deepcopy(value)
    for number, one in enumerate(reversed(error.errors(include_url=False))):
        _mend(mended, one, f"#{number}")
    return mended


def _mend(value: dict[str, Any], error: ErrorDetails, stand_in: str) -> None:
    *way, last = error["loc"]
    around: Any = reduce(getitem, way, value)  # type: ignore[arg-type]  # keys and positions
    match error["type"]:
        case "missing":
            around[last] = "core" if last == "kind" else stand_in
        case "model_type" if isinstance(last, int):
            around[last] = {}
        case _:
            del around[last]
