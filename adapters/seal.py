"""Seals: Ed25519 signatures by the gateway's key, checked by a ring of keys."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from cryptography.exceptions import InvalidSignature  # at module level: it is imported lazily
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from domain.canonical import hash_of
from domain.intake.envelope import Envelope, sealed_words
from domain.requests import RequestBody, SealedRequest
from domain.sealing import SealInvalidError, SealMissingError, UnknownKeyError

_PEM_END = b"-----END PUBLIC KEY-----"
_PRIVATE, _PUBLIC = "private.pem", "public"


class KeyUnreadableError(Exception):
    """A seal's key must be Ed25519, as PEM."""


class Sealer:
    """The holder of the private key speaks for everyone it has authenticated."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public_key = key.public_key()
        self.key_id = key_id(self.public_key)

    @property
    def public(self) -> dict[str, str]:
        """The key by which its seals are checked: its id, and its bytes as hexadecimal digits."""
        return {self.key_id: self.public_key.public_bytes_raw().hex()}

    def seal(self, body: RequestBody) -> SealedRequest:
        """Sign the very bytes that are sent."""
        text = body.model_dump_json()
        return SealedRequest(body=text, key_id=self.key_id, signature=self.over(text.encode()))

    def seal_envelope(self, envelope: Envelope, workflow_id: str) -> Envelope:
        """Sign every word of an envelope for one intake; a seal that it has is replaced."""
        signature = self.over(sealed_words(envelope, workflow_id))
        return envelope.model_copy(update={"key_id": self.key_id, "signature": signature})

    def over(self, words: bytes) -> str:
        """Return the signature over any words, as hexadecimal digits."""
        return self._key.sign(words).hex()


class KeyRing:
    """The public keys whose seals are accepted: several at once while keys are rotated."""

    def __init__(self, keys: Iterable[Ed25519PublicKey]) -> None:
        self._keys = {key_id(key): key for key in keys}

    def public(self, key_name: str) -> dict[str, str]:
        """Return a key of the ring: its id, and its bytes as hexadecimal digits."""
        return {key_name: self._keys[key_name].public_bytes_raw().hex()}

    def check(self, request: SealedRequest) -> None:
        """Refuse a seal of an unknown key, or one that does not belong to the body."""
        try:
            words = request.body.encode()
        except UnicodeEncodeError:
            raise SealInvalidError from None
        self.check_words(words, request.key_id, request.signature)

    def check_envelope(self, envelope: Envelope, workflow_id: str) -> None:
        """Refuse an envelope without a seal, or with one that is not for it and for this place."""
        if not envelope.signature:
            raise SealMissingError
        self.check_words(sealed_words(envelope, workflow_id), envelope.key_id, envelope.signature)

    def check_words(self, words: bytes, key_name: str, signature: str) -> None:
        """Refuse a signature over any words that no key of the ring has made."""
        key = self._keys.get(key_name)
        if key is None:
            raise UnknownKeyError
        try:
            key.verify(bytes.fromhex(signature), words)
        except (InvalidSignature, ValueError):  # ValueError: not hexadecimal
            raise SealInvalidError from None


def key_id(key: Ed25519PublicKey) -> str:
    """Return the name of a key: the beginning of the hash of its public half."""
    return hash_of(key.public_bytes_raw())[:16]


def load_sealer(pem: str | None, directory: Path) -> Sealer:
    """Read the private key given, or the local one, which is made where there is none.

    Raises `KeyUnreadableError`.
    """
    return Sealer(_private_key(pem.encode() if pem else _local_key(directory)))


def load_key_ring(pems: str | None, directory: Path) -> KeyRing:
    """Read the public keys given, one PEM after another, or all that the directory holds.

    Raises `KeyUnreadableError`, also where there is no key at all.
    """
    if pems:
        return KeyRing(_public_keys(pems.encode()))
    _local_key(directory)
    files = sorted((directory / _PUBLIC).glob("*.pem"))
    return KeyRing(key for file in files for key in _public_keys(file.read_bytes()))


def _local_key(directory: Path) -> bytes:
    path = directory / _PRIVATE
    if not path.exists():
        _generate(directory)
    return path.read_bytes()


def _generate(directory: Path) -> None:
    """Make a pair; of two processes that do so at once one wins, and the other takes its key."""
    (directory / _PUBLIC).mkdir(parents=True, exist_ok=True, mode=0o700)
    key = Ed25519PrivateKey.generate()
    public = directory / _PUBLIC / f"{key_id(key.public_key())}.pem"
    public.write_bytes(public_pem(key.public_key()))
    descriptor, temporary = tempfile.mkstemp(dir=directory)  # mode 0600
    with os.fdopen(descriptor, "wb") as file:
        file.write(private_pem(key))
    try:
        os.link(temporary, directory / _PRIVATE)
    except FileExistsError:
        public.unlink()
    finally:
        Path(temporary).unlink()


def private_pem(key: Ed25519PrivateKey) -> bytes:
    """Return a private key as PEM."""
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def public_pem(key: Ed25519PublicKey) -> bytes:
    """Return a public key as PEM."""
    return key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def _private_key(pem: bytes) -> Ed25519PrivateKey:
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError) as error:
        raise KeyUnreadableError from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyUnreadableError
    return key


def _public_keys(pems: bytes) -> list[Ed25519PublicKey]:
    blocks = [block + _PEM_END for block in pems.split(_PEM_END)[:-1]]
    if not blocks:
        raise KeyUnreadableError
    return [_public_key(block) for block in blocks]


def _public_key(pem: bytes) -> Ed25519PublicKey:
    try:
        key = serialization.load_pem_public_key(pem.strip())
    except ValueError as error:
        raise KeyUnreadableError from error
    if not isinstance(key, Ed25519PublicKey):
        raise KeyUnreadableError
    return key
