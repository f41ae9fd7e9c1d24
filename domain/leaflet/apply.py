"""What a leaflet becomes when the difference between two others is applied to it."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from domain.leaflet.compare import same_product
from domain.leaflet.leaflet import Leaflet, named_services
from domain.leaflet.placing import (
    ALONG,
    GROUPS,
    ROWS,
    SINGLE,
    Place,
    placed,
    rows_by_key,
    shared,
    spelled,
    touched,
    within,
)
from domain.refusals import RefusedError

_LONGEST = 200
_STAND_TOGETHER = "remarks"
"""Two changes may each say something besides."""

Values = dict[Place, Any]


class TouchSameItemError(RefusedError):
    """The two changes touch the same item, so that neither is independent of the other."""


class ServiceNotThereError(TouchSameItemError):
    """The change names a service that the leaflet it is applied to does not have."""


def apply(
    onto: Leaflet, old: Leaflet, new: Leaflet, only: Collection[Place] | None = None
) -> Leaflet:
    """Return `onto` with the difference old -> new applied to it, or what of it is `only` meant.

    Raises `TouchSameItemError` where `onto` differs from old in a place of that difference,
    and `OtherProductError`.
    """
    same_product(onto, old, new)
    whole = touched(old, new)
    difference = whole if only is None else within(whole, only)
    if clash := _clash(difference, touched(old, onto)):
        raise TouchSameItemError(spelled(clash))
    composed = _composed(onto, new, difference).model_copy(update=_along(onto, old, new))
    _services_known(composed)
    if composed.model_copy(update={"version": new.version}) == new:
        return new
    label = new.version if difference == whole else f"{new.version} (in part)"
    return composed.model_copy(update={"version": _label(onto.version, label)})


def _clash(difference: Collection[Place], ours: Collection[Place]) -> frozenset[Place]:
    found = shared(difference, ours)
    return frozenset(one for one in found if one[0] != _STAND_TOGETHER)


def _along(onto: Leaflet, old: Leaflet, new: Leaflet) -> dict[str, Any]:
    """What goes along is from the latest that says it anew; the date and consequences are new."""
    values = {name: (getattr(onto, name), getattr(old, name), getattr(new, name)) for name in ALONG}
    changed = {name: mine if was == now else now for name, (mine, was, now) in values.items()}
    return {**changed, "date": new.date, "consequences": new.consequences}


def _composed(onto: Leaflet, new: Leaflet, difference: frozenset[Place]) -> Leaflet:
    after = placed(new)
    kept = {place: value for place, value in placed(onto).items() if place not in difference}
    values = kept | {place: after[place] for place in difference if place in after}
    single = {field: values.get((field, "")) for field in SINGLE}
    groups = {field: _group(getattr(onto, field), field, values) for field in GROUPS}
    rows = {field: _rows(field, values, (onto, new)) for field in ROWS}
    return onto.model_copy(update={**single, **groups, **rows})


def _group(stated: Any, field: str, values: Mapping[Place, Any]) -> Any:  # noqa: ANN401 - a group
    return stated.model_copy(update={key: values.get((field, key)) for key, _ in stated})


def _rows(
    field: str, values: Mapping[Place, Any], leaflets: tuple[Leaflet, Leaflet]
) -> tuple[Any, ...] | None:
    if (field, "") not in values:
        return None
    onto, new = (_keys(field, one) for one in leaflets)
    kept = {key for name, key in values if name == field and key}
    return tuple(row for key in _in_order(kept, onto, new) for row in values[field, key])


def _keys(field: str, leaflet: Leaflet) -> list[str]:
    """Return the keys of a list in its order."""
    return list(rows_by_key(field, getattr(leaflet, field) or ()))


def _in_order(kept: set[str], onto: list[str], new: list[str]) -> list[str]:
    """Order as the new leaflet does; what only the other has follows what it followed there."""
    order = [key for key in new if key in kept]
    for at, key in enumerate(onto):
        if key in kept and key not in order:
            order.insert(_behind(onto[:at], order), key)
    return order


def _behind(earlier: list[str], order: list[str]) -> int:
    return next((order.index(key) + 1 for key in reversed(earlier) if key in order), 0)


def _services_known(composed: Leaflet) -> None:
    known = {one.id for one in composed.services or ()}
    if lost := _lost(named_services(composed), known):
        raise ServiceNotThereError(", ".join(lost))


def _lost(named: Iterable[tuple[str, tuple[str, ...]]], known: set[str]) -> list[str]:
    return [f"{field}: {one}" for field, services in named for one in services if one not in known]


def _label(onto: str, new: str) -> str:
    """Name both; a long name keeps its two ends."""
    label = f"{onto} + {new}"
    half = _LONGEST // 2 - len(" ... ")
    return label if len(label) <= _LONGEST else f"{label[:half]} ... {label[-half:]}"
