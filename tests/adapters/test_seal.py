"""Seals, and the keys they are made and checked with."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pydantic import ValidationError

from adapters.seal import (
    KeyRing,
    KeyUnreadableError,
    Sealer,
    load_key_ring,
    load_sealer,
    private_pem,
    public_pem,
)
from domain.agreement import commands as c
from domain.intake.envelope import Envelope, sealed_words
from domain.requests import RequestBody, SealedRequest
from domain.sealing import SealInvalidError, SealMissingError, UnknownKeyError
from tests.scenario import BOARD

BODY = RequestBody(
    workflow_id="agreement:gent:github:1",
    command_id="one",
    actor=BOARD,
    via="test",
    issued_at=datetime(2026, 3, 2, tzinfo=UTC),
    command=c.RefuseOffer(reason="not_needed"),
)
OLD, NEW = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()


def test_a_seal_is_of_the_very_words() -> None:
    sealed = Sealer(OLD).seal(BODY)

    KeyRing([OLD.public_key()]).check(sealed)
    assert RequestBody.model_validate_json(sealed.body) == BODY


def test_while_keys_change_the_seals_of_both_are_accepted() -> None:
    ring = KeyRing([OLD.public_key(), NEW.public_key()])

    ring.check(Sealer(OLD).seal(BODY))
    ring.check(Sealer(NEW).seal(BODY))


def test_once_the_old_key_is_gone_so_are_its_seals() -> None:
    with pytest.raises(UnknownKeyError):
        KeyRing([NEW.public_key()]).check(Sealer(OLD).seal(BODY))


@pytest.mark.parametrize("signature", ["", "00", "no hex", "é", "0" * 128])
def test_what_is_no_seal_is_refused(signature: str) -> None:
    sealed = Sealer(OLD).seal(BODY).model_copy(update={"signature": signature})

    with pytest.raises(SealInvalidError):
        KeyRing([OLD.public_key()]).check(sealed)


def test_words_that_are_no_text_are_refused() -> None:
    sealed = Sealer(OLD).seal(BODY).model_copy(update={"body": "\ud800"})

    with pytest.raises(SealInvalidError):
        KeyRing([OLD.public_key()]).check(sealed)


def test_a_local_system_makes_its_keys_for_its_owner_alone(tmp_path: Path) -> None:
    directory = tmp_path / "seal"

    load_key_ring(None, directory).check(load_sealer(None, directory).seal(BODY))

    assert (directory / "private.pem").stat().st_mode & 0o777 == 0o600
    assert (directory / "public").stat().st_mode & 0o077 == 0


def test_the_keys_of_a_local_system_stay(tmp_path: Path) -> None:
    assert load_sealer(None, tmp_path).key_id == load_sealer(None, tmp_path).key_id


async def test_two_that_make_keys_at_once_end_up_with_the_same(tmp_path: Path) -> None:
    sealers = await asyncio.gather(
        *(asyncio.to_thread(load_sealer, None, tmp_path) for _ in range(8))
    )

    assert len({sealer.key_id for sealer in sealers}) == 1
    assert len(list((tmp_path / "public").iterdir())) == 1
    assert len(list(tmp_path.iterdir())) == 2


def test_a_local_key_is_changed_by_taking_it_away(tmp_path: Path) -> None:
    before = load_sealer(None, tmp_path)
    (tmp_path / "private.pem").unlink()
    after = load_sealer(None, tmp_path)

    ring = load_key_ring(None, tmp_path)

    ring.check(before.seal(BODY))
    ring.check(after.seal(BODY))
    assert before.key_id != after.key_id


def test_keys_can_be_given_as_text_one_after_another(tmp_path: Path) -> None:
    pems = public_pem(OLD.public_key()) + b"\n# the next one\n" + public_pem(NEW.public_key())

    ring = load_key_ring(pems.decode(), tmp_path)

    ring.check(load_sealer(private_pem(OLD).decode(), tmp_path).seal(BODY))
    ring.check(load_sealer(private_pem(NEW).decode(), tmp_path).seal(BODY))
    assert list(tmp_path.iterdir()) == []


EC = generate_private_key(SECP256R1())
EC_PUBLIC = EC.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@pytest.mark.parametrize(
    "pem", ["no key", public_pem(OLD.public_key()).decode(), EC_PUBLIC.decode()]
)
def test_a_private_key_that_is_none_is_not_taken(pem: str, tmp_path: Path) -> None:
    with pytest.raises(KeyUnreadableError):
        load_sealer(pem, tmp_path)


@pytest.mark.parametrize("pem", ["no key", private_pem(OLD).decode(), EC_PUBLIC.decode()])
def test_a_public_key_that_is_none_is_not_taken(pem: str, tmp_path: Path) -> None:
    with pytest.raises(KeyUnreadableError):
        load_key_ring(pem, tmp_path)


ENVELOPE = Envelope(message_id="m-1", payload='{"é": "\0"}', actor="{}", via="cli")


def test_the_seal_of_an_envelope_is_of_all_its_words_and_of_its_place() -> None:
    ring, sealed = KeyRing([OLD.public_key()]), Sealer(OLD).seal_envelope(ENVELOPE, "intake:a")

    ring.check_envelope(sealed, "intake:a")
    ring.check_envelope(Sealer(OLD).seal_envelope(sealed, "intake:b"), "intake:b")
    with pytest.raises(SealInvalidError):
        ring.check_envelope(sealed, "intake:b")
    for field in ("source", "message_id", "received_at", "payload", "actor", "via"):
        with pytest.raises(SealInvalidError):
            ring.check_envelope(sealed.model_copy(update={field: "other"}), "intake:a")


def test_an_envelope_without_seal_or_of_an_unknown_key_is_refused() -> None:
    with pytest.raises(SealMissingError):
        KeyRing([OLD.public_key()]).check_envelope(ENVELOPE, "intake:a")
    with pytest.raises(UnknownKeyError):
        KeyRing([NEW.public_key()]).check_envelope(
            Sealer(OLD).seal_envelope(ENVELOPE, "intake:a"), "intake:a"
        )


def test_the_seal_of_an_envelope_is_none_for_a_request() -> None:
    sealed = Sealer(OLD).seal_envelope(ENVELOPE, "intake:a")
    words = sealed_words(sealed, "intake:a").decode()
    turned = SealedRequest(body=words, key_id=sealed.key_id, signature=sealed.signature)

    KeyRing([OLD.public_key()]).check(turned)  # the words are those that were sealed
    with pytest.raises(ValidationError):
        RequestBody.model_validate_json(turned.body)
