"""Read JSON that others wrote: within bounds, and all that cannot be kept in it named."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from domain.intake.faults import Fault, FaultCode, Faults, fault
from domain.intake.paths import Location, article_at, spelled

LARGEST = 1_000_000  # characters; the longest leaflet at hand has 16 thousand
MOST_VALUES, DEEPEST = 20_000, 60
_EXACT = 2**53 - 1  # beyond it JSON's readers do not agree on a number
_STAND_IN = "\ufffd"


class _Repeated(dict[str, Any]):
    """An object in which a field stands twice."""


def read_json(text: str) -> tuple[Any, Faults]:
    """Return the value, and what in it cannot be kept, which is replaced; None for no JSON."""
    if len(text) > LARGEST:
        return None, (_whole(FaultCode.TOO_LARGE, f"it has more than {LARGEST:,} characters"),)
    try:
        value = json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        words = f"this is no JSON from line {error.lineno}, column {error.colno} on"
        return None, (_whole(FaultCode.NOT_JSON, words),)
    except RecursionError:
        return None, (_too_deep(),)
    except ValueError:
        return None, (_whole(FaultCode.NUMBER_TOO_LARGE, "a number in it has too many digits"),)
    return _within_bounds(value)


def _within_bounds(value: Any) -> tuple[Any, Faults]:  # noqa: ANN401 - any JSON value
    count, level = 0, [value]
    for _ in range(DEEPEST):
        count += len(level)
        if count > MOST_VALUES:
            return None, (_whole(FaultCode.TOO_LARGE, f"it has more than {MOST_VALUES:,} values"),)
        level = [inner for one in level for inner in _inside(one)]
        if not level:
            return _cleaned(value), tuple(_unkept(value, (), value))
    return None, (_too_deep(),)


def _inside(value: Any) -> list[Any]:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _unkept(value: Any, location: Location, whole: Any) -> Iterator[Fault]:  # noqa: ANN401 - any JSON value
    if found := _wrong(value):
        path = spelled(location, whole)
        yield fault(path, *found, article_at(path))
    for key, inner in _entries(value):
        yield from _unkept(inner, (*location, key), whole)


def _wrong(value: Any) -> tuple[FaultCode, str] | None:  # noqa: ANN401 - any JSON value
    match value:
        case _Repeated():
            return FaultCode.FIELD_TWICE, "a field stands twice in this object"
        case str() if _text(value) != value:
            return FaultCode.NOT_TEXT, "this holds a character that is none: NUL, or half of a pair"
        case int() if abs(value) > _EXACT:
            return FaultCode.NUMBER_TOO_LARGE, "this number is too large to be exact"
        case _:
            return None


def _entries(value: Any) -> Iterator[tuple[str | int, Any]]:  # noqa: ANN401 - any JSON value
    if isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _cleaned(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    match value:
        case dict():
            return {_text(key): _cleaned(inner) for key, inner in value.items()}
        case list():
            return [_cleaned(inner) for inner in value]
        case str():
            return _text(value)
        case int() if abs(value) > _EXACT:
            return 0
        case _:
            return value


def _text(value: str) -> str:
    whole = value.replace("\0", _STAND_IN)
    return whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else _Repeated(found)


def _too_deep() -> Fault:
    return _whole(FaultCode.TOO_DEEP, f"it is nested deeper than {DEEPEST} levels")


def _whole(code: FaultCode, words: str) -> Fault:
    return fault("payload", code, words)
