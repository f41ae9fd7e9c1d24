"""Old shapes of events, brought to today's in one place; what is stored stays as it is."""

from collections.abc import Callable, Mapping
from typing import Any

Data = dict[str, Any]
Step = Callable[[Data], Data]


def _as_it_is(data: Data) -> Data:
    """Fields that came later have their defaults."""
    return data


STEPS: Mapping[tuple[str, int], Step] = {("change.received", 1): _as_it_is}
"""From one version of a type of event to the next: (type, version) to what it takes."""


class UnknownShapeError(Exception):
    """The event was written by a later version of this code."""


def current_version(event_type: str, steps: Mapping[tuple[str, int], Step] = STEPS) -> int:
    """Return the version in which events of the type are written today."""
    return 1 + sum(name == event_type for name, _ in steps)


def upcast(
    event_type: str, version: int, data: Data, steps: Mapping[tuple[str, int], Step] = STEPS
) -> Data:
    """Bring an event's data to the current version; raises `UnknownShapeError`."""
    current = current_version(event_type, steps)
    if not 1 <= version <= current:
        raise UnknownShapeError(f"{event_type}, version {version}")
    for passed in range(version, current):
        data = steps[event_type, passed](data)
    return data
