"""The mail sink keeps what it accepts."""

from collections.abc import AsyncIterator
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path

import aiosmtplib
import pytest
from aiosmtpd.smtp import Envelope
from typing_extensions import override

from adapters.local.mail_sink import Keeper, mail_sink


class FullKeeper(Keeper):
    @override
    def keep(self, envelope: Envelope) -> None:
        raise OSError(28, "no room for", envelope.mail_from)


@pytest.fixture
async def sink(tmp_path: Path) -> AsyncIterator[str]:
    async with mail_sink(Keeper(tmp_path)) as url:
        yield url


def letter(subject: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "akkoord@akkoord.invalid", "board@school.invalid"
    message["Subject"] = subject
    message.set_content("De leverancier vraagt een wijziging.\n.\nTot één maand.")
    return message


async def send(url: str, message: EmailMessage) -> str:
    hostname, _, port = url.removeprefix("smtp://").partition(":")
    _, answer = await aiosmtplib.send(message, hostname=hostname, port=int(port))
    return answer


async def test_each_letter_becomes_a_file_in_the_order_of_arrival(
    sink: str, tmp_path: Path
) -> None:
    for subject in ("first", "second", "third"):
        assert await send(sink, letter(subject)) == "2.0.0 Kept"
    kept = [message_from_bytes(path.read_bytes()) for path in sorted(tmp_path.iterdir())]
    assert [message["Subject"] for message in kept] == ["first", "second", "third"]
    assert kept[0]["Delivered-To"] == "board@school.invalid"


async def test_a_letter_is_kept_whole_and_for_our_eyes_only(sink: str, tmp_path: Path) -> None:
    await send(sink, letter("whole"))
    [path] = tmp_path.iterdir()
    assert path.suffix == ".eml"
    assert path.stat().st_mode & 0o777 == 0o600
    body = message_from_bytes(path.read_bytes()).get_payload(decode=True)
    assert isinstance(body, bytes)
    assert body.decode() == "De leverancier vraagt een wijziging.\r\n.\r\nTot één maand.\r\n"


async def test_a_letter_that_cannot_be_kept_is_not_accepted(tmp_path: Path) -> None:
    async with mail_sink(FullKeeper(tmp_path)) as full:
        with pytest.raises(aiosmtplib.SMTPDataError, match="no room"):
            await send(full, letter("too much"))
    assert not list(tmp_path.iterdir())
