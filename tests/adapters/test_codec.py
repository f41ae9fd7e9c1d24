"""The codec: what it hides, what it reads, and what it says when it cannot."""

import base64
import os
import zlib

import pytest
from temporalio.api.common.v1 import Payload

from adapters.codec import (
    LARGE,
    MOST,
    Codec,
    CodecKeyMissingError,
    CodecKeysUnreadableError,
    CodecPayloadUnreadableError,
    load_codec,
)

OLD, NEW = os.urandom(32), os.urandom(32)
PLAIN = Payload(metadata={"encoding": b"json/plain"}, data=b'"the price is lower"')
LONG = Payload(metadata=PLAIN.metadata, data=b'"' + b"the price is lower. " * 100 + b'"')


def line(name: str, key: bytes) -> str:
    return f"{name}={base64.b64encode(key).decode()}"


async def encrypted(codec: Codec) -> Payload:
    (payload,) = await codec.encode([PLAIN])
    return payload


async def test_what_is_encrypted_shows_the_name_of_its_key_and_nothing_else() -> None:
    codec = Codec({"2026": NEW})

    written = await encrypted(codec)

    assert dict(written.metadata) == {
        "encoding": b"binary/encrypted",
        "encryption-key-id": b"2026",
    }
    assert b"price" not in written.SerializeToString()
    assert b"json/plain" not in written.SerializeToString()
    assert await codec.decode([written]) == [PLAIN]


async def test_the_same_words_are_never_written_the_same_way() -> None:
    codec = Codec({"2026": NEW})

    written = [await encrypted(codec) for _ in range(20)]

    assert len({one.data for one in written}) == 20
    assert len({one.data[:12] for one in written}) == 20


async def test_after_a_rotation_the_new_key_writes_and_the_old_one_is_still_read() -> None:
    old = await encrypted(load_codec(line("2025", OLD)))
    ring = load_codec(f"{line('2026', NEW)}\n{line('2025', OLD)}\n")

    new = await encrypted(ring)

    assert new.metadata["encryption-key-id"] == b"2026"
    assert await ring.decode([old, new]) == [PLAIN, PLAIN]


async def test_once_the_old_key_is_gone_the_error_names_it() -> None:
    old = await encrypted(Codec({"2025": OLD}))

    with pytest.raises(CodecKeyMissingError, match="'2025' is not in CODEC_KEYS"):
        await Codec({"2026": NEW}).decode([old])


async def test_without_keys_nothing_is_encrypted_and_what_is_encrypted_is_an_error() -> None:
    codec = load_codec(None)

    assert not codec.is_on
    assert await codec.encode([PLAIN]) == [PLAIN]
    with pytest.raises(CodecKeyMissingError):
        await codec.decode([await encrypted(Codec({"2025": OLD}))])


async def test_what_was_written_before_there_were_keys_is_read() -> None:
    assert await Codec({"2026": NEW}).decode([PLAIN]) == [PLAIN]


async def test_what_is_large_is_deflated_as_the_codec_of_temporals_go_library_does_it() -> None:
    (written,) = await Codec({}).encode([LONG])

    assert dict(written.metadata) == {"encoding": b"binary/zlib"}
    assert Payload.FromString(zlib.decompress(written.data)) == LONG
    assert len(written.data) < LARGE
    assert await Codec({}).decode([written]) == [LONG]


async def test_what_is_large_is_deflated_before_it_is_encrypted() -> None:
    codec = Codec({"2026": NEW})
    (written,) = await codec.encode([LONG])

    assert written.metadata["encoding"] == b"binary/encrypted"
    assert len(written.data) < LARGE
    assert await codec.decode([written]) == [LONG]


@pytest.mark.parametrize(
    "payload",
    [
        Payload(metadata=PLAIN.metadata, data=b"x" * (LARGE - 1)),
        Payload(metadata=PLAIN.metadata, data=b"x" * (MOST + 1)),
        Payload(metadata={"encoding": b"json/protobuf"}, data=b"x" * LARGE),
    ],
    ids=["small", "more than is read", "the page of a workflow"],
)
async def test_what_is_small_too_large_or_not_in_our_words_stays_as_it_is(payload: Payload) -> None:
    assert await Codec({}).encode([payload]) == [payload]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not deflated",
        zlib.compress(LONG.SerializeToString())[:-8],
        zlib.compress(b"x" * (2 * MOST + 1)),
        zlib.compress(b"no payload"),
    ],
    ids=["nothing", "words", "cut off", "very long", "of another kind"],
)
async def test_what_we_did_not_deflate_is_not_read(data: bytes) -> None:
    with pytest.raises(CodecPayloadUnreadableError):
        await Codec({}).decode([Payload(metadata={"encoding": b"binary/zlib"}, data=data)])


async def test_another_key_of_the_same_name_reads_nothing() -> None:
    with pytest.raises(CodecPayloadUnreadableError):
        await Codec({"2026": OLD}).decode([await encrypted(Codec({"2026": NEW}))])


@pytest.mark.parametrize("position", [0, 11, 12, 40, -1])
async def test_an_altered_byte_is_found(position: int) -> None:
    codec = Codec({"2026": NEW})
    written = await encrypted(codec)
    altered = bytearray(written.data)
    altered[position] ^= 1

    with pytest.raises(CodecPayloadUnreadableError):
        await codec.decode([Payload(metadata=written.metadata, data=bytes(altered))])


async def test_altered_metadata_is_found() -> None:
    codec = Codec({"2026": NEW, "other": NEW})
    written = await encrypted(codec)

    for metadata in ({"encryption-key-id": b"other"}, {"messageType": b"added"}):
        altered = Payload(metadata={**written.metadata, **metadata}, data=written.data)
        with pytest.raises(CodecPayloadUnreadableError):
            await codec.decode([altered])


@pytest.mark.parametrize("data", [b"", b"short", b"0" * 11, b"0" * 27])
async def test_what_we_did_not_encrypt_is_not_read(data: bytes) -> None:
    metadata = {"encoding": b"binary/encrypted", "encryption-key-id": b"2026"}

    with pytest.raises(CodecPayloadUnreadableError):
        await Codec({"2026": NEW}).decode([Payload(metadata=metadata, data=data)])


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("2026", "line 1"),
        ("=" + base64.b64encode(NEW).decode(), "line 1"),
        ("a name=" + base64.b64encode(NEW).decode(), "line 1"),
        ("2026=not base64", "line 1"),
        (line("2026", NEW[:16]), "line 1"),
        (f"{line('2026', NEW)}\n\n{line('2025', OLD)}x", "line 3"),
        (f"{line('2026', NEW)}\n{line('2026', OLD)}", "line 2: another key of this name"),
    ],
    ids=["no key", "no name", "two words", "no base64", "short", "long", "twice"],
)
def test_keys_that_cannot_be_read_are_named_by_their_line_alone(lines: str, said: str) -> None:
    with pytest.raises(CodecKeysUnreadableError) as error:
        load_codec(lines)

    assert str(error.value) == said
