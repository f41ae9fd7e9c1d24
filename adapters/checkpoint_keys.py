"""Where checkpoints are kept and by which keys they are signed, as the settings have it."""

from adapters.checkpoints import CheckpointPlace
from adapters.seal import KeyRing, Sealer, load_key_ring, load_sealer
from settings import Settings


def checkpoint_place(settings: Settings) -> CheckpointPlace:
    """Open the place. Raises `StorageAddressError` or `StorageUnavailableError`."""
    return CheckpointPlace.at(settings.checkpoint_url, settings.state_directory / "checkpoints")


def checkpoint_sealer(settings: Settings) -> Sealer:
    """Return the key given, or the local one, made where there is none: `KeyUnreadableError`."""
    return load_sealer(settings.checkpoint_key, settings.checkpoint_key_directory)


def checkpoint_ring(settings: Settings) -> KeyRing:
    """Return the keys by which checkpoints are believed. Raises `KeyUnreadableError`."""
    if settings.checkpoint_key and not settings.checkpoint_public_keys:
        return KeyRing([checkpoint_sealer(settings).public_key])
    return load_key_ring(settings.checkpoint_public_keys, settings.checkpoint_key_directory)
