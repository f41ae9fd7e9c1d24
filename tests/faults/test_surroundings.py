"""The faulty surroundings do what they are told to, and mend: what is found with them is theirs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.local.ports import LOOPBACK
from adapters.mailer import Mail, SmtpMailer, smtp_server
from adapters.storage import (
    CorruptDocumentError,
    DocumentNotFoundError,
    ObjectStorage,
    StorageUnavailableError,
    open_storage,
)
from domain.canonical import hash_of
from domain.letters import Fate
from tests.fakes.faulty_mail import Fault
from tests.faults import storage_faults
from tests.faults.mail_faults import FAILS_FOR_GOOD, NOBODY_KNOWS, SENDS_AGAIN, mail_server
from tests.faults.proxy import Link, link_of, link_to
from tests.faults.storage_faults import URL, ObjectStore, object_store

CONTENT = b"%PDF-1.7 an agreement"
HASH = hash_of(CONTENT)
MAIL = Mail(
    id="letter:1",
    name="An Peeters",
    address="an@school.example",
    language="nl",
    subject="Een voorstel",
    text="Er is een voorstel.",
    html="<p>Er is een voorstel.</p>",
    at=datetime(2026, 9, 1, tzinfo=UTC),
)


# Mail


async def fate(url: str, patience: float = 1.0) -> Fate:
    """What becomes of a letter there."""

    async def before_data() -> None:
        pass

    mailer = SmtpMailer(smtp_server(url), "akkoord@akkoord.example", (patience, patience))
    return (await mailer.send(MAIL, before_data)).fate


@pytest.mark.parametrize(
    ("faults", "fates"),
    [
        (SENDS_AGAIN, {Fate.DEFERRED}),
        (FAILS_FOR_GOOD, {Fate.REFUSED}),
        (NOBODY_KNOWS, {Fate.UNKNOWN}),
    ],
)
async def test_mail_goes_wrong_for_a_while_and_then_goes(
    faults: tuple[Fault, ...], fates: set[Fate], tmp_path: Path
) -> None:
    async with mail_server(tmp_path) as server:
        for number, fault in enumerate(faults, 1):
            async with server.suffering(fault):
                assert await fate(server.url, 0.2) in fates
            assert server.keeper.suffered == number
        kept = len(list(tmp_path.iterdir()))
        assert await fate(server.url) is Fate.SENT
        assert len(list(tmp_path.iterdir())) == kept + 1


async def test_a_mail_server_that_was_down_listens_where_it_did(tmp_path: Path) -> None:
    async with mail_server(tmp_path) as server:
        url = server.url
        async with server.away():
            assert await fate(url) is Fate.AWAY
        assert await fate(url) is Fate.SENT


async def test_who_hangs_on_a_mail_server_is_cut_off_when_it_is_mended(tmp_path: Path) -> None:
    async with mail_server(tmp_path) as server:
        async with server.suffering(Fault.HANG_AFTER_KEEPING):
            sending = asyncio.create_task(fate(server.url, 30.0))
            async with asyncio.timeout(5):
                while not list(tmp_path.glob("*.eml")):  # noqa: ASYNC110 - a file tells nobody
                    await asyncio.sleep(0.01)
        assert await sending is Fate.UNKNOWN
        assert len(list(tmp_path.iterdir())) == 1


# Storage


@pytest.fixture
async def store() -> AsyncIterator[ObjectStore]:
    """Run an object store."""
    async with object_store() as store:
        yield store


@pytest.fixture
def storage(store: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> ObjectStorage:
    """Our storage on it, which does not wait."""
    for name, value in store.variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_TIMEOUT", "1s")
    return open_storage(URL, Path("unused"))


async def test_an_object_store_keeps_and_gives_back(
    store: ObjectStore, storage: ObjectStorage
) -> None:
    with pytest.raises(DocumentNotFoundError):
        await storage.get(HASH)
    await storage.put(HASH, CONTENT)
    assert await storage.get(HASH) == CONTENT
    assert store.kept == {HASH: CONTENT}


@pytest.mark.parametrize(
    ("fault", "named"),
    [
        (storage_faults.Fault.BUSY, StorageUnavailableError),
        (storage_faults.Fault.HANG, StorageUnavailableError),
        (storage_faults.Fault.HALF_AND_CUT, StorageUnavailableError),
        (storage_faults.Fault.HALF_AND_YES, CorruptDocumentError),
        (storage_faults.Fault.CORRUPT_ON_READING, CorruptDocumentError),
    ],
)
async def test_a_document_that_is_not_whole_is_not_told_to_be_kept(
    store: ObjectStore, storage: ObjectStorage, fault: storage_faults.Fault, named: type[Exception]
) -> None:
    async with store.suffering(fault):
        with pytest.raises(named):
            await storage.put(HASH, CONTENT)
    assert store.suffered
    await storage.put(HASH, CONTENT)
    assert store.kept == {HASH: CONTENT}


async def test_an_object_store_that_was_down_has_what_it_had(
    store: ObjectStore, storage: ObjectStorage
) -> None:
    await storage.put(HASH, CONTENT)
    async with store.away():
        with pytest.raises(StorageUnavailableError):
            await storage.get(HASH)
    assert await storage.get(HASH) == CONTENT


# Links


@pytest.fixture
async def echo() -> AsyncIterator[int]:
    """Run a server that says what it hears; its port."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while heard := await reader.read(1024):
                writer.write(heard)
        writer.close()

    server = await asyncio.start_server(answer, LOOPBACK, 0)
    yield server.sockets[0].getsockname()[1]
    server.close()


@pytest.fixture
async def link(echo: int) -> AsyncIterator[Link]:
    """A link to it."""
    async with link_to(echo) as link:
        yield link


async def heard(link: Link, said: bytes = b"word") -> bytes:
    """What comes back over a connection of its own."""
    reader, writer = await asyncio.open_connection(LOOPBACK, link.port)
    try:
        writer.write(said)
        return await reader.read(1024)
    finally:
        writer.close()
        await writer.wait_closed()


async def test_a_link_passes_everything(link: Link) -> None:
    assert await heard(link) == b"word"
    assert link.passed == 2 * len(b"word")


async def test_a_link_that_is_cut_breaks_what_was_open_and_can_be_mended(link: Link) -> None:
    reader, writer = await asyncio.open_connection(LOOPBACK, link.port)
    writer.write(b"word")
    assert await reader.read(1024) == b"word"
    await link.cut()
    assert await reader.read(1024) == b""
    with pytest.raises(ConnectionRefusedError):
        await heard(link)
    writer.close()
    await link.mended()
    assert await heard(link) == b"word"


async def test_a_slow_link_takes_its_time(link: Link) -> None:
    await link.slowed(0.1, rate=40)
    began = asyncio.get_running_loop().time()
    assert await heard(link) == b"word"
    assert asyncio.get_running_loop().time() - began >= 2 * (0.1 + 0.1)


async def test_a_silent_link_tells_nobody_and_loses_nothing(link: Link) -> None:
    await link.silenced()
    answer = asyncio.create_task(heard(link))
    done, _ = await asyncio.wait([answer], timeout=0.2)
    assert not done
    await link.mended()
    assert await answer == b"word"


async def test_an_address_is_reached_by_way_of_a_link(echo: int) -> None:
    async with link_of(f"postgresql://owner:secret@{LOOPBACK}:{echo}/akkoord") as link:
        address = link.instead("postgresql://owner:secret@somewhere:1/akkoord")
        assert address == f"postgresql://owner:secret@{LOOPBACK}:{link.port}/akkoord"
        assert await heard(link) == b"word"
