"""The network between two parts is cut, slow, or silent: people get their answers all the same."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from gateway.engine import engine_client
from tests.faults.cells import Cell
from tests.faults.clients import Office, clients
from tests.faults.proxy import Link, link_of
from tests.faults.site import Site
from tests.faults.waiting import under_way

CUTS, CUT, SILENT, USED = 3, 1.0, 12.0, 30.0  # times, seconds
SOME, MORE = 6, 8  # commands that are answered before
SLOW = (0.03, 200_000)  # seconds for each piece, bytes a second

Trouble = Callable[[Site, Link], Coroutine[Any, Any, None]]


async def cut(site: Site, link: Link) -> None:
    """Cut it some times, while people go on."""
    for number in range(CUTS):
        await under_way(site, SOME + number * MORE)
        await link.cut()
        site.ledger.struck()
        await asyncio.sleep(CUT)
        await link.mended()
        site.ledger.is_over()


async def silent(site: Site, link: Link) -> None:
    """Let nothing pass, for longer than anybody waits for one answer."""
    await under_way(site, SOME)
    await link.silenced()
    site.ledger.struck()
    await asyncio.sleep(SILENT)
    await link.mended()
    site.ledger.is_over()


async def slow(site: Site, link: Link) -> None:
    """Let it be slow for all the time."""
    await link.slowed(*SLOW)
    site.ledger.struck()
    site.ledger.is_over()


async def lives_through(site: Site, office: Office, link: Link, trouble: Trouble) -> None:
    """People live while the trouble comes and goes, and everybody is answered."""
    people = await clients(office, 3)
    troubled = asyncio.create_task(trouble(site, link))
    await asyncio.gather(*(one.lives() for one in people))
    await troubled
    async with asyncio.timeout(USED):  # where people are fast no letter was due yet
        while not link.passed:  # noqa: ASYNC110 - what is due goes by itself
            await asyncio.sleep(0.1)


@asynccontextmanager
async def asking_over(site: Site, link: Link) -> AsyncIterator[Office]:
    """The same people, whose requests go by way of the link."""
    client = await engine_client(site.settings, link.address)
    yield replace(site.office, client=client, gateway=replace(site.office.gateway, client=client))


async def worker_and_temporal(site: Site, trouble: Trouble) -> None:
    async with link_of(site.engine.address) as link, site.worker(TEMPORAL_ADDRESS=link.address):
        await lives_through(site, site.office, link, trouble)


async def worker_and_postgres(site: Site, trouble: Trouble) -> None:
    url = site.database.url
    async with link_of(url) as link, site.worker(DATABASE_URL=link.instead(url)):
        await lives_through(site, site.office, link, trouble)


async def worker_and_mail(site: Site, trouble: Trouble) -> None:
    url = site.smtp_url
    async with link_of(url) as link, site.worker(SMTP_URL=link.instead(url)):
        await lives_through(site, site.office, link, trouble)


async def client_and_temporal(site: Site, trouble: Trouble) -> None:
    async with (
        link_of(site.engine.address) as link,
        site.worker(),
        asking_over(site, link) as office,
    ):
        await lives_through(site, office, link, trouble)


LINKS = {
    "worker-Temporal": worker_and_temporal,
    "worker-Postgres": worker_and_postgres,
    "worker-SMTP": worker_and_mail,
    "client-Temporal": client_and_temporal,
}
TROUBLES: dict[str, Trouble] = {"cut": cut, "slow": slow, "silent": silent}


def _cell(between: str, named: str) -> Cell:
    async def run(site: Site) -> None:
        await LINKS[between](site, TROUBLES[named])

    return Cell(f"link {between} {named}", run)


CELLS = tuple(_cell(between, named) for between in LINKS for named in TROUBLES)
