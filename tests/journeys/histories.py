"""All that the engine and the store keep of a namespace, as text that can be searched."""

import base64
import json
from collections.abc import Iterator
from typing import Any

from google.protobuf.json_format import MessageToDict
from temporalio.client import Client, WorkflowHandle

from adapters.postgres import Pool

DERIVED = ("agreement", "agreement_product", "choice", "permission", "change_standing", "deadline")
METADATA = "__temporal_workflow_metadata"  # what the UI asks for: the page, the descriptions


def words(value: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON value
    """Yield every string in a JSON value, payloads read as well."""
    match value:
        case {"metadata": _, "data": str(data)}:
            yield base64.b64decode(data).decode(errors="replace")
        case dict():
            for key, inner in value.items():
                yield key
                yield from words(inner)
        case list():
            for inner in value:
                yield from words(inner)
        case _:
            yield str(value)


async def kept_by_engine(client: Client) -> str:
    """Ids, histories, search attributes and memos of every workflow there is."""
    listed = [one async for one in client.list_workflows()]
    texts = [word for one in listed for word in words(MessageToDict(one.raw_info))]
    for one in listed:
        history = await client.get_workflow_handle(one.id, run_id=one.run_id).fetch_history()
        texts += words(json.loads(history.to_json()))
    return "\n".join(texts)


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
