"""A whole life is exported, and checked by a program that knows nothing of ours."""

import zipfile
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from adapters.bundle import Exporter
from adapters.checkpointing import Checkpointer
from adapters.checkpoints import CheckpointPlace, read_checkpoints
from adapters.seal import KeyRing, Sealer
from adapters.verify import verify
from adapters.verify_bundle import check
from adapters.witnesses import Covered
from tests.journeys.journey import Journey
from tests.journeys.test_traces import a_whole_life, private

KEY = Ed25519PrivateKey.generate()
RING = KeyRing([KEY.public_key()])


async def test_a_whole_life_is_proved_without_us_and_names_nobody(
    journey: Journey, tmp_path: Path
) -> None:
    system, place = journey.system, CheckpointPlace.at(None, tmp_path / "checkpoints")
    await a_whole_life(journey)
    await system.at_rest()
    writer = Checkpointer(system.pool, place, Sealer(KEY), RING, timedelta())
    assert await writer.write(system.now())
    history = await read_checkpoints(place, RING, every=True)
    seen = await verify(system.pool, system.storage, history)
    assert (seen.is_whole, seen.documents > 0) == (True, True)
    (checkpoint,) = history.checkpoints
    assert seen.checkpoints == Covered(1, 1, checkpoint.body.made_at, in_window=0)

    bundle = tmp_path / "bundle.zip"
    exporter = Exporter(system.pool, system.storage, place, RING, Sealer(KEY))
    bundle.write_bytes(await exporter.bundle(str(journey.place), system.now()))
    report = check(bundle)
    assert report.faults == []
    assert any("documents and 3 leaflets" in fact for fact in report.facts)
    names = [name.encode() for name in await private(system)]
    assert names
    assert not any(name in content for name in names for content in contents(bundle))


def contents(bundle: Path) -> list[bytes]:
    with zipfile.ZipFile(bundle) as archive:
        return [archive.read(name) for name in archive.namelist()]
