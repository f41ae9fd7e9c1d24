"""Record the histories anew: `python -m tests.replay.record`."""

import asyncio
import json
import tempfile
from pathlib import Path
from typing import Any

from temporalio.client import Client, WorkflowHistory

from adapters.local.temporal import temporal_in_memory
from adapters.local.temporal_cli import temporal_cli
from gateway.engine import converter
from gateway.namespace import register_search_attributes
from settings import read_settings
from tests.replay.lives import LIVES
from tests.workflows.engine import working
from tests.workflows.memory import Memory

HISTORIES = Path(__file__).parent / "histories"


async def record() -> None:
    """Live every life once, and keep its last history."""
    cli = await temporal_cli(read_settings(), print)
    with tempfile.TemporaryDirectory() as directory:
        async with temporal_in_memory(cli, Path(directory)) as server:
            client = await Client.connect(
                server.address, data_converter=converter(), identity="recorder"
            )
            await register_search_attributes(client)
            for name, live in LIVES.items():
                async with working(client, Memory()) as engine:
                    await live(engine)
                    for number, history in enumerate(await engine.runs(), 1):
                        keep(f"{name}-{number}", history)


def keep(name: str, history: WorkflowHistory) -> None:
    """Write a history down, for good."""
    kept = json.dumps(without_places(json.loads(history.to_json())), indent=1)
    (HISTORIES / f"{name}.json").write_text(kept + "\n", encoding="utf-8")


def without_places(part: Any) -> Any:  # noqa: ANN401 - any part of a history
    """Leave out on which machine and where in its files something happened."""
    if isinstance(part, dict):
        return {
            key: without_places(one)
            for key, one in part.items()
            if key not in {"identity", "stackTrace"}
        }
    return [without_places(one) for one in part] if isinstance(part, list) else part


if __name__ == "__main__":
    asyncio.run(record())
