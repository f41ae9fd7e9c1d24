"""The log in Postgres: the contract, and what the database itself forbids."""

import asyncio

import asyncpg
import pytest

from adapters.event_store import EventStore, PostgresEventStore
from adapters.postgres import (
    DatabaseUnavailableError,
    Pool,
    connect,
    insert,
    open_pool,
    transaction,
)
from domain.agreement import commands as c
from domain.reading import ReadStream
from domain.records import Append, Appended, Stored
from domain.repeats import CommandIdReusedError
from domain.store_refusals import AgreementAlreadyOpenError
from tests.conftest import Database
from tests.contracts.event_store_contract import WRITERS, EventStoreContract, stored, with_command
from tests.contracts.stream_kinds_contract import StreamKindsContract
from tests.fakes.event_store import FakeEventStore
from tests.scenario import STREAM, SUPPLIER, TEXT, Story, chosen, leaflet
from tests.stored import appends, elsewhere, store_story

PAYLOAD = 2_000_000  # bytes that Temporal carries at once
ENORMOUS = tuple(
    leaflet(version, options=tuple(f"option-{number}" for number in range(5_000)))
    for version in "12"
)


class TestFakeEventStore(EventStoreContract, StreamKindsContract):
    @pytest.fixture
    def store(self) -> FakeEventStore:
        return FakeEventStore()

    async def test_a_store_that_is_away_says_so_and_can_be_asked_again(
        self, store: FakeEventStore
    ) -> None:
        story = Story().offered()
        store.is_away = True
        with pytest.raises(DatabaseUnavailableError):
            await store_story(store, story)
        store.is_away = False
        assert await store_story(store, story) == [Appended(version=1)]


class TestPostgresEventStore(EventStoreContract, StreamKindsContract):
    @pytest.fixture
    def store(self, pool: Pool) -> EventStore:
        return PostgresEventStore(pool)

    async def test_appends_that_wait_for_one_another_go_together(
        self, store: EventStore, pool: Pool
    ) -> None:
        births = [
            elsewhere(
                appends(Story().offered())[0], f"agreement:board-{number}:github:1", f"{number}-"
            )
            for number in range(WRITERS)
        ]
        answers = await asyncio.gather(*map(store.append, births))
        assert [one.answer for one in answers] == [Appended(version=1)] * WRITERS
        assert await pool.fetchval("SELECT count(DISTINCT transaction) FROM event") == 1

    async def test_who_is_refused_among_them_keeps_nobody_from_being_stored(
        self, store: EventStore
    ) -> None:
        birth, choice = appends(Story().offered().chose())
        await store.append(birth)
        other = elsewhere(birth, "agreement:brugge:github:1", "other-")
        reused = with_command(other, birth.records[0].provenance.command_id)
        second = elsewhere(birth, "agreement:gent:github:2", "second-")
        answers = await asyncio.gather(
            *map(
                store.append,
                (choice, reused, second, elsewhere(birth, "agreement:aalst:github:1", "third-")),
            ),
            return_exceptions=True,
        )
        assert [type(one) for one in answers] == [
            Stored,
            CommandIdReusedError,
            AgreementAlreadyOpenError,
            Stored,
        ]
        assert await stored(store, other.stream_id) == await stored(store, second.stream_id) == ()

    async def test_every_event_follows_the_hash_of_the_one_before(
        self, store: EventStore, pool: Pool
    ) -> None:
        await store_story(store, Story().active())
        rows = await pool.fetch("SELECT * FROM event ORDER BY version")
        assert [row["previous_hash"] for row in rows[1:]] == [row["hash"] for row in rows[:-1]]
        assert rows[0]["previous_hash"] is None

    @pytest.mark.parametrize(
        "name",
        [
            "é",
            "日本",
            "😀",
            'say "no"',
            "back\\slash",
            "\u2028",
            "\x01\t\n",
            "\ufeff",
            "x" * 70_000,
        ],
    )
    async def test_any_text_is_read_back_to_the_letter(self, store: EventStore, name: str) -> None:
        story = Story().offered()
        event = story.records[0].event
        assert event.type == "agreement.offered"
        product = event.products[0]
        renamed = product.services[0].model_copy(update={"name": name})
        event = event.model_copy(
            update={"products": (product.model_copy(update={"services": (renamed,)}),)}
        )
        record = story.records[0].model_copy(update={"event": event})
        await store.append(appends(story)[0].model_copy(update={"records": (record,)}))
        assert await stored(store) == (record,)

    async def test_a_gap_cannot_be_written_past_the_store_either(
        self, store: EventStore, pool: Pool
    ) -> None:
        await store_story(store, Story().offered().chose())
        row = dict((await pool.fetch("SELECT * FROM event ORDER BY version DESC LIMIT 1"))[0])
        del row["position"], row["previous_version"]
        other = {"event_id": "other", "command_id": "other", "version": 5}
        with pytest.raises(asyncpg.ForeignKeyViolationError):
            async with transaction(pool) as connection:
                await insert(connection, "event", [row | other])

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE event SET actor = 'person:other'",
            "DELETE FROM event",
            "TRUNCATE event CASCADE",
            "UPDATE mandate SET valid_until = NULL",
            "DELETE FROM mandate_end",
        ],
    )
    async def test_neither_the_engine_nor_the_owner_can_change_what_was_written(
        self, database: Database, statement: str
    ) -> None:
        for url in (database.engine_url, database.owner_url):
            async with connect(url) as connection:
                with pytest.raises(asyncpg.InsufficientPrivilegeError):
                    await connection.execute(statement)

    async def test_the_log_and_what_follows_from_it_are_stored_together_or_not_at_all(
        self, own_database: Database
    ) -> None:
        async with connect(own_database.owner_url) as connection:
            await connection.execute(
                "ALTER TABLE letter ADD CHECK (template <> 'choices.recorded')"
            )
        birth, choice = appends(Story().offered().chose())
        async with open_pool(own_database.engine_url) as pool:
            store = PostgresEventStore(pool)
            await store.append(birth)
            with pytest.raises(asyncpg.CheckViolationError):
                await store.append(choice)
            assert len(await stored(store)) == 1

    async def test_streams_do_not_wait_for_each_other(self, store: EventStore) -> None:
        births = [
            elsewhere(
                appends(Story().offered())[0], f"agreement:board-{number}:zoom:1", f"{number}-"
            )
            for number in range(16)
        ]
        answers = await asyncio.gather(*(store.append(birth) for birth in births))
        assert [one.answer for one in answers] == [Appended(version=1)] * 16

    async def test_a_connection_that_was_cut_is_told_by_name_and_the_command_can_be_repeated(
        self, store: EventStore, pool: Pool, database: Database
    ) -> None:
        birth = appends(Story().offered())[0]
        async with transaction(pool) as held:
            await held.execute("LOCK TABLE agreement IN EXCLUSIVE MODE")
            appending = asyncio.create_task(store.append(birth))
            await _cut_the_one_that_waits(database)
            with pytest.raises(DatabaseUnavailableError):
                await appending
        assert await stored(store) == ()
        assert (await store.append(birth)).answer == Appended(version=1)

    async def test_reading_takes_a_stretch_by_version_and_instant(self, store: EventStore) -> None:
        story = Story().active()
        await store_story(store, story)
        part = ReadStream(stream_id=STREAM, after=1, until=story.now)
        assert (await store.read_stream(part)).records == story.records[1:]

    async def test_a_page_ends_where_a_payload_would_grow_too_large(
        self, store: EventStore
    ) -> None:
        story = Story(stored=ENORMOUS).offered(ENORMOUS[0])
        for number in (1, 0, 1):
            named = {"leaflets": (ENORMOUS[number].hash,), "schools": story.state.schools}
            story.ask(c.ReviseOffer(**named, text=TEXT), SUPPLIER)
        await store_story(store, story)
        pages = [await store.read_stream(ReadStream(stream_id=STREAM, limit=50))]
        while pages[-1].more:
            behind = pages[-1].records[-1].version
            pages.append(
                await store.read_stream(ReadStream(stream_id=STREAM, after=behind, limit=50))
            )
        assert tuple(record for page in pages for record in page.records) == story.records
        assert len(pages) > 1
        assert all(len(page.model_dump_json()) < PAYLOAD for page in pages)

    async def test_a_page_holds_one_record_however_large(self, store: EventStore) -> None:
        larger = leaflet("1", options=tuple(f"option-{number}" for number in range(15_000)))
        await store_story(store, Story(stored=(larger,)).offered(larger).chose(chosen(of=larger)))
        page = await store.read_stream(ReadStream(stream_id=STREAM, limit=50))
        assert ([one.version for one in page.records], page.more) == ([1], True)


async def _cut_the_one_that_waits(database: Database) -> None:
    """End the session that waits for a lock, as soon as there is one."""
    async with connect(database.owner_url) as connection:
        cut = None
        while cut is None:
            cut = await connection.fetchval(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )


def test_a_batch_survives_the_wire() -> None:
    batch = appends(Story().active())[0]
    assert Append.model_validate_json(batch.model_dump_json()) == batch
