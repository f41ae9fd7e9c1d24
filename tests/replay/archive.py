"""Histories that were recorded: one file for each life, compressed, without its places.

What was deflated is kept as it reads: a file of many payloads is far smaller that way.
"""

import json
import lzma
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from google.protobuf.json_format import MessageToDict, ParseDict
from temporalio.api.common.v1 import Payload
from temporalio.client import WorkflowHistory

from adapters.codec import inflated

HISTORIES = Path(__file__).parent / "histories"
ENDING = ".json.xz"
OF_A_PLACE = frozenset({"identity", "stackTrace"})
"""On which machine, and where in its files, something happened."""


def kept() -> list[str]:
    """The names of all lives that were recorded."""
    return sorted(one.name.removesuffix(ENDING) for one in HISTORIES.glob(f"*{ENDING}"))


def keep(life: str, histories: Iterable[WorkflowHistory]) -> None:
    """Write the histories of a life down, for good."""
    told = [
        (one.workflow_id, as_it_reads(without_places(json.loads(one.to_json()))))
        for one in histories
    ]
    words = json.dumps(told, separators=(",", ":")).encode()
    HISTORIES.mkdir(exist_ok=True)
    (HISTORIES / f"{life}{ENDING}").write_bytes(lzma.compress(words, preset=9))


def read(life: str) -> list[WorkflowHistory]:
    """The histories of a life, in the order in which their workflows began."""
    recorded = json.loads(lzma.decompress((HISTORIES / f"{life}{ENDING}").read_bytes()))
    return [WorkflowHistory.from_json(place, one) for place, one in recorded]


def without_places(part: Any) -> Any:  # noqa: ANN401 - any part of a history
    """Leave out on which machine and where in its files something happened."""
    if isinstance(part, dict):
        return {key: without_places(one) for key, one in part.items() if key not in OF_A_PLACE}
    return [without_places(one) for one in part] if isinstance(part, list) else part


def as_it_reads(part: Any) -> Any:  # noqa: ANN401 - any part of a history
    """Give back what was deflated as it was."""
    match part:
        case {"metadata": _, "data": _}:
            return MessageToDict(inflated(ParseDict(part, Payload())))
        case dict():
            return {key: as_it_reads(one) for key, one in part.items()}
        case list():
            return [as_it_reads(one) for one in part]
        case _:
            return part
