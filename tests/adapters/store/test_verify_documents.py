"""Documents and texts that are not those of their hash any more are found."""

import pytest

from adapters.event_store import PostgresEventStore
from adapters.postgres import Pool, open_pool
from adapters.texts import erase_text, put_leaflet, put_text
from adapters.verify import Broken, verify
from domain.actors import ENGINE
from domain.agreement import commands as c
from domain.canonical import hash_of
from domain.leaflet.leaflet import Leaflet
from tests.adapters.store.tampering import as_superuser
from tests.conftest import Database
from tests.fakes.storage import FakeStorage
from tests.scenario import START, STREAM, Story
from tests.stored import store_story

CONTENT = b"%PDF the agreement as it stood"
HASH = hash_of(CONTENT)
LEAFLET = Leaflet(product="code", name="Code", version="1")
FILED = 7  # the version of the record that names the document


@pytest.fixture
async def storage(pool: Pool) -> FakeStorage:
    """Return the storage of an agreement whose document is on record."""
    story = Story().active()
    story.ask(c.FileDocument(document="agreement", of_version=6, hash=HASH), ENGINE)
    await store_story(PostgresEventStore(pool), story)
    storage = FakeStorage()
    await storage.put(HASH, CONTENT)
    return storage


async def test_a_document_that_is_there_as_it_was_is_counted(
    pool: Pool, storage: FakeStorage
) -> None:
    seen = await verify(pool, storage)
    assert (seen.documents, seen.broken, seen.is_whole) == (1, (), True)


async def test_a_document_that_was_exchanged_is_named_by_the_record_that_names_it(
    pool: Pool, storage: FakeStorage
) -> None:
    storage.damage(HASH)
    (broken,) = (await verify(pool, storage)).broken
    assert broken == Broken(STREAM, FILED, f"the document that it names is another one: {HASH}")


async def test_a_document_that_is_gone_is_named_too(pool: Pool, storage: FakeStorage) -> None:
    storage.forget(HASH)
    (broken,) = (await verify(pool, storage)).broken
    assert broken == Broken(STREAM, FILED, f"the document that it names is not there: {HASH}")


@pytest.mark.parametrize("table", ["leaflet", "free_text"])
async def test_a_text_that_was_edited_is_named_by_its_hash(
    own_database: Database, table: str
) -> None:
    async with open_pool(own_database.engine_url) as pool:
        hashes = {
            "leaflet": await put_leaflet(pool, LEAFLET),
            "free_text": await put_text(pool, b"x"),
        }
        assert (await verify(pool)).texts == 2
        await as_superuser(
            own_database,
            f"ALTER TABLE {table} DROP CONSTRAINT {table}_check",
            f"UPDATE {table} SET content = 'another'",  # noqa: S608 - of the list above
        )
        seen = await verify(pool)
        assert (seen.broken_texts, seen.is_whole) == ((hashes[table],), False)


async def test_a_text_that_was_erased_breaks_nothing(pool: Pool) -> None:
    await erase_text(pool, await put_text(pool, b"about somebody"), START)
    assert (await verify(pool)).is_whole
