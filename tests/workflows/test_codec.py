"""What the engine writes under keys: hidden from Temporal, waited for where a key is missing."""

import base64
import os
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.query.v1 import WorkflowQuery
from temporalio.api.workflowservice.v1 import QueryWorkflowRequest
from temporalio.client import Client

from adapters.codec import CodecKeyMissingError
from domain.agreement import commands as c
from domain.agreement.refusals import HashNotCurrentError
from domain.pointers import Pointer
from gateway.engine import converter
from tests.scenario import V2, chosen
from tests.workflows.engine import Engine, working
from tests.workflows.memory import Memory
from workflows.agreement.workflow import AgreementWorkflow

OLD, NEW = (f"{name}={base64.b64encode(os.urandom(32)).decode()}" for name in ("old", "new"))

FORGOTTEN: dict[str, Any] = {"sticky_queue_schedule_to_start_timeout": timedelta(seconds=1)}
"""A worker that has ended is not waited for."""


async def under(keys: str | None, client: Client) -> Client:
    """The same server, as one sees it with these keys."""
    address = client.service_client.config.target_host
    return await Client.connect(address, data_converter=converter(keys))


async def with_keys(engine: Engine, keys: str | None) -> None:
    """Have the gateway ask under these keys from now on."""
    engine.client = await under(keys, engine.client)
    engine.gateway = replace(engine.gateway, client=engine.client)


async def raw(engine: Engine) -> bytes:
    """The history as the server keeps it."""
    history = await engine.handle.fetch_history()
    return b"".join(event.SerializeToString() for event in history.events)


async def announced(engine: Engine) -> None:
    """The supplier announces; whether anyone hears it is another thing."""
    engine.memory.lines.announce(V2.hash, "mail", engine.now())
    await engine.handle.signal("hear", Pointer(event="product:github:code#2"))


async def tasks_fail(engine: Engine) -> None:
    """Wait until the engine cannot go on."""
    while "WORKFLOW_TASK_FAILED" not in await engine.history():
        pass


async def failing(engine: Engine) -> bytes:
    """What the server tells of an activity that has failed, and is tried again."""
    while True:
        description = (await engine.handle.describe()).raw_description
        kept = description.SerializeToString()
        if b"ConnectionError" in kept:
            return kept


async def test_the_old_key_is_read_while_it_is_in_the_ring(client: Client) -> None:
    memory = Memory()
    async with working(await under(OLD, client), memory, **FORGOTTEN) as engine:
        await engine.active()
    ring = f"{NEW}\n{OLD}"
    await with_keys(engine, ring)

    async with working(engine.client, memory, engine):
        await engine.announced()
        await engine.ask(c.ApproveChange(change="mail", leaflet=V2.hash))

    assert engine.types.count("change.approved") == 1
    written = await raw(engine)
    assert b"old" in written
    assert b"new" in written


async def test_where_a_key_is_missing_the_engine_waits_and_nothing_is_lost(
    client: Client,
) -> None:
    memory = Memory()
    async with working(await under(OLD, client), memory, **FORGOTTEN) as engine:
        await engine.active()
    await announced(engine)

    async with working(await under(NEW, client), memory, engine, **FORGOTTEN):
        await tasks_fail(engine)
    assert "change.proposed" not in engine.types

    async with working(await under(OLD, client), memory, engine):
        await engine.until("change.proposed")


async def test_a_worker_without_keys_drops_no_signal_of_one_with_keys(client: Client) -> None:
    memory = Memory()
    async with working(await under(None, client), memory, **FORGOTTEN) as engine:
        await engine.active()
        await with_keys(engine, OLD)
        await announced(engine)
        await tasks_fail(engine)
    assert "change.proposed" not in engine.types

    async with working(engine.client, memory, engine):
        await engine.until("change.proposed")


async def test_who_asks_without_the_key_is_told_which(client: Client) -> None:
    async with working(await under(OLD, client), Memory()) as engine:
        await engine.active()
        await with_keys(engine, None)

        with pytest.raises(CodecKeyMissingError, match="'old'"):
            await engine.page()


async def test_a_refusal_arrives_with_its_words(client: Client) -> None:
    async with working(await under(OLD, client), Memory()) as engine:
        await engine.offered()
        await engine.ask(c.Choose(choices=(chosen(),)))
        with pytest.raises(HashNotCurrentError) as refused:
            await engine.ask(c.Sign(hash="a" * 64))

        assert refused.value.detail


async def test_the_words_of_a_failure_are_hidden(client: Client) -> None:
    memory = Memory()
    memory.shelf.is_away, memory.shelf.complaint = True, "hush hush"
    async with working(await under(OLD, client), memory) as engine:
        await engine.active()
        kept = await failing(engine)

    assert b"Encoded failure" in kept
    assert b"hush" not in kept


async def test_the_page_and_a_memo_are_hidden_and_search_attributes_are_not(
    client: Client,
) -> None:
    async with working(await under(OLD, client), Memory()) as engine:
        await engine.offered()
        answer = await client.workflow_service.query_workflow(
            QueryWorkflowRequest(
                namespace=client.namespace,
                execution=WorkflowExecution(workflow_id=str(engine.agreement)),
                query=WorkflowQuery(query_type="__temporal_workflow_metadata"),
            )
        )
        assert "github" in await engine.page()
        assert b"github" not in answer.SerializeToString()
        description = await engine.handle.describe()
        assert b"offered" in description.raw_info.search_attributes.SerializeToString()

        place = engine.next_agreement()
        handle = await engine.client.start_workflow(
            AgreementWorkflow.run,
            engine.state,
            id=str(place),
            task_queue="nobody's",
            memo={"remark": "hush"},
        )
        info = (await handle.describe()).raw_info
        assert b"remark" in info.memo.SerializeToString()
        assert b"hush" not in info.memo.SerializeToString()
        await handle.terminate()
