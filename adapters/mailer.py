"""The mailer: one letter over one SMTP connection, and what is known of its fate afterwards."""

import re
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime
from typing import Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import aiosmtplib
from aiosmtplib.errors import (
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from domain.canonical import hash_of
from domain.letters import Attempt, Fate

_PATIENCE = 10.0  # seconds, for each answer of the server
_CONTENT_PATIENCE = 60.0  # it may look into the content: giving up early makes a fate unknown
_PORTS = {"smtp": 25, "smtps": 465}
_ENHANCED = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
ANSWERS = SMTPResponseException | SMTPSenderRefused | SMTPRecipientRefused

BeforeData = Callable[[], Awaitable[None]]


class MailAddressError(Exception):
    """The address of the mail server is neither smtp://host:port nor smtps://host:port."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A letter ready to go; `id` makes its Message-ID, so a receiver can tell a copy."""

    id: str
    name: str = field(repr=False)
    address: str = field(repr=False)
    language: str
    subject: str
    text: str
    html: str
    at: datetime


class Mailer(Protocol):
    """Sends a letter once, and says what is known of its fate."""

    async def send(self, mail: Mail, before_data: BeforeData) -> Attempt:
        """Try once; `before_data` is awaited before the server can have accepted anything.

        Raises what `before_data` raises: the letter has not gone then.
        """


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where letters are handed in, and with what right."""

    host: str
    port: int
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    is_tls: bool = False  # smtps: TLS from the first byte
    starttls: bool | None = None  # None: where the server offers it


def smtp_server(url: str) -> SmtpServer:
    """Read `smtp[s]://[user:password@]host[:port][?starttls=require|never]`.

    Raises `MailAddressError`, whose text holds no secret.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS[parts.scheme]
        starttls = _starttls(parts)
    except (ValueError, KeyError):
        raise MailAddressError from None
    if not parts.hostname:
        raise MailAddressError
    return SmtpServer(
        host=parts.hostname,
        port=port,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        is_tls=parts.scheme == "smtps",
        starttls=starttls,
    )


def _starttls(parts: SplitResult) -> bool | None:
    asked = parse_qs(parts.query).get("starttls", ["offered"])[-1]
    return {"require": True, "never": False, "offered": None}[asked]


class SmtpMailer:
    """Hands letters to an SMTP server; `context` is for servers with certificates of their own."""

    def __init__(
        self,
        server: SmtpServer,
        sender: str,
        patience: tuple[float, float] = (_PATIENCE, _CONTENT_PATIENCE),
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._server, self._sender = server, sender
        self._patience, self._content_patience = patience
        self._context = context

    async def send(self, mail: Mail, before_data: BeforeData) -> Attempt:
        try:
            content = composed(mail, self._sender)
        except (ValueError, IndexError, MessageError):  # IndexError: the parser's, of ""
            return Attempt(fate=Fate.REFUSED, detail="address_malformed")
        client = self._client()
        try:
            return await self._handed_in(client, mail.address, content, before_data)
        finally:
            client.close()

    def _client(self) -> aiosmtplib.SMTP:
        server = self._server
        return aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            username=server.user,
            password=server.password,
            use_tls=server.is_tls,
            start_tls=False if server.is_tls else server.starttls,
            timeout=self._patience,
            tls_context=self._context,
            local_hostname=_domain(self._sender),
        )

    async def _handed_in(
        self, client: aiosmtplib.SMTP, address: str, content: bytes, before_data: BeforeData
    ) -> Attempt:
        """Take the steps; until the recipient is named, a fault is the server's."""
        try:
            await client.connect()
            await client.mail(self._sender)
        except (SMTPException, OSError) as error:
            return Attempt(fate=Fate.AWAY, detail=_detail("connect", error))
        try:
            await client.rcpt(address)
        except (SMTPException, OSError) as error:
            return Attempt(fate=_fate(error, Fate.AWAY), detail=_detail("rcpt", error))
        await before_data()
        if not client.is_connected:
            return Attempt(fate=Fate.AWAY, detail="data: lost before it was begun")
        try:
            await client.data(content, timeout=self._content_patience)
        except (SMTPException, OSError) as error:
            return Attempt(fate=_fate(error, Fate.UNKNOWN), detail=_detail("data", error))
        return Attempt(fate=Fate.SENT)


def composed(mail: Mail, sender: str) -> bytes:
    """Return the letter as it goes over the wire: text and HTML of the same words.

    Raises `ValueError` or `MessageError` for an address that cannot stand in a header.
    """
    mail.address.encode("ascii")  # a server that takes others is not to be counted on
    message = EmailMessage(policy=SMTP_POLICY)
    message["From"] = Address("Akkoord", addr_spec=sender)
    message["To"] = Address(mail.name, addr_spec=mail.address)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.at)
    message["Message-ID"] = message_id(mail.id, sender)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(mail.html, subtype="html", charset="utf-8", cte="quoted-printable")
    message["Content-Language"] = mail.language
    return message.as_bytes()


def message_id(letter: str, sender: str) -> str:
    """Return the Message-ID of a letter: the same for every copy of it."""
    return f"<{hash_of(letter.encode())[:40]}@{_domain(sender)}>"


def _domain(sender: str) -> str:
    return sender.rpartition("@")[2] or "akkoord.invalid"


def _fate(error: Exception, otherwise: Fate) -> Fate:
    """Return what the server's answer means; a lost connection or a garbled one: `otherwise`."""
    match _code(error) // 100:
        case 2:
            return Fate.SENT
        case 4:
            return Fate.DEFERRED
        case 5:
            return Fate.REFUSED
        case _:
            return otherwise


def _code(error: Exception) -> int:
    return int(error.code) if isinstance(error, ANSWERS) else 0


def _detail(step: str, error: Exception) -> str:
    """Return the step and the answer's codes alone: its words may name a person."""
    code = _code(error)
    if code <= 0:
        return f"{step}: {type(error).__name__}"
    enhanced = _ENHANCED.search(str(getattr(error, "message", "")))
    return f"{step}: {code} {enhanced[0]}" if enhanced else f"{step}: {code}"
