"""What is said twice, late or in another order, by those who may and by those who may not."""

import asyncio
import itertools
import random
from collections.abc import Iterator
from contextlib import suppress

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from temporalio.client import WorkflowUpdateFailedError

from adapters.seal import Sealer
from domain.agreement import commands as c
from domain.requests import RequestBody, SealedRequest
from gateway.commands import Asking
from tests.faults.cells import Cell
from tests.faults.clients import Client, clients
from tests.faults.deaths import compacted
from tests.faults.patience import patiently
from tests.faults.site import Site
from tests.journeys.said import chosen

SEED, COPIES, CHOICES = 5, 3, 4
AGREEMENTS, UPDATES = 100, 10
REPLAYS: Iterator[int] = itertools.count()
RequestOf = tuple[RequestBody, SealedRequest]


async def said_again(site: Site) -> None:
    """Every request is sent by several, at once and in no order, and once more when it is old."""
    chance = random.Random(SEED)  # noqa: S311 - the same order in every run
    people = await clients(site.office, 3)
    async with site.worker():
        await asyncio.gather(*(one.proposed() for one in people))
        for one in people:
            requests = [await sealed(one, choice(number)) for number in range(CHOICES)]
            copies = requests * COPIES
            chance.shuffle(copies)
            await asyncio.gather(*(sent(one, request) for request in copies))
            site.ledger.struck()
            await compacted(one)
            for request in requests:
                await sent(one, request)
        site.ledger.is_over()
        await asyncio.gather(*(one.signed() for one in people))
        await asyncio.gather(*(_goes_on(one) for one in people))


async def _goes_on(one: Client) -> None:
    await one.changes_once()
    await one.ends()


def choice(number: int) -> c.Choose:
    """A yes or a no to the option, in turns."""
    return c.Choose(choices=(chosen(), chosen("speech", "no" if number % 2 else "yes")))


async def sealed(one: Client, command: c.AnyCommand, sealer: Sealer | None = None) -> RequestOf:
    """Seal a request once, as the gateway does; who replays it has no other."""
    gateway = one.system.gateway
    body = RequestBody(
        workflow_id=str(one.place),
        command_id=one.new_id(),
        actor=await one.system.actor(one.director, f"board:{one.place.board}"),
        via="test",
        issued_at=one.system.now(),
        command=one.line.said(command),
    )
    return body, (sealer or gateway.sealer).seal(body)


async def sent(one: Client, request: RequestOf) -> None:
    """Send it past the gateway: to Temporal it is new, and only the command's id is the same."""
    body, words = request
    ledger = one.system.ledger
    ledger.asked(body.command_id, str(one.place))

    async def ask() -> int:
        name = f"replay-{next(REPLAYS)}"
        answer = await one.handle.execute_update(body.command.kind, words, id=name)
        return int(answer["version"])

    ledger.answered(body.command_id, await patiently(ask))


async def forged(site: Site) -> None:
    """Nobody's key, another's place, an old seal: each is refused, and leaves nothing."""
    people = await clients(site.office, 2)
    stranger = Sealer(Ed25519PrivateKey.generate())
    async with site.worker():
        await asyncio.gather(*(one.begins() for one in people))
        for one in people:
            _, request = await sealed(one, c.GiveNotice(reason="no_longer_needed"), stranger)
            ours = request.model_copy(update={"key_id": one.system.gateway.sealer.key_id})
            for one_more in (request, ours):
                site.ledger.struck()
                with suppress(WorkflowUpdateFailedError):
                    await one.handle.execute_update("give_notice", one_more)
        site.ledger.is_over()
        await asyncio.gather(*(_goes_on(one) for one in people))


async def racing(site: Site) -> None:
    """A thousand updates meet histories that are begun anew."""
    people = await clients(site.office, AGREEMENTS)
    async with site.worker():
        await asyncio.gather(*(one.offered() for one in people))
        await asyncio.gather(*(_races(site, one) for one in people))
        site.ledger.is_over()
        await asyncio.gather(*(one.chose() for one in people[:10]))


async def _races(site: Site, one: Client) -> None:
    """Half of them are asked, the history ends, and the other half is on its way meanwhile."""
    half = UPDATES // 2
    first = [_chooses(one, number) for number in range(half)]
    second = [_chooses(one, number) for number in range(half, UPDATES)]
    await asyncio.gather(*first, compacted(one), *second)
    site.ledger.struck()


async def _chooses(one: Client, number: int) -> None:
    actor = await one.system.actor(one.director, f"board:{one.place.board}")
    await one.system.ask(Asking(one.place, one.new_id(), actor, one.line.said(choice(number))))


CELLS = (
    Cell("commands repeated and reordered", said_again),
    Cell("requests forged", forged),
    Cell("1,000 updates meet continue-as-new", racing),
)
