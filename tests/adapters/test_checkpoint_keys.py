"""By which keys checkpoints are signed and believed, as the settings have it."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from adapters.checkpoint_keys import checkpoint_place, checkpoint_ring, checkpoint_sealer
from adapters.checkpoints import name_of, read_checkpoints, signed
from adapters.seal import Sealer, private_pem, public_pem
from domain.checkpoint import Head, composed
from domain.sealing import UnknownKeyError
from settings import Settings
from tests.scenario import START

OLD, NEW = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
PUBLIC = (public_pem(OLD.public_key()) + public_pem(NEW.public_key())).decode()


def settings(state: Path, **given: str) -> Settings:
    return Settings.from_environment({"AKKOORD_STATE": str(state), **given}, state)


def believed(by: Settings, sealer: Sealer) -> bool:
    try:
        checkpoint_ring(by).check_words(b"words", sealer.key_id, sealer.over(b"words"))
    except UnknownKeyError:
        return False
    return True


def test_a_local_system_makes_a_key_of_its_own_which_is_not_the_gateways(tmp_path: Path) -> None:
    local = settings(tmp_path)
    assert believed(local, checkpoint_sealer(local))
    assert [path.name for path in tmp_path.iterdir()] == ["checkpoint-key"]


def test_who_has_the_private_key_alone_believes_it(tmp_path: Path) -> None:
    given = settings(tmp_path, CHECKPOINT_KEY=private_pem(NEW).decode())
    assert believed(given, checkpoint_sealer(given))
    assert not believed(given, Sealer(OLD))
    assert list(tmp_path.iterdir()) == []


def test_who_verifies_needs_no_private_key(tmp_path: Path) -> None:
    given = settings(tmp_path, CHECKPOINT_PUBLIC_KEYS=PUBLIC)
    assert believed(given, Sealer(OLD))
    assert believed(given, Sealer(NEW))


@pytest.mark.parametrize(("public", "count"), [(PUBLIC, 2), (None, 1)])
async def test_a_key_that_was_changed_is_believed_while_its_public_half_is_kept(
    tmp_path: Path, public: str | None, count: int
) -> None:
    given = {"CHECKPOINT_KEY": private_pem(OLD).decode()}
    given |= {"CHECKPOINT_PUBLIC_KEYS": public} if public else {}
    place = checkpoint_place(settings(tmp_path, **given))
    first = composed(None, [Head("agreement:gent:github:1", 1, "1" * 64)], 1, START, is_full=True)
    second = composed(first, [], 1, START, is_full=False)
    for key, checkpoint in ((OLD, first), (NEW, second)):
        content = signed(Sealer(key), checkpoint).model_dump_json().encode()
        await place.put(name_of(checkpoint.body), content)
    history = await read_checkpoints(
        place, checkpoint_ring(settings(tmp_path, **given)), every=True
    )
    assert (len(history.checkpoints), history.fault is None) == (count, count == 2)
