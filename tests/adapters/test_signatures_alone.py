"""The check of a signature without any library says what the library says."""

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.verify_bundle import P, Q, is_signed

VECTORS = [  # RFC 8032, section 7.1: key, words, signature
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("key", "words", "signature"), VECTORS)
def test_what_the_standard_gives_as_examples_holds(key: str, words: str, signature: str) -> None:
    assert is_signed(bytes.fromhex(key), bytes.fromhex(words), bytes.fromhex(signature))


@settings(max_examples=30)
@given(seed=st.binary(min_size=32, max_size=32), words=st.binary(max_size=200))
def test_whatever_is_signed_holds(seed: bytes, words: bytes) -> None:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    assert is_signed(key.public_key().public_bytes_raw(), words, key.sign(words))


@settings(max_examples=60)
@given(at=st.integers(0, 64 * 8 - 1), words=st.binary(max_size=20))
def test_a_signature_with_one_bit_changed_is_judged_as_by_the_library(
    at: int, words: bytes
) -> None:
    key = Ed25519PrivateKey.from_private_bytes(b"7" * 32)
    changed = bytearray(key.sign(words))
    changed[at // 8] ^= 1 << at % 8
    public = key.public_key().public_bytes_raw()
    assert is_signed(public, words, bytes(changed)) == by_library(public, words, bytes(changed))


GOOD = Ed25519PrivateKey.from_private_bytes(b"7" * 32)
SIGNED = GOOD.sign(b"words")
BIGGER = SIGNED[:32] + (int.from_bytes(SIGNED[32:], "little") + Q).to_bytes(32, "little")


@pytest.mark.parametrize(
    ("key", "signature"),
    [
        (GOOD.public_key().public_bytes_raw(), b""),
        (GOOD.public_key().public_bytes_raw(), SIGNED[:-1]),
        (GOOD.public_key().public_bytes_raw(), SIGNED + b"\0"),
        (GOOD.public_key().public_bytes_raw(), BIGGER),  # the same, written otherwise
        (b"", SIGNED),
        (b"\2" + bytes(31), SIGNED),  # no point of the curve
        (P.to_bytes(32, "little"), SIGNED),
        ((1 | 1 << 255).to_bytes(32, "little"), SIGNED),  # x is 0, and there is no other
        (Ed25519PrivateKey.generate().public_key().public_bytes_raw(), SIGNED),
    ],
    ids=[
        "empty",
        "shorter",
        "longer",
        "too large",
        "no key",
        "no point",
        "no field element",
        "no sign",
        "another key",
    ],
)
def test_what_is_no_signature_is_none(key: bytes, signature: bytes) -> None:
    assert not is_signed(key, b"words", signature)


def by_library(key: bytes, words: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, words)
    except InvalidSignature:
        return False
    return True
