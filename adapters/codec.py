"""The codec: what travels through Temporal, deflated; encrypted under a key ring (AES-256-GCM)."""

import base64
import binascii
import os
import re
import zlib
from collections.abc import Mapping, Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from google.protobuf.message import DecodeError
from temporalio.api.common.v1 import Payload
from temporalio.converter import PayloadCodec
from typing_extensions import override

ENCRYPTED, DEFLATED = b"binary/encrypted", b"binary/zlib"
PLAIN = b"json/plain"
ENCODING, KEY_NAME = "encoding", "encryption-key-id"  # as the samples of Temporal have it
LARGE, MOST = 600, 16 * 1024 * 1024
"""Of so many bytes on, and of no more, words are deflated: what is small is read as it is."""
_KEY_BYTES, _NONCE_BYTES = 32, 12
_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")


class CodecKeysUnreadableError(Exception):
    """CODEC_KEYS holds lines NAME=KEY: a name of its own, and 32 bytes as base64."""


class CodecKeyMissingError(Exception):
    """What travelled was encrypted under a key that is not in the key ring."""


class CodecPayloadUnreadableError(Exception):
    """What travelled was not encrypted by us, or was altered since."""


class Codec(PayloadCodec):
    """Deflates what is large; encrypts under the first key, decrypts under all.

    With an empty ring nothing is encrypted, and what is encrypted is an error all the same: without
    a codec Temporal's SDK drops a signal that it cannot read. What is plain is passed on: it was
    written before there were keys.
    """

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        self._keys = {name: AESGCM(key) for name, key in keys.items()}
        self._first = next(iter(keys), None)

    @property
    def is_on(self) -> bool:
        """Whether what is new is encrypted."""
        return self._first is not None

    @override
    async def encode(self, payloads: Sequence[Payload]) -> list[Payload]:
        written = map(_deflated, payloads)
        if self._first is None:
            return list(written)
        return [self._sealed(one, self._first) for one in written]

    @override
    async def decode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """Raises CodecKeyMissingError or CodecPayloadUnreadableError."""
        opened = (
            self._opened(one) if one.metadata.get(ENCODING) == ENCRYPTED else one
            for one in payloads
        )
        return [inflated(one) for one in opened]

    def _sealed(self, payload: Payload, name: str) -> Payload:
        """The payload with all its metadata becomes the data of another, under a new nonce."""
        nonce = os.urandom(_NONCE_BYTES)
        metadata = {ENCODING: ENCRYPTED, KEY_NAME: name.encode()}
        words = payload.SerializeToString()
        sealed = self._keys[name].encrypt(nonce, words, _bound(metadata))
        return Payload(metadata=metadata, data=nonce + sealed)

    def _opened(self, payload: Payload) -> Payload:
        name = payload.metadata.get(KEY_NAME, b"").decode(errors="replace")
        if name not in self._keys:
            raise CodecKeyMissingError(f"the key {name!r} is not in CODEC_KEYS")
        nonce, sealed = payload.data[:_NONCE_BYTES], payload.data[_NONCE_BYTES:]
        try:
            words = self._keys[name].decrypt(nonce, sealed, _bound(payload.metadata))
            return Payload.FromString(words)
        except (InvalidTag, ValueError, DecodeError):  # ValueError: too short for a nonce
            raise CodecPayloadUnreadableError(f"not as the key {name!r} wrote it") from None


def _deflated(payload: Payload) -> Payload:
    """A large payload with its metadata becomes the data of another, as Temporal's ZlibCodec does.

    Only words of ours: the page of a workflow is another encoding, which the UI reads by itself.
    """
    if payload.metadata.get(ENCODING) != PLAIN or not LARGE <= len(payload.data) <= MOST:
        return payload
    return Payload(metadata={ENCODING: DEFLATED}, data=zlib.compress(payload.SerializeToString()))


def inflated(payload: Payload) -> Payload:
    """Return what was deflated as it was, and all else as it is.

    Raises CodecPayloadUnreadableError.
    """
    if payload.metadata.get(ENCODING) != DEFLATED:
        return payload
    stream = zlib.decompressobj()
    try:
        words = stream.decompress(payload.data, 2 * MOST)  # its metadata stands beside the words
        if not stream.eof:
            raise CodecPayloadUnreadableError("cut off, or longer than any of ours")
        return Payload.FromString(words)
    except (zlib.error, DecodeError):
        raise CodecPayloadUnreadableError("not as it was deflated") from None


def load_codec(lines: str | None) -> Codec:
    """Read the lines NAME=KEY; no line, no encryption. Raises CodecKeysUnreadableError."""
    keys: dict[str, bytes] = {}
    for number, line in enumerate((lines or "").splitlines(), 1):
        if line.strip():
            name, key = _key(line.strip(), number)
            if name in keys:
                raise CodecKeysUnreadableError(f"line {number}: another key of this name")
            keys[name] = key
    return Codec(keys)


def _key(line: str, number: int) -> tuple[str, bytes]:
    name, _, text = line.partition("=")
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error:
        key = b""
    if not _NAME.fullmatch(name) or len(key) != _KEY_BYTES:
        raise CodecKeysUnreadableError(f"line {number}")  # never its words: they are a secret
    return name, key


def _bound(metadata: Mapping[str, bytes]) -> bytes:
    """Bind the metadata to the data: no entry can be altered, added or taken away."""
    entries = sorted((key.encode(), value) for key, value in metadata.items())
    return b"".join(len(part).to_bytes(4) + part for entry in entries for part in entry)
