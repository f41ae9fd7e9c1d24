"""Leaflets are composed of what was published: stored, compared, and the same for everybody."""

from dataclasses import dataclass

import pytest

from adapters.directory import Product, enter
from adapters.gathering import StoredFacts
from adapters.postgres import Pool, connect
from adapters.texts import find_leaflets, put_leaflet
from domain.agreement.gathering import Composed, Composition, Difference, Need
from domain.canonical import canonical, hash_of
from domain.leaflet.leaflet import Leaflet
from domain.leaflet.offered import Service, Subprocessor
from tests.conftest import Database

UNKNOWN = "0" * 64


def leaflet(version: str, *processors: str, country: str | None = None) -> Leaflet:
    return Leaflet(
        product="code",
        name="Code",
        version=version,
        services=(Service(id="core", name="Core", kind="core"),),
        subprocessors=tuple(Subprocessor(name=one, country=country) for one in processors),
    )


@dataclass(frozen=True)
class Published:
    first: str
    mail: str
    maps: str
    other_mail: str


@pytest.fixture
async def published(pool: Pool) -> Published:
    await enter(pool, [Product(id="code", supplier="github", name="Code")])
    leaflets = (
        leaflet("1"),
        leaflet("2", "Mail"),
        leaflet("3", "Maps"),
        leaflet("4", "Mail", country="US"),
    )
    return Published(*[await put_leaflet(pool, one) for one in leaflets])


@pytest.fixture
def facts(pool: Pool) -> StoredFacts:
    return StoredFacts(pool, "production")


async def composed(facts: StoredFacts, *wanted: Composition) -> tuple[Composed, ...]:
    return (await facts.gather(Need(board="gent", compositions=wanted))).compositions


async def test_a_leaflet_is_made_of_what_rules_and_a_difference_and_is_stored(
    facts: StoredFacts, published: Published, pool: Pool
) -> None:
    wanted = Composition(onto=published.mail, old=published.first, new=published.maps)
    (made,) = await composed(facts, wanted)
    assert made.of == wanted
    assert made.base is not None
    assert made.leaflet is not None
    assert made.base.hash == published.mail
    assert made.leaflet.supplier == "github"
    (stored,) = (await find_leaflets(pool, (made.leaflet.digest.hash,))).values()
    assert [one.name for one in stored.subprocessors or ()] == ["Mail", "Maps"]
    assert [(one.kind, one.target) for one in made.items] == [("subprocessor.added", "Maps")]


async def test_what_comes_to_a_published_leaflet_is_that_leaflet(
    facts: StoredFacts, published: Published
) -> None:
    brought = Difference(old=published.first, new=published.mail)
    wanted = Composition(
        onto=published.first, after=(brought,), old=published.first, new=published.maps
    )
    (made,) = await composed(facts, wanted)
    assert made.base is not None
    assert made.base.hash == published.mail


async def test_a_leaflet_can_stand_as_it_is_on_what_was_made(
    facts: StoredFacts, published: Published
) -> None:
    (made,) = await composed(facts, Composition(onto=published.mail, old=None, new=published.maps))
    assert made.leaflet is not None
    assert made.leaflet.digest.hash == published.maps
    kinds = {(one.kind, one.target) for one in made.items}
    assert kinds == {("subprocessor.added", "Maps"), ("subprocessor.removed", "Mail")}


async def test_a_published_leaflet_keeps_the_hash_of_the_bytes_it_was_stored_in(
    facts: StoredFacts, published: Published, pool: Pool
) -> None:
    content = canonical(leaflet("5", "Maps")) + b" "
    await pool.execute(
        "INSERT INTO leaflet (hash, product, version, content) VALUES ($1, 'code', '5', $2)",
        hash_of(content),
        content,
    )
    stands = Composition(onto=published.mail, old=None, new=hash_of(content))
    (made,) = await composed(facts, stands)
    assert made.leaflet is not None
    assert made.leaflet.digest.hash == hash_of(content)


async def test_nothing_comes_of_two_that_touch_the_same_or_of_one_that_is_not_there(
    facts: StoredFacts, published: Published
) -> None:
    same = Composition(onto=published.mail, old=published.first, new=published.other_mail)
    absent = Composition(onto=published.mail, old=UNKNOWN, new=published.maps)
    assert await composed(facts, same, absent) == (Composed(of=same), Composed(of=absent))


async def test_what_was_composed_once_is_not_made_again(
    facts: StoredFacts, published: Published, database: Database
) -> None:
    wanted = Composition(onto=published.mail, old=published.first, new=published.maps)
    first = await composed(facts, wanted)
    async with connect(database.owner_url) as connection:
        await connection.execute("DELETE FROM leaflet")
    assert await composed(facts, wanted) == first
    assert first[0].items


async def test_whose_product_it_is_is_asked_anew_each_time(
    facts: StoredFacts, published: Published, pool: Pool
) -> None:
    need = Need(board="gent", leaflets=(published.first,))
    assert (await facts.gather(need)).leaflets[0].supplier == "github"
    await enter(pool, [Product(id="code", supplier="zoom", name="Code")])
    assert (await facts.gather(need)).leaflets[0].supplier == "zoom"
    await pool.execute("DELETE FROM product")
    assert (await facts.gather(need)).leaflets[0].supplier is None
