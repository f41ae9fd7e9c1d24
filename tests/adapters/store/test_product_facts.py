"""What a decision about a product needs: leaflets, texts that say something, what touches what."""

import pytest

from adapters.postgres import Pool
from adapters.product_facts import StoredProductFacts
from adapters.texts import erase_text, put_leaflet, put_text
from domain.canonical import content_hash
from domain.leaflet.completeness import missing
from domain.product.gathering import Division, Overlap, ProductGathered, ProductNeed
from tests.adapters.store.test_compositions import UNKNOWN, leaflet
from tests.scenario import START

FIRST, MAIL, MAPS = leaflet("1"), leaflet("2", "Mail"), leaflet("3", "Maps")
BOTH, OTHER_MAIL = leaflet("4", "Mail", "Maps"), leaflet("5", "Mail", country="US")


@pytest.fixture
async def facts(pool: Pool) -> StoredProductFacts:
    for one in (FIRST, MAIL, MAPS, BOTH, OTHER_MAIL):
        await put_leaflet(pool, one)
    return StoredProductFacts(pool)


async def test_leaflets_come_with_what_they_miss(facts: StoredProductFacts) -> None:
    gathered = await facts.gather(ProductNeed(leaflets=(UNKNOWN, content_hash(FIRST))))
    (found,) = gathered.leaflets
    assert found.digest.hash == content_hash(FIRST)
    assert len(found.missing) == len(missing(FIRST))
    assert gathered == ProductGathered(leaflets=(found,))


async def test_only_texts_that_say_something_are_there(
    facts: StoredProductFacts, pool: Pool
) -> None:
    said, empty, erased = [
        await put_text(pool, one) for one in (b"You decide.", b" \n", b"They told me.")
    ]
    await erase_text(pool, erased, START)
    gathered = await facts.gather(ProductNeed(leaflets=(), texts=(UNKNOWN, erased, empty, said)))
    assert gathered.texts == (said,)


@pytest.mark.parametrize(("after", "touches"), [(BOTH, False), (OTHER_MAIL, True)])
async def test_what_two_changes_in_a_row_both_touch_is_named(
    after: object, facts: StoredProductFacts, *, touches: bool
) -> None:
    overlap = Overlap(
        before=content_hash(FIRST), between=content_hash(MAIL), after=content_hash(after)
    )
    gathered = await facts.gather(ProductNeed(leaflets=(), overlap=overlap))
    assert bool(gathered.touched_twice) is touches


@pytest.mark.parametrize(("parts", "whole"), [((MAIL, MAPS), True), ((MAIL,), False)])
async def test_parts_are_the_whole_or_they_are_not(
    parts: tuple[object, ...], facts: StoredProductFacts, *, whole: bool
) -> None:
    division = Division(
        old=content_hash(FIRST),
        new=content_hash(BOTH),
        parts=tuple(content_hash(one) for one in parts),
    )
    gathered = await facts.gather(ProductNeed(leaflets=(), division=division))
    assert gathered.is_whole is whole
