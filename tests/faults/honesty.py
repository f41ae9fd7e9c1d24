"""The rig shown honest: without a guard of the product it goes red, by the check that is for it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from temporalio.client import WorkflowUpdateFailedError

from adapters.seal import Sealer
from domain.agreement import commands as c
from tests.faults.cells import Cell
from tests.faults.clients import Client, client
from tests.faults.repeats import choice, sealed, sent
from tests.faults.site import Site

Story = Callable[[Site, Client], Awaitable[None]]


async def _says_it_twice(site: Site, one: Client) -> None:
    await site.database.does("ALTER TABLE akkoord.event DROP CONSTRAINT event_command_once")
    async with site.worker():
        await one.proposed()
        request = await sealed(one, choice(1))
        for _ in range(2):
            with suppress(WorkflowUpdateFailedError):
                await sent(one, request)


async def _is_forged(site: Site, one: Client) -> None:
    async with site.worker():
        await one.begins()
        stranger = Sealer(Ed25519PrivateKey.generate())
        _, request = await sealed(one, c.GiveNotice(reason="no_longer_needed"), stranger)
        with suppress(WorkflowUpdateFailedError):
            await one.handle.execute_update("give_notice", request)


async def _dies_behind_a_letter(site: Site, one: Client) -> None:
    async with site.worker(RIG_DIE_AT="after DATA") as doomed:
        offered = asyncio.create_task(one.offered())
        await doomed.died()
    async with site.worker():
        await offered


async def _hears_of_a_change(site: Site, one: Client) -> None:
    async with site.worker():
        await one.begins()
        await one.announced()
        await one.happened("change.told")


async def _begins(site: Site, one: Client) -> None:
    async with site.worker():
        await one.begins()


def _without(guard: str, expects: str, story: Story) -> Cell:
    async def run(site: Site) -> None:
        site.environment["RIG_WITHOUT"] = guard
        site.ledger.struck()
        await story(site, await client(site.office))

    return Cell(f"without: {guard}", run, expects=expects)


CELLS = (
    _without("unique command id", "doubled", _says_it_twice),
    _without("seal", "unasked", _is_forged),
    _without("outbox state", "doubled", _dies_behind_a_letter),
    _without("approval rule", "approval", _hears_of_a_change),
    _without("chain", "chain", _begins),
)
