"""Storage fails in every way: nobody waits for it, and no half document is on record."""

import asyncio
from collections import Counter
from contextlib import AbstractAsyncContextManager

from tests.faults.cells import Cell
from tests.faults.clients import Client, clients
from tests.faults.site import Site
from tests.faults.storage_faults import URL, Fault, ObjectStore, object_store
from tests.faults.waiting import seen

LONG = 10.0  # seconds; a command takes tenths of one


async def goes_wrong(site: Site, store: ObjectStore, fault: Fault | None) -> None:
    """People sign, decide and end while documents cannot be kept; then each owed one is filed."""
    people = await clients(site.office, 3)
    async with site.worker(STORAGE_URL=URL, **store.variables):
        async with _trouble(store, fault):
            site.ledger.struck()
            for act in ("begins", "changes_once"):  # nobody waits for a document
                await asyncio.gather(*(getattr(one, act)() for one in people))
            site.ledger.nobody_waited(LONG)
            await seen(lambda: _failed_somebody(store, fault))
            assert not [one for client in people for one in await filed(client)]
        site.ledger.is_over()
        await asyncio.gather(*(one.filed() for one in people))
        for one in people:
            assert set(Counter(await filed(one)).values()) == {1}
        await asyncio.gather(*(one.ends() for one in people))
    _hand_over(store, site)


async def filed(client: Client) -> list[str]:
    """The hashes of the documents on record in one stream."""
    records = await client.records()
    return [one.event.hash for one in records if one.event.type == "document.filed"]


def _trouble(store: ObjectStore, fault: Fault | None) -> AbstractAsyncContextManager[None]:
    return store.away() if fault is None else store.suffering(fault)


async def _failed_somebody(store: ObjectStore, fault: Fault | None) -> bool:
    return fault is None or store.suffered > 0


def _hand_over(store: ObjectStore, site: Site) -> None:
    """Put what was kept where the rig looks for documents."""
    site.documents.mkdir(parents=True, exist_ok=True)
    for name, content in store.kept.items():
        (site.documents / name).write_bytes(content)


def _cell(name: str, fault: Fault | None) -> Cell:
    async def run(site: Site) -> None:
        async with object_store() as store:
            await goes_wrong(site, store, fault)

    return Cell(f"storage {name}", run)


CELLS = (
    _cell("down", None),
    _cell("busy", Fault.BUSY),
    _cell("hanging", Fault.HANG),
    _cell("half written, then cut", Fault.HALF_AND_CUT),
    _cell("half written, and a yes", Fault.HALF_AND_YES),
    _cell("corrupt on reading back", Fault.CORRUPT_ON_READING),
)
