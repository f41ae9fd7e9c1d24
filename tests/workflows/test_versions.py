"""Agreements live for years: they move to new code when their history begins anew."""

import asyncio
from contextlib import suppress

from temporalio.api.workflowservice.v1 import SetWorkerDeploymentCurrentVersionRequest
from temporalio.client import Client
from temporalio.service import RPCError

from domain.agreement import commands as c
from tests.scenario import chosen
from tests.workflows.engine import Engine, working
from tests.workflows.memory import Memory
from workflows.plugin import versioned


async def made_current(client: Client, build: str) -> None:
    """Have new work go to the workers of a build, as soon as the server knows them."""
    while True:
        with suppress(RPCError):
            await client.workflow_service.set_worker_deployment_current_version(
                SetWorkerDeploymentCurrentVersionRequest(
                    namespace=client.namespace, deployment_name="akkoord", build_id=build
                )
            )
            return
        await asyncio.sleep(0.1)


async def build_of(engine: Engine) -> str:
    """The build that an agreement runs on."""
    info = (await engine.handle.describe()).raw_info
    return info.versioning_info.deployment_version.build_id


async def test_an_agreement_moves_to_new_code(client: Client) -> None:
    async with working(client, Memory(), deployment_config=versioned("one")) as engine:
        await made_current(client, "one")
        await engine.offered()
        assert await build_of(engine) == "one"
        async with working(client, engine.memory, engine, deployment_config=versioned("two")):
            await made_current(client, "two")
            while await build_of(engine) != "two":
                await engine.ask(c.Choose(choices=(chosen(),)))

    assert engine.types[0] == "agreement.offered"
