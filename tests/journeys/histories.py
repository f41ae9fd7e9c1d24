"""All that the engine and the store keep of a namespace, as text that can be searched."""

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from google.protobuf.json_format import MessageToDict, ParseDict
from temporalio.api.common.v1 import Payload
from temporalio.client import Client, WorkflowExecution, WorkflowHandle

from adapters.codec import inflated
from adapters.postgres import Pool

DERIVED = ("agreement", "agreement_product", "choice", "permission", "change_standing", "deadline")
METADATA = "__temporal_workflow_metadata"  # what the UI asks for: the page, the descriptions


def words(value: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON value
    """Yield every string in a JSON value, payloads read as well."""
    match value:
        case {"metadata": _, "data": str(_)}:
            yield inflated(ParseDict(value, Payload())).data.decode(errors="replace")
        case dict():
            for key, inner in value.items():
                yield key
                yield from words(inner)
        case list():
            for inner in value:
                yield from words(inner)
        case _:
            yield str(value)


async def kept_by_engine(client: Client, worked: Collection[str] = ()) -> str:
    """Ids, histories, search attributes and memos of every workflow there is.

    Current details too of those on task queues that are worked on: it is a worker that tells them.
    """
    texts: list[str] = []
    async for one in client.list_workflows():
        handle = client.get_workflow_handle(one.id, run_id=one.run_id)
        texts += words(MessageToDict(one.raw_info))
        texts += words(json.loads((await handle.fetch_history()).to_json()))
        if one.task_queue in worked and _can_be_asked(one):
            texts.append(await page_of(handle))
    return "\n".join(texts)


def _can_be_asked(one: WorkflowExecution) -> bool:
    return one.status is not None and one.status.name in {"RUNNING", "COMPLETED"}


def naming(kept: str, told: Iterable[str]) -> list[str]:
    """Those of the things told of people that stand in what is kept, whatever the case."""
    folded = kept.casefold()
    return [one for one in told if one.casefold() in folded]


async def page_of(handle: WorkflowHandle[Any, Any]) -> str:
    """What the Temporal UI shows of a workflow."""
    return str(await handle.query(METADATA))


async def kept_by_store(pool: Pool) -> str:
    """Every row of the log and of what is derived from it."""
    tables = [await rows(pool, table) for table in ("event", *DERIVED)]
    return "\n".join(row for table in tables for row in table)


async def rows(pool: Pool, table: str) -> list[str]:
    """Every row of a table, sorted, as text."""
    statement = f"SELECT {table}::text AS row FROM {table} ORDER BY 1"  # noqa: S608 - our own list
    return [row["row"] for row in await pool.fetch(statement)]
