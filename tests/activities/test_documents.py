"""The agreement on paper: put together from its stream, stored under the hash of its bytes."""

import asyncio
import os
import sys
import threading
import time

import pytest

from activities.documents import (
    AT_ONCE,
    LESS_PRESSING,
    DocumentActivities,
    ManyDocumentsError,
)
from adapters.storage import StorageUnavailableError
from domain.agreement import commands as c
from domain.agreement.issuing import DocumentToFile
from domain.agreement.state import Agreement
from domain.canonical import hash_of
from domain.document.issued import Sources
from domain.leaflet.digest import digest
from domain.text.library import CURRENT
from tests.domain.document.examples import LEAFLET
from tests.fakes.event_store import FakeEventStore
from tests.fakes.storage import FakeStorage
from tests.scenario import STREAM, Story, chosen

SHOWN = digest(LEAFLET)


async def found(state: Agreement) -> Sources:
    """The sources of the only agreement there is."""
    assert state.id == STREAM
    return Sources(names={}, leaflets={SHOWN.hash: LEAFLET}, text=CURRENT)


@pytest.fixture
def story() -> Story:
    """An agreement that both have signed, and a choice later."""
    return Story(stored=(SHOWN,)).offered(SHOWN).chose(chosen(of=SHOWN)).signed()


@pytest.fixture
def storage() -> FakeStorage:
    """Return an empty storage."""
    return FakeStorage()


@pytest.fixture
def documents(story: Story, storage: FakeStorage) -> DocumentActivities:
    """The activity, over what is stored of the story."""
    story.ask(c.Choose(choices=(chosen("plagiarism", of=SHOWN),)))
    store = FakeEventStore()
    store.records = list(story.records)
    return DocumentActivities(store, found, storage)


def of_version(version: int) -> DocumentToFile:
    """The agreement as of a version of its stream."""
    return DocumentToFile(
        stream_id=STREAM,
        board="gent",
        supplier="github",
        document="agreement",
        of_version=version,
    )


async def test_what_is_told_to_be_stored_can_be_read(
    documents: DocumentActivities, storage: FakeStorage
) -> None:
    stored = await documents.file_document(of_version(6))

    content = await storage.get(stored.hash)
    assert content.startswith(b"%PDF")
    assert hash_of(content) == stored.hash


async def test_the_same_again_is_the_same_bytes(
    documents: DocumentActivities, storage: FakeStorage
) -> None:
    first = await documents.file_document(of_version(6))

    assert await documents.file_document(of_version(6)) == first
    assert len(storage.documents) == 1


async def test_another_version_is_another_document(
    documents: DocumentActivities, storage: FakeStorage
) -> None:
    await documents.file_document(of_version(6))
    await documents.file_document(of_version(7))

    assert len(storage.documents) == 2


async def test_a_storage_that_is_away_is_no_document(
    documents: DocumentActivities, storage: FakeStorage
) -> None:
    storage.is_away = True

    with pytest.raises(StorageUnavailableError):
        await documents.file_document(of_version(6))


async def test_documents_are_laid_out_one_at_a_time_and_behind_all_else(
    documents: DocumentActivities, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way: list[object] = []
    together: set[int] = set()

    def laid_out(document: object) -> bytes:
        under_way.append(document)
        together.add(len(under_way))
        priority = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
        under_way.remove(document)
        return str(priority).encode()

    monkeypatch.setattr("activities.documents.render_agreement", laid_out)
    stored = await asyncio.gather(*(documents.file_document(of_version(n)) for n in (6, 8)))

    assert together == {1}
    usual = os.getpriority(os.PRIO_PROCESS, 0)
    if sys.platform == "linux":
        assert stored[0].hash == hash_of(str(min(usual + LESS_PRESSING, 19)).encode())


async def test_documents_are_laid_out_half_of_the_time_at_most(
    documents: DocumentActivities, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[float] = []
    over: list[float] = []

    def laid_out(document: object) -> bytes:
        begun.append(time.monotonic())
        while time.monotonic() < begun[-1] + 0.05:
            pass
        over.append(time.monotonic())
        return str(document).encode()

    monkeypatch.setattr("activities.documents.render_agreement", laid_out)
    await asyncio.gather(*(documents.file_document(of_version(n)) for n in (6, 8)))

    assert begun[1] - over[0] >= over[0] - begun[0]


async def test_a_storage_that_hangs_holds_few_documents_and_the_others_come_back_later(
    documents: DocumentActivities, storage: FakeStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    hanging, answers = asyncio.Semaphore(0), asyncio.Event()

    async def hangs(name: str, content: bytes) -> None:
        del name, content
        hanging.release()
        await answers.wait()

    monkeypatch.setattr(storage, "put", hangs)
    monkeypatch.setattr("activities.documents.render_agreement", lambda _: b"%PDF")
    held = [asyncio.ensure_future(documents.file_document(of_version(6))) for _ in range(AT_ONCE)]
    for _ in held:
        await hanging.acquire()
    with pytest.raises(ManyDocumentsError):
        await documents.file_document(of_version(7))
    answers.set()

    assert len(set(await asyncio.gather(*held))) == 1
    monkeypatch.undo()
    await documents.file_document(of_version(7))
