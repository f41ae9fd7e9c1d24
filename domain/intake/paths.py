"""Where in a payload something stands: words of the schema and numbers, none of the payload's."""

import re
from functools import cache
from typing import Any, TypeAlias, get_args

from pydantic import BaseModel

from domain.intake.announcement import Announcement
from domain.intake.faults import Faults
from domain.leaflet import mandatory

Location: TypeAlias = tuple[str | int, ...]

ROOT = "payload"
_FURTHER = {
    "leaflet": "3.3",
    "consequences": "9.2",
    "consequences.parents": "7.1",
    "announced_from": "9.2",
}
_LISTS = {
    "": mandatory.LEAFLET,
    "services.": mandatory.SERVICE,
    "services.purposes.": mandatory.PURPOSE,
    "services.data.": mandatory.DATA,
    "services.data_subjects.": mandatory.DATA_SUBJECTS,
    "retention.": mandatory.RETENTION,
    "subprocessors.": mandatory.SUBPROCESSOR,
    "disclosures.": mandatory.DISCLOSURE,
}
_ARTICLES = _FURTHER | {
    f"leaflet.{above}{item.path}": item.article for above, items in _LISTS.items() for item in items
}


def spelled(location: Location, whole: Any) -> str:  # noqa: ANN401 - any JSON value
    """Write a location; "?3" is the third field of its object, where the schema knows no such."""
    path, here = ROOT, whole
    for step in location:
        path += _step(step, here)
        here = _inside(here, step)
    return path


def article_at(path: str) -> str | None:
    """Return the article that asks for what stands there, or for what it is part of."""
    names = re.sub(r"\[\d+\]", "", path).removeprefix(f"{ROOT}.")
    names = re.sub(r"(\.subprocessors)+", ".subprocessors", names)
    while names and names not in _ARTICLES:
        names = names.rpartition(".")[0]
    return _ARTICLES.get(names)


def elsewhere(faults: Faults, told: Faults) -> Faults:
    """Return the faults that stand neither at, nor in, nor above a place already told of."""
    places = {one.path for one in told}
    around = {above for place in places for above in _around(place)}
    return tuple(
        one for one in faults if one.path not in around and not places & set(_around(one.path))
    )


def _around(path: str) -> list[str]:
    """Return the path and every place that it stands in."""
    return [path, *(path[: mark.start()] for mark in re.finditer(r"[.\[]", path))]


def _step(step: str | int, here: Any) -> str:  # noqa: ANN401 - any JSON value
    if isinstance(step, int):
        return f"[{step}]"
    if step in words() or not isinstance(here, dict) or step not in here:
        return f".{step}" if step in words() else ""
    return f".?{list(here).index(step) + 1}"


def _inside(here: Any, step: str | int) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(here, dict):
        return here.get(str(step))
    return here[step] if isinstance(here, list) and isinstance(step, int) else None


@cache
def words() -> frozenset[str]:
    """Return the name of every field that an announcement may have, at any depth."""
    return frozenset(_words(Announcement, set()))


def _words(model: type[BaseModel], seen: set[type[BaseModel]]) -> set[str]:
    seen.add(model)
    found = {field.alias or name for name, field in model.model_fields.items()}
    for field in model.model_fields.values():
        for inner in _models(field.annotation):
            if inner not in seen:
                found |= _words(inner, seen)
    return found


def _models(annotation: Any) -> list[type[BaseModel]]:  # noqa: ANN401 - any type
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for one in get_args(annotation) for model in _models(one)]
