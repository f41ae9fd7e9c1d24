"""What a decision needs is gathered: schools, leaflets under their hashes, what differs."""

from dataclasses import dataclass

import pytest

from adapters.directory import School, enter
from adapters.gathering import StoredFacts
from adapters.leaflet_judgements import LeafletJudgements
from adapters.postgres import Pool, connect
from adapters.texts import put_leaflet
from domain.agreement.gathering import Need
from domain.canonical import content_hash
from domain.leaflet.completeness import missing
from domain.leaflet.digest import digest
from domain.leaflet.leaflet import Leaflet
from domain.leaflet.offered import Service, Subprocessor
from tests.conftest import Database

CORE = Service(id="core", name="Core", kind="core")
OLD = Leaflet(
    product="code",
    name="Code",
    version="1",
    services=(CORE,),
    subprocessors=(Subprocessor(name="Cloud"),),
)
NEW = OLD.model_copy(
    update={
        "version": "2",
        "subprocessors": (*(OLD.subprocessors or ()), Subprocessor(name="Mail")),
    }
)
OTHER = OLD.model_copy(update={"product": "meet"})
UNKNOWN = "0" * 64


@dataclass(frozen=True)
class Hashes:
    old: str
    new: str
    other: str


@pytest.fixture
async def kept(pool: Pool) -> Hashes:
    await enter(
        pool,
        [
            School(id="atheneum", board="gent", name="Atheneum"),
            School(id="elsewhere", board="brugge", name="Elsewhere"),
        ],
    )
    return Hashes(*[await put_leaflet(pool, one) for one in (OLD, NEW, OTHER)])


@pytest.fixture
def facts(pool: Pool) -> StoredFacts:
    return StoredFacts(pool, "production")


@pytest.mark.usefixtures("kept")
async def test_schools_are_those_of_the_board(facts: StoredFacts) -> None:
    gathered = await facts.gather(Need(board="gent"))
    assert (gathered.policy, gathered.schools) == ("production", ("atheneum",))
    assert (gathered.leaflets, gathered.compared_from, gathered.items) == ((), None, ())


async def test_leaflets_come_with_what_they_miss_in_the_order_asked(
    facts: StoredFacts, kept: Hashes
) -> None:
    gathered = await facts.gather(Need(board="gent", leaflets=(kept.new, UNKNOWN, kept.old)))
    assert [one.digest for one in gathered.leaflets] == [digest(NEW), digest(OLD)]
    named = [f"{one.path} ({one.article})" for one in missing(NEW)]
    assert list(gathered.leaflets[0].missing) == named
    assert "supplier.enterprise_number" in str(named)


async def test_the_new_leaflet_is_compared_with_that_of_its_own_product(
    facts: StoredFacts, kept: Hashes
) -> None:
    need = Need(board="gent", leaflets=(kept.new,), compare_from=(kept.other, UNKNOWN, kept.old))
    gathered = await facts.gather(need)
    assert gathered.compared_from == kept.old
    assert [(one.kind, one.target) for one in gathered.items] == [("subprocessor.added", "Mail")]
    assert gathered.items[0].important


@pytest.mark.parametrize("leaflet", ["new", None])
async def test_without_a_leaflet_of_its_product_nothing_is_compared(
    facts: StoredFacts, kept: Hashes, leaflet: str | None
) -> None:
    asked = kept.new if leaflet else UNKNOWN
    gathered = await facts.gather(Need(board="gent", leaflets=(asked,), compare_from=(kept.other,)))
    assert (gathered.compared_from, gathered.items) == (None, ())


async def test_what_was_gathered_once_is_not_read_again(
    facts: StoredFacts, kept: Hashes, database: Database
) -> None:
    need = Need(board="gent", leaflets=(kept.new,), compare_from=(kept.old,))
    first = await facts.gather(need)
    async with connect(database.owner_url) as connection:
        await connection.execute("DELETE FROM leaflet")
    assert await facts.gather(need) == first
    assert first.items


async def test_schools_are_looked_up_anew_each_time(facts: StoredFacts, pool: Pool) -> None:
    await facts.gather(Need(board="gent"))
    await enter(pool, [School(id="college", board="gent", name="College")])
    assert (await facts.gather(Need(board="gent"))).schools == ("college",)


async def test_no_more_is_remembered_than_there_is_room_for(
    pool: Pool, kept: Hashes, database: Database
) -> None:
    judgements = LeafletJudgements(pool, room=2)
    await judgements.described([kept.old, kept.new])
    await judgements.described([kept.old])
    await judgements.described([kept.other])
    async with connect(database.owner_url) as connection:
        await connection.execute("DELETE FROM leaflet")
    remembered = await judgements.described([kept.old, kept.new, kept.other])
    assert remembered.keys() == {kept.old, kept.other}


async def test_a_leaflet_that_was_not_stored_yet_is_found_when_it_is(
    facts: StoredFacts, pool: Pool
) -> None:
    later = OLD.model_copy(update={"version": "later"})
    need = Need(board="gent", leaflets=(content_hash(later),))
    assert (await facts.gather(need)).leaflets == ()
    await put_leaflet(pool, later)
    assert [one.digest for one in (await facts.gather(need)).leaflets] == [digest(later)]
