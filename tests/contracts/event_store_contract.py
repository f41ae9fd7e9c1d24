"""What every event store does, the fake as well as the real one."""

import asyncio
from datetime import timedelta

import pytest

from adapters.event_log import MalformedAppendError
from adapters.event_store import EventStore
from adapters.written_form import NotStorableError
from domain.agreement import commands as c
from domain.reading import ReadStream
from domain.records import Append, Appended, EventRecord, Stored
from domain.repeats import CommandIdReusedError
from domain.store_refusals import (
    AgreementAlreadyOpenError,
    StreamExistsError,
    VersionConflictError,
)
from tests.scenario import START, STREAM, SUPPLIER, Story
from tests.stored import appends, elsewhere, store_story

SECOND = "agreement:gent:github:2"
WRITERS = 16


async def stored(store: EventStore, stream_id: str = STREAM) -> tuple[EventRecord, ...]:
    return (await store.read_stream(ReadStream(stream_id=stream_id))).records


def with_command(batch: Append, command_id: str, digest: str | None = None) -> Append:
    """The same events as those of another command."""
    return batch.model_copy(
        update={
            "records": tuple(
                record.model_copy(
                    update={
                        "provenance": record.provenance.model_copy(
                            update={
                                "command_id": command_id,
                                "command_digest": digest or record.provenance.command_digest,
                            }
                        )
                    }
                )
                for record in batch.records
            )
        }
    )


class EventStoreContract:
    """Give the fixture `store`."""

    async def test_what_was_appended_is_read_back_as_it_was(self, store: EventStore) -> None:
        story = Story().active()
        story.announced()
        await store_story(store, story)
        assert await stored(store) == story.records

    async def test_the_answer_is_the_version_behind_the_last_event(self, store: EventStore) -> None:
        story = Story().active()
        versions = [answer.version for answer in await store_story(store, story)]
        assert versions == [1, 3, 4, 6]

    async def test_a_stream_is_read_from_behind_a_version(self, store: EventStore) -> None:
        story = Story().active()
        await store_story(store, story)
        part = ReadStream(stream_id=STREAM, after=4)
        assert (await store.read_stream(part)).records == story.records[4:]

    async def test_a_stream_is_read_up_to_and_with_an_instant(self, store: EventStore) -> None:
        story = Story().offered().later(hours=1).chose().later(hours=1).signed()
        await store_story(store, story)
        part = ReadStream(stream_id=STREAM, until=START + timedelta(hours=1))
        assert (await store.read_stream(part)).records == story.records[:3]

    async def test_a_stream_is_read_in_pages(self, store: EventStore) -> None:
        story = Story().active()
        await store_story(store, story)
        pages = [
            await store.read_stream(ReadStream(stream_id=STREAM, after=after, limit=4))
            for after in (0, 4, 6)
        ]
        assert [page.records for page in pages] == [story.records[:4], story.records[4:], ()]
        assert [page.more for page in pages] == [True, False, False]

    async def test_a_last_page_that_is_full_says_that_it_is_the_last(
        self, store: EventStore
    ) -> None:
        await store_story(store, Story().active())
        page = await store.read_stream(ReadStream(stream_id=STREAM, limit=6))
        assert (len(page.records), page.more) == (6, False)

    async def test_a_stream_that_never_was_is_empty(self, store: EventStore) -> None:
        assert await stored(store) == ()

    async def test_the_same_command_again_gets_its_first_answer_and_adds_nothing(
        self, store: EventStore
    ) -> None:
        story = Story().active()
        answers = await store_story(store, story)
        assert await store_story(store, story) == answers
        assert await stored(store) == story.records

    async def test_a_first_answer_says_that_it_is_not_given_for_the_first_time(
        self, store: EventStore
    ) -> None:
        birth = appends(Story().offered())[0]
        first = await store.append(birth)
        second = await store.append(birth)
        assert (first.again, second.again) == (False, True)
        assert (second.hash, second.recorded_at) == (first.hash, first.recorded_at)

    async def test_a_repeated_command_that_was_decided_anew_gets_its_first_answer(
        self, store: EventStore
    ) -> None:
        story = Story().offered().chose()
        birth, choice = appends(story)
        await store.append(birth)
        await store.append(choice)
        again = birth.model_copy(update={"letters": ()})
        later = with_command(choice, birth.records[0].provenance.command_id)
        assert (await store.append(again)).answer == Appended(version=1)
        with pytest.raises(CommandIdReusedError):
            await store.append(later)

    async def test_the_same_id_for_another_command_is_refused(self, store: EventStore) -> None:
        birth, choice = appends(Story().offered().chose())
        await store.append(birth)
        reused = with_command(choice, birth.records[0].provenance.command_id)
        with pytest.raises(CommandIdReusedError):
            await store.append(reused)
        assert len(await stored(store)) == 1

    async def test_the_same_command_in_another_stream_is_another_command(
        self, store: EventStore
    ) -> None:
        birth = appends(Story().offered())[0]
        await store.append(birth)
        with pytest.raises(CommandIdReusedError):
            await store.append(elsewhere(birth, "agreement:brugge:github:1"))
        assert await stored(store, "agreement:brugge:github:1") == ()

    async def test_what_was_decided_on_an_older_state_is_refused(self, store: EventStore) -> None:
        story = Story().offered().chose()
        birth, choice = appends(story)
        await store.append(birth)
        await store.append(choice)
        with pytest.raises(VersionConflictError):
            await store.append(with_command(choice, "c-other"))
        assert await stored(store) == story.records

    async def test_what_was_decided_on_a_state_to_come_is_refused(self, store: EventStore) -> None:
        _, choice = appends(Story().offered().chose())
        with pytest.raises(VersionConflictError):
            await store.append(choice)
        assert await stored(store) == ()

    async def test_a_stream_is_born_once(self, store: EventStore) -> None:
        birth = appends(Story().offered())[0]
        await store.append(birth)
        with pytest.raises(StreamExistsError):
            await store.append(with_command(birth, "c-other"))
        assert len(await stored(store)) == 1

    async def test_a_board_and_a_supplier_have_one_open_agreement(self, store: EventStore) -> None:
        birth = appends(Story().offered())[0]
        await store.append(birth)
        with pytest.raises(AgreementAlreadyOpenError) as refused:
            await store.append(elsewhere(birth, SECOND, "second-"))
        _, board, supplier, _ = SECOND.split(":")
        assert refused.value.detail == f"{board} and {supplier}"
        assert await stored(store, SECOND) == ()

    async def test_other_parties_are_not_in_the_way(self, store: EventStore) -> None:
        birth = appends(Story().offered())[0]
        await store.append(birth)
        await store.append(elsewhere(birth, "agreement:gent:zoom:1", "zoom-"))
        await store.append(elsewhere(birth, "agreement:brugge:github:1", "brugge-"))

    async def test_an_agreement_that_ended_is_not_in_the_way_of_the_next(
        self, store: EventStore
    ) -> None:
        story = Story().offered()
        story.ask(c.WithdrawOffer(reason="changed_mind"), SUPPLIER)
        await store_story(store, story)
        again = elsewhere(appends(Story().offered())[0], SECOND, "second-")
        assert (await store.append(again)).answer == Appended(version=1)

    async def test_records_that_do_not_follow_one_another_are_a_fault(
        self, store: EventStore
    ) -> None:
        _, choice = appends(Story().offered().chose())
        gap = choice.model_copy(update={"expected_version": 0})
        empty = choice.model_copy(update={"records": ()})
        mixed = choice.model_copy(
            update={"records": (choice.records[0], *with_command(choice, "c-other").records[1:])}
        )
        for malformed in (gap, empty, mixed):
            with pytest.raises(MalformedAppendError):
                await store.append(malformed)

    async def test_time_never_runs_backwards_in_a_stream(self, store: EventStore) -> None:
        story = Story().offered().later(hours=-1).chose()
        birth, choice = appends(story)
        await store.append(birth)
        with pytest.raises(MalformedAppendError):
            await store.append(choice)
        assert len(await stored(store)) == 1

    async def test_what_the_store_would_change_is_not_stored(self, store: EventStore) -> None:
        told = appends(Story().offered())[0].model_dump_json()
        with_nul = Append.model_validate_json(told.replace('"name":"Core"', '"name":"Co\\u0000re"'))
        with pytest.raises(NotStorableError):
            await store.append(with_nul)
        assert await stored(store) == ()

    async def test_many_writers_of_the_same_command_get_the_same_answer(
        self, store: EventStore
    ) -> None:
        birth = appends(Story().offered())[0]
        answers = await asyncio.gather(*(store.append(birth) for _ in range(WRITERS)))
        assert {one.answer for one in answers} == {Appended(version=1)}
        assert len(await stored(store)) == 1

    async def test_of_many_writers_at_one_version_one_wins(self, store: EventStore) -> None:
        birth, choice = appends(Story().offered().chose())
        await store.append(birth)
        rivals = [with_command(choice, f"c-rival-{number}") for number in range(WRITERS)]
        answers = await asyncio.gather(
            *(store.append(rival) for rival in rivals), return_exceptions=True
        )
        assert sum(isinstance(one, Stored) and one.version == 3 for one in answers) == 1
        assert sum(isinstance(answer, VersionConflictError) for answer in answers) == WRITERS - 1
        assert len(await stored(store)) == 3

    async def test_of_many_births_for_the_same_parties_one_lives(self, store: EventStore) -> None:
        birth = appends(Story().offered())[0]
        rivals = [
            elsewhere(birth, f"agreement:gent:github:{number}", f"rival-{number}-")
            for number in range(1, WRITERS + 1)
        ]
        answers = await asyncio.gather(
            *(store.append(rival) for rival in rivals), return_exceptions=True
        )
        refused = [one for one in answers if isinstance(one, AgreementAlreadyOpenError)]
        assert sum(isinstance(one, Stored) and one.version == 1 for one in answers) == 1
        assert len(refused) == WRITERS - 1
