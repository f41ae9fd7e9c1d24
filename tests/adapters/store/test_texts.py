"""Texts are kept under the hash of their bytes; a free text can be forgotten."""

import asyncpg
import pytest

from adapters.postgres import Pool, connect, open_pool
from adapters.texts import (
    CorruptTextError,
    TextErasedError,
    TextNotFoundError,
    erase_text,
    find_leaflets,
    get_text,
    leaflet_versions,
    put_leaflet,
    put_text,
)
from domain.canonical import canonical, content_hash, hash_of
from domain.leaflet.leaflet import Leaflet
from tests.conftest import Database
from tests.scenario import START

LEAFLET = Leaflet(product="code", name="Code", version="1", remarks=("né",))
NEXT = LEAFLET.model_copy(update={"version": "2"})
REASON = b"Te duur, zegt mevrouw Peeters"


async def test_a_leaflet_is_found_under_the_hash_of_its_stored_bytes(pool: Pool) -> None:
    kept = await put_leaflet(pool, LEAFLET)
    assert kept == content_hash(LEAFLET) == hash_of(canonical(LEAFLET))
    assert await put_leaflet(pool, LEAFLET) == kept
    assert await find_leaflets(pool, (kept, "0" * 64)) == {kept: LEAFLET}
    assert await pool.fetchval("SELECT content FROM leaflet") == canonical(LEAFLET)


async def test_a_leaflet_from_before_a_field_was_added_keeps_its_hash(pool: Pool) -> None:
    older = b'{"name":"Code","product":"code","version":"0"}'
    await pool.execute("INSERT INTO leaflet VALUES ($1, 'code', '0', $2)", hash_of(older), older)
    (found,) = (await find_leaflets(pool, (hash_of(older),))).items()
    assert found == (hash_of(older), Leaflet(product="code", name="Code", version="0"))


async def test_versions_are_listed_by_product(pool: Pool) -> None:
    first, second = await put_leaflet(pool, LEAFLET), await put_leaflet(pool, NEXT)
    assert await leaflet_versions(pool, "code") == {first: ("code", "1"), second: ("code", "2")}
    assert await leaflet_versions(pool, "other") == {}
    assert len(await leaflet_versions(pool)) == 2


async def test_a_leaflet_can_be_neither_changed_nor_removed_by_the_engine(pool: Pool) -> None:
    await put_leaflet(pool, LEAFLET)
    for statement in ("DELETE FROM leaflet", "UPDATE leaflet SET version = '9'"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await pool.execute(statement)
    with pytest.raises(asyncpg.CheckViolationError):
        await pool.execute("INSERT INTO leaflet VALUES ($1, 'x', '1', 'y')", "0" * 64)


async def test_a_leaflet_that_was_damaged_is_not_believed(own_database: Database) -> None:
    async with open_pool(own_database.engine_url) as pool:
        kept = await put_leaflet(pool, LEAFLET)
        async with connect(own_database.owner_url) as connection:
            await connection.execute("ALTER TABLE leaflet DROP CONSTRAINT leaflet_check")
            await connection.execute("UPDATE leaflet SET content = '{}'")
        with pytest.raises(CorruptTextError, match=kept):
            await find_leaflets(pool, (kept,))


async def test_a_free_text_is_read_back_until_it_is_erased(pool: Pool) -> None:
    kept = await put_text(pool, REASON)
    assert await put_text(pool, REASON) == kept
    assert await get_text(pool, kept) == REASON
    await erase_text(pool, kept, START)
    await erase_text(pool, kept, START)
    with pytest.raises(TextErasedError, match=kept):
        await get_text(pool, kept)
    assert await pool.fetchval("SELECT content FROM free_text") is None


async def test_what_was_erased_can_be_said_again(pool: Pool) -> None:
    kept = await put_text(pool, REASON)
    await erase_text(pool, kept, START)
    await put_text(pool, REASON)
    assert await get_text(pool, kept) == REASON


async def test_a_text_that_never_was_is_not_found(pool: Pool) -> None:
    with pytest.raises(TextNotFoundError):
        await get_text(pool, "0" * 64)
    with pytest.raises(TextNotFoundError):
        await erase_text(pool, "0" * 64, START)
