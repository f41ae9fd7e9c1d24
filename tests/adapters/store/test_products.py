"""Products as they are read: whose each is, and what became of each change at which board."""

import pytest

from adapters.announcements import PAGE, StoredAnnouncements
from adapters.directory import Product, enter, names
from adapters.event_store import EventStore, PostgresEventStore
from adapters.postgres import Pool, connect
from adapters.products import known_product, overview, owner_of, product_now
from domain.agreement import commands as c
from domain.announcing import ChangeTelling, Telling
from domain.product.state import unborn
from tests.adapters.store.hearing import CODE, hear, in_parts, on
from tests.adapters.store.lines import Line, store_line
from tests.conftest import Database
from tests.scenario import MAIL_ADDED, START, SUPPLIER, V2, V3, Story
from tests.stored import appends, elsewhere


@pytest.fixture
def store(pool: Pool) -> EventStore:
    return PostgresEventStore(pool)


@pytest.fixture
def known(pool: Pool) -> StoredAnnouncements:
    return StoredAnnouncements(pool)


@pytest.fixture
async def line(store: EventStore) -> Line:
    line = Line().registered().announced(V2, "c2")
    await store_line(store, line.announced(V3, "c3", in_parts("c3", "mail", "maps")))
    return line


async def at_board(store: EventStore, board: str, story: Story) -> str:
    """The story at another board; the same people, the same product."""
    stream_id = f"agreement:{board}:github:1"
    for batch in appends(story):
        await store.append(elsewhere(batch, stream_id, f"{board}-"))
    return stream_id


@pytest.fixture
async def boards(store: EventStore, line: Line) -> None:
    """One board was told nothing yet, one is asked, one said no, and one never had it."""
    refused = hear(on(), line, "c2")
    refused.rejected(V2, "c2")
    await at_board(store, "aalst", on())
    await at_board(store, "brugge", hear(on(), line, "c2"))
    await at_board(store, "celle", refused)
    await at_board(store, "damme", Story().offered())


@pytest.mark.usefixtures("boards")
async def test_agreements_that_lack_something_come_in_pages_by_id(
    known: StoredAnnouncements, store: EventStore, line: Line
) -> None:
    told = on()
    for change in ("c2", "c3-mail", "c3-maps"):
        hear(told, line, change)
    await at_board(store, "bilzen", told)
    first = await known.lacking_agreements(CODE, limit=2)
    rest = await known.lacking_agreements(CODE, after=first[-1], limit=2)
    assert [one.split(":")[1] for one in (*first, *rest)] == ["aalst", "brugge", "celle"]
    assert await known.lacking_agreements(CODE, after=rest[-1]) == ()


@pytest.mark.usefixtures("boards")
async def test_it_is_told_how_far_each_change_has_come(known: StoredAnnouncements) -> None:
    second = ChangeTelling(
        change="c2", received=2, lacking=1, standings={"asked": 1, "rejected": 1}
    )
    parts = [ChangeTelling(change=f"c3-{one}", received=0, lacking=3) for one in ("mail", "maps")]
    assert await known.telling_of(CODE) == Telling(
        agreements=3, lacking=3, changes=(second, *parts)
    )


async def test_what_is_offered_again_counts_as_it_stands_now(
    known: StoredAnnouncements, store: EventStore, line: Line, pool: Pool
) -> None:
    story = hear(on(), line, "c2")
    story.wait(days=31)
    story.ask(c.ReofferChange(change="c2", new_change="c2-again"), SUPPLIER, MAIL_ADDED)
    await at_board(store, "brugge", story)
    told, *_ = (await known.telling_of(CODE)).changes
    assert told == ChangeTelling(change="c2", received=1, lacking=0, standings={"asked": 1})
    seen, *_ = await overview(pool, "github", "code")
    assert seen.boards == {"asked": ("brugge",)}


async def test_a_product_that_nobody_has_is_told_to_nobody(known: StoredAnnouncements) -> None:
    nothing = Telling(agreements=0, lacking=0)
    assert await known.telling_of("product:github:other") == nothing


@pytest.mark.usefixtures("boards")
async def test_the_supplier_sees_the_boards_of_each_change_by_how_it_stands(pool: Pool) -> None:
    second, mail, _ = await overview(pool, "github", "code")
    assert (second.change, second.part_of, second.leaflet) == ("c2", None, V2.hash)
    assert second.boards == {"asked": ("brugge",), "rejected": ("celle",)}
    assert second.lacking == ("aalst",)
    assert (mail.change, mail.part_of, mail.boards) == ("c3-mail", "c3", {})
    assert mail.lacking == ("aalst", "brugge", "celle")
    assert await overview(pool, "zoom", "code") == ()


async def test_a_change_that_was_withdrawn_says_so(
    pool: Pool, store: EventStore, line: Line
) -> None:
    await store_line(store, line.withdrawn("c3"))
    assert [one.standing for one in await overview(pool, "github", "code")] == [
        "stands",
        "withdrawn",
        "withdrawn",
    ]


async def test_a_product_is_whose_the_directory_says_until_somebody_registers_it(
    pool: Pool, store: EventStore
) -> None:
    assert await owner_of(pool, "code") is None
    await enter(pool, [Product(id="code", supplier="zoom", name="Code by Zoom")])
    assert await owner_of(pool, "code") == "zoom"
    first = Line().registered()
    await store_line(store, first)
    assert await owner_of(pool, "code") == "github"
    await store_line(store, first.ended())
    assert await owner_of(pool, "code") == "github"
    await store_line(store, Line("product:zoom:code").registered())
    assert await owner_of(pool, "code") == "zoom"


async def test_a_product_is_known_by_its_supplier(pool: Pool, store: EventStore) -> None:
    line = Line().registered()
    assert await product_now(pool, CODE) == unborn(CODE)
    await store_line(store, line)
    assert await product_now(pool, CODE) == line.state
    assert await known_product(pool, "github", "code")
    assert not await known_product(pool, "zoom", "code")


async def test_a_registered_product_has_the_name_it_was_given(
    pool: Pool, store: EventStore
) -> None:
    await store_line(store, Line().registered())
    assert (await names(pool)).product("code") == "Code"
    await enter(pool, [Product(id="code", supplier="github", name="Code for schools")])
    assert (await names(pool)).product("code") == "Code for schools"


async def test_a_page_is_found_by_indices_alone(database: Database) -> None:
    async with connect(database.owner_url) as connection:
        await connection.execute("SET enable_seqscan = off")
        plan = await connection.fetch(f"EXPLAIN {PAGE}", START, "github", "code", "", 200)
    words = "\n".join(row[0] for row in plan)
    assert "Seq Scan" not in words
    assert "Sort" not in words
    assert "agreement_product_in_force" in words
