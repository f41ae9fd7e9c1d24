"""A letter goes once: sent, put off, refused, or of unknown fate, and never a guess."""

import asyncio
import email
import email.policy
import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.local.mail_sink import mail_sink
from adapters.mailer import (
    Mail,
    MailAddressError,
    SmtpMailer,
    SmtpServer,
    message_id,
    smtp_server,
)
from domain.letters import Attempt, Fate
from tests.fakes.faulty_mail import Fault, FaultyKeeper

SENDER = "akkoord@akkoord.example"
MAIL = Mail(
    id="letter:1f",
    name="Àn Peeters, directie",
    address="an.peeters@school.example",
    language="nl",
    subject="Uw akkoord is gevraagd: één wijziging",
    text="Beste Àn,\n\n.een regel die met een punt begint\n",
    html="<p>Beste Àn,</p>",
    at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
)


@pytest.fixture
def keeper(tmp_path: Path) -> FaultyKeeper:
    return FaultyKeeper(tmp_path / "mail")


@pytest.fixture
async def mailer(keeper: FaultyKeeper) -> AsyncIterator[SmtpMailer]:
    async with mail_sink(keeper) as url:
        yield SmtpMailer(smtp_server(url), SENDER, patience=(1.0, 1.0))


class Marks:
    """Counts how often the content was about to go, as the outbox would note it."""

    def __init__(self) -> None:
        self.count = 0

    async def __call__(self) -> None:
        self.count += 1


def letters(keeper: FaultyKeeper) -> list[bytes]:
    return [path.read_bytes() for path in sorted(keeper.directory.glob("*.eml"))]


async def test_a_letter_arrives_whole_in_both_forms(
    mailer: SmtpMailer, keeper: FaultyKeeper
) -> None:
    marks = Marks()
    assert await mailer.send(MAIL, marks) == Attempt(fate=Fate.SENT)
    assert marks.count == 1
    (kept,) = letters(keeper)
    letter = email.message_from_bytes(kept, policy=email.policy.default)
    assert letter["To"] == '"Àn Peeters, directie" <an.peeters@school.example>'
    assert letter["Subject"] == MAIL.subject
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Content-Language"] == "nl"
    assert letter["Message-ID"] == message_id("letter:1f", SENDER)
    assert letter.get_content_type() == "multipart/alternative"
    assert [part.get_content().replace("\r\n", "\n") for part in letter.iter_parts()] == [
        MAIL.text,
        MAIL.html + "\n",
    ]


async def test_every_copy_of_a_letter_has_the_same_message_id() -> None:
    assert message_id("letter:1", SENDER) == message_id("letter:1", SENDER)
    assert message_id("letter:1", SENDER) != message_id("letter:2", SENDER)
    assert message_id("letter:1", SENDER).endswith("@akkoord.example>")


BEFORE_CONTENT = [
    (Fault.REFUSE_RECIPIENT, Fate.REFUSED, "rcpt: 550 5.1.1"),
    (Fault.DEFER_RECIPIENT, Fate.DEFERRED, "rcpt: 450 4.2.1"),
]
AFTER_CONTENT = [
    (Fault.REFUSE_CONTENT, Attempt(fate=Fate.REFUSED, detail="data: 554 5.7.1"), 0),
    (Fault.DEFER_CONTENT, Attempt(fate=Fate.DEFERRED, detail="data: 451 4.3.0"), 0),
    (Fault.LEAVE_AFTER_CONTENT, Attempt(fate=Fate.DEFERRED, detail="data: 421 4.3.2"), 0),
    (Fault.KEEP_WITH_ANOTHER_YES, Attempt(fate=Fate.SENT, detail="data: 251 2.0.0"), 1),
    (
        Fault.CUT_BEFORE_KEEPING,
        Attempt(fate=Fate.UNKNOWN, detail="data: SMTPServerDisconnected"),
        0,
    ),
    (Fault.CUT_AFTER_KEEPING, Attempt(fate=Fate.UNKNOWN, detail="data: SMTPServerDisconnected"), 1),
    (
        Fault.MUMBLE_AFTER_KEEPING,
        Attempt(fate=Fate.UNKNOWN, detail="data: SMTPResponseException"),
        1,
    ),
    (Fault.HANG_AFTER_KEEPING, Attempt(fate=Fate.UNKNOWN, detail="data: SMTPReadTimeoutError"), 1),
]


@pytest.mark.parametrize(("fault", "fate", "detail"), BEFORE_CONTENT)
async def test_a_no_to_the_recipient_is_certain(
    mailer: SmtpMailer, keeper: FaultyKeeper, fault: Fault, fate: Fate, detail: str
) -> None:
    keeper.faults, marks = (fault,), Marks()
    assert await mailer.send(MAIL, marks) == Attempt(fate=fate, detail=detail)
    assert marks.count == 0
    assert not letters(keeper)


@pytest.mark.parametrize(("fault", "attempt", "kept"), AFTER_CONTENT)
async def test_after_the_content_only_an_answer_makes_it_certain(
    mailer: SmtpMailer, keeper: FaultyKeeper, fault: Fault, attempt: Attempt, kept: int
) -> None:
    keeper.faults, marks = (fault,), Marks()
    assert await mailer.send(MAIL, marks) == attempt
    assert marks.count == 1
    assert len(letters(keeper)) == kept  # what is unknown may have arrived, or not


async def test_a_connection_that_is_gone_before_the_content_was_begun_is_no_unknown_fate(
    mailer: SmtpMailer, keeper: FaultyKeeper
) -> None:
    keeper.faults = (Fault.CUT_AFTER_RECIPIENT,)

    async def slowly() -> None:
        await asyncio.sleep(0.2)

    attempt = await mailer.send(MAIL, slowly)
    assert attempt.fate is Fate.AWAY
    assert not letters(keeper)


async def test_no_detail_holds_the_words_of_the_server(
    mailer: SmtpMailer, keeper: FaultyKeeper
) -> None:
    keeper.faults = tuple(fault for fault in Fault if fault is not Fault.CUT_AFTER_RECIPIENT)
    for _ in Fault:
        attempt = await mailer.send(MAIL, Marks())
        assert "peeters" not in str(attempt)


async def test_a_letter_that_may_not_go_any_more_does_not_go(
    mailer: SmtpMailer, keeper: FaultyKeeper
) -> None:
    class GoneError(Exception):
        pass

    async def refuse() -> None:
        raise GoneError

    with pytest.raises(GoneError):
        await mailer.send(MAIL, refuse)
    assert not letters(keeper)


async def test_a_server_that_is_down_is_away() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    mailer = SmtpMailer(SmtpServer("127.0.0.1", port), SENDER, patience=(1.0, 1.0))
    marks = Marks()
    assert (await mailer.send(MAIL, marks)).fate is Fate.AWAY
    assert marks.count == 0


async def test_a_server_that_never_greets_is_away() -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        mailer = SmtpMailer(SmtpServer("127.0.0.1", port), SENDER, patience=(0.2, 0.2))
        attempt = await mailer.send(MAIL, Marks())
    assert attempt.fate is Fate.AWAY
    assert attempt.detail is not None
    assert attempt.detail.startswith("connect: ")


async def test_credentials_that_the_server_cannot_take_are_its_fault_not_the_letters(
    keeper: FaultyKeeper,
) -> None:
    async with mail_sink(keeper) as url:
        address = url.replace("smtp://", "smtp://someone:secret@")
        attempt = await SmtpMailer(smtp_server(address), SENDER, patience=(1.0, 1.0)).send(
            MAIL, Marks()
        )
    assert attempt.fate is Fate.AWAY
    assert "secret" not in str(attempt)


@pytest.mark.parametrize(
    "address",
    ["no address", "jörg@school.example", "a@b\r\nBcc: all@school.example", "", "@school.example"],
)
async def test_an_address_that_is_none_is_refused_before_anything_is_sent(
    mailer: SmtpMailer, keeper: FaultyKeeper, address: str
) -> None:
    attempt = await mailer.send(
        Mail(**{name: getattr(MAIL, name) for name in Mail.__slots__} | {"address": address}),
        Marks(),
    )
    assert attempt.fate is Fate.REFUSED
    assert not letters(keeper)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example", SmtpServer("mail.example", 25)),
        ("smtp://mail.example:2525", SmtpServer("mail.example", 2525)),
        ("smtps://mail.example", SmtpServer("mail.example", 465, is_tls=True)),
        (
            "smtp://an%40x:p%3Aw@mail.example:587?starttls=require",
            SmtpServer("mail.example", 587, "an@x", "p:w", starttls=True),
        ),
        ("smtp://[::1]:25?starttls=never", SmtpServer("::1", 25, starttls=False)),
    ],
)
def test_an_address_says_host_port_credentials_and_encryption(url: str, server: SmtpServer) -> None:
    assert smtp_server(url) == server


@pytest.mark.parametrize(
    "url",
    [
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://user:secret@host:port",
        "smtp://host?starttls=yes",
    ],
)
def test_an_address_that_cannot_be_read_is_refused_without_its_secret(url: str) -> None:
    with pytest.raises(MailAddressError) as refused:
        smtp_server(url)
    assert "secret" not in repr(refused.value)
