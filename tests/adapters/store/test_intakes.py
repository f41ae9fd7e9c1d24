"""Messages that are not settled are seen: on their way, waiting, or in quarantine."""

import pytest

from adapters.event_store import EventStore, PostgresEventStore
from adapters.intakes import held_messages, intake_now, quarantine, shown_message
from adapters.postgres import Pool
from adapters.texts import erase_text, put_text
from domain.canonical import canonical, hash_of
from domain.intake.state import MOST_QUARANTINED, Standing, unborn
from tests.adapters.store.messages import FAULTS, Door, store_messages
from tests.scenario import START


@pytest.fixture
def store(pool: Pool) -> EventStore:
    return PostgresEventStore(pool)


async def test_a_message_is_held_until_its_product_has_it(store: EventStore, pool: Pool) -> None:
    door = Door().accepted("m-1")
    await store_messages(store, door)
    (held,) = await held_messages(pool)
    assert (held.supplier, held.message, held.standing) == ("github", "m-1", Standing.ACCEPTED)
    assert (held.product, held.change, held.until) == ("code", "c2", None)
    await store_messages(store, door.waits("m-1"))
    (held,) = await held_messages(pool, "github", Standing.WAITING)
    assert (held.product, held.until) == ("code", door.state.messages[0].until)
    await store_messages(store, door.accepted("m-1").announced("m-1"))
    assert await held_messages(pool) == ()


async def test_quarantine_shows_every_fault_the_oldest_first(store: EventStore, pool: Pool) -> None:
    await store_messages(store, Door().quarantined("m-2").accepted("m-3").quarantined("m-1"))
    await store_messages(store, Door("intake:zoom").quarantined("m-1"))
    held = await quarantine(pool, "github")
    assert [one.message for one in held] == ["m-2", "m-1"]
    assert held[0].faults == FAULTS
    assert (held[0].arrived, held[0].until) == (START, None)
    assert len(await quarantine(pool)) == 3


async def test_what_waited_too_long_waits_no_more(store: EventStore, pool: Pool) -> None:
    await store_messages(store, Door().accepted("m-1").waits("m-1").quarantined("m-1"))
    (held,) = await quarantine(pool)
    assert (held.standing, held.until, held.faults) == (Standing.QUARANTINED, None, FAULTS)


async def test_what_is_discarded_is_seen_no_more(store: EventStore, pool: Pool) -> None:
    await store_messages(store, Door().quarantined("m-1").discarded("m-1"))
    assert await held_messages(pool) == ()
    assert await shown_message(pool, "github", "m-1") is None


async def test_what_is_replayed_goes_its_way_without_the_old_faults(
    store: EventStore, pool: Pool
) -> None:
    await store_messages(store, Door().quarantined("m-1").replayed("m-1"))
    (held,) = await held_messages(pool)
    assert (held.standing, held.faults) == (Standing.ACCEPTED, ())


async def test_quarantine_shows_more_than_the_intake_remembers(
    store: EventStore, pool: Pool
) -> None:
    door = Door()
    for number in range(MOST_QUARANTINED + 1):
        door.quarantined(f"m-{number}")
    await store_messages(store, door)
    assert len(await quarantine(pool)) == MOST_QUARANTINED + 1


async def test_a_message_is_shown_as_it_came_until_that_is_erased(
    store: EventStore, pool: Pool
) -> None:
    await store_messages(store, Door().quarantined("m-1"))
    assert (await raw(pool)) is None
    envelope = await put_text(pool, canonical("m-1"))
    assert envelope == hash_of(canonical("m-1"))
    assert await raw(pool) == canonical("m-1")
    await erase_text(pool, envelope, START)
    assert await raw(pool) is None


async def raw(pool: Pool) -> bytes | None:
    shown = await shown_message(pool, "github", "m-1")
    assert shown is not None
    return shown.raw


async def test_an_intake_is_as_its_messages_left_it(store: EventStore, pool: Pool) -> None:
    door = Door().accepted("m-1").quarantined("m-2")
    await store_messages(store, door)
    assert await intake_now(pool, "intake:github") == door.state
    assert await intake_now(pool, "intake:zoom") == unborn("intake:zoom")
