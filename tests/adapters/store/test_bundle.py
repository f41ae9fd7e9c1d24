"""An agreement that was exported is checked by anybody, and whatever is altered in it is found."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from adapters import verify_bundle
from adapters.bundle import (
    BrokenAgreementError,
    Exporter,
    UnknownAgreementToExportError,
    zipped,
)
from adapters.checkpointing import Checkpointer
from adapters.checkpoints import CheckpointPlace
from adapters.event_store import PostgresEventStore
from adapters.postgres import Pool, open_pool
from adapters.seal import KeyRing, Sealer
from adapters.texts import put_leaflet
from adapters.verify_bundle import check
from domain.actors import ENGINE
from domain.agreement import commands as c
from domain.canonical import canonical, hash_of
from domain.leaflet.leaflet import Leaflet
from tests.adapters.store.tampering import edited
from tests.conftest import Database
from tests.fakes.storage import FakeStorage
from tests.scenario import STREAM, V1, Story, chosen
from tests.stored import appends, elsewhere

CHECKPOINTS, GATEWAY = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
RING = KeyRing([CHECKPOINTS.public_key()])
FINGERPRINTS = tuple(hash_of(key.public_key().public_bytes_raw()) for key in (CHECKPOINTS, GATEWAY))
LEAFLET = Leaflet(product="code", name="Code", version="1", remarks=("né",))
OFFERED = V1.model_copy(update={"hash": hash_of(canonical(LEAFLET))})
DOCUMENT = b"%PDF the agreement as it stood"
OTHER = "agreement:brugge:github:1"
Files = dict[str, bytes]


@pytest.fixture
async def exporter(own_database: Database, tmp_path: Path) -> AsyncIterator[Exporter]:
    """Export from a log of two agreements, with a checkpoint after each command but the last."""
    story = Story(stored=(OFFERED,)).offered(OFFERED).chose(chosen(of=OFFERED)).signed()
    story.ask(c.FileDocument(document="agreement", of_version=6, hash=hash_of(DOCUMENT)), ENGINE)
    storage = FakeStorage()
    await storage.put(hash_of(DOCUMENT), DOCUMENT)
    place = CheckpointPlace.at(None, tmp_path / "checkpoints")
    async with open_pool(own_database.engine_url) as pool:
        await put_leaflet(pool, LEAFLET)
        await _told(pool, place, story)
        yield Exporter(pool, storage, place, RING, Sealer(GATEWAY))


async def _told(pool: Pool, place: CheckpointPlace, story: Story) -> None:
    writer = Checkpointer(pool, place, Sealer(CHECKPOINTS), RING, timedelta())
    batches = appends(story)
    for batch in batches:
        await PostgresEventStore(pool).append(batch)
        await PostgresEventStore(pool).append(elsewhere(batch, OTHER, "brugge-"))
        if batch is not batches[-1]:
            await writer.write(datetime.now(UTC))


@pytest.fixture
async def bundle(exporter: Exporter, tmp_path: Path) -> Path:
    file = tmp_path / "bundle.zip"
    file.write_bytes(await exporter.bundle(STREAM, datetime.now(UTC)))
    return file


def files(bundle: Path) -> Files:
    with zipfile.ZipFile(bundle) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_bundle_that_nobody_touched_holds(bundle: Path) -> None:
    report = check(bundle, FINGERPRINTS)
    assert report.faults == []
    assert report.facts[1].startswith("7 events, the last with the hash ")
    assert "1 documents and 1 leaflets, each with its hash" in report.facts
    assert report.facts[-3] == "events from 7 on have been seen by no checkpoint yet"
    assert sorted(fact.rpartition(" ")[2] for fact in report.facts[-2:]) == sorted(FINGERPRINTS)


def test_it_is_checked_by_python_alone(bundle: Path, tmp_path: Path) -> None:
    program = tmp_path / "alone" / "verify_bundle.py"
    program.parent.mkdir()
    program.write_bytes(files(bundle)["verify_bundle.py"])
    keys = [word for one in FINGERPRINTS for word in ("--key", one)]
    done = alone(program, bundle, *keys)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("all of it holds\n")
    other = alone(program, bundle, "--key", "0" * 64)
    assert other.returncode == 1
    assert "BROKEN a key of the gateway is not among those given" in other.stdout
    mistyped = alone(program, tmp_path / "nowhere.zip")
    assert (mistyped.returncode, mistyped.stdout) == (2, "")
    assert "there is no such file" in mistyped.stderr


def alone(program: Path, *words: Path | str) -> "subprocess.CompletedProcess[str]":
    """Run a program without any package that is installed."""
    command = [sys.executable, "-I", "-S", program, *words]
    return subprocess.run(command, env={}, capture_output=True, text=True, check=False)  # noqa: S603 - our own program


def test_it_tells_nothing_of_other_agreements(bundle: Path) -> None:
    assert not any(b"brugge" in content for content in files(bundle).values())


def test_each_file_is_named_where_a_byte_of_it_was_changed(bundle: Path) -> None:
    whole = files(bundle)
    assert len(whole) == 8
    for name in whole:
        content = whole[name]
        middle = len(content) // 2
        changed = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        assert faults(whole | {name: changed}), name


def test_each_file_is_missed(bundle: Path) -> None:
    whole = files(bundle)
    for name in whole:
        rest = {other: content for other, content in whole.items() if other != name}
        assert f"{name} is missing" in faults(rest)


def test_a_file_that_was_put_in_is_named(bundle: Path) -> None:
    assert faults(files(bundle) | {"documents/more.pdf": b""})[0] == (
        "documents/more.pdf is not what was exported"
    )


def test_what_is_no_bundle_is_told(tmp_path: Path) -> None:
    (tmp_path / "none").write_bytes(b"no zip")
    assert check(tmp_path / "none").faults == ["it cannot be opened: BadZipFile"]
    assert check(tmp_path / "absent").faults == ["it cannot be opened: FileNotFoundError"]
    assert faults({"manifest.json": b"[]", "keys.json": b"{}"}) == [
        "a part of it cannot be read: TypeError"
    ]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_stands_in_it_twice_is_told(bundle: Path) -> None:
    with zipfile.ZipFile(bundle, "a") as archive:
        archive.writestr("events.jsonl", b"")
    assert check(bundle).faults == ["a file stands in it twice"]


def faults(of: Files) -> list[str]:
    return check_bytes(zipped(of))


def check_bytes(content: bytes) -> list[str]:
    return check(io.BytesIO(content)).faults  # type: ignore[arg-type]  # a zip is read from either


def sealed_anew(of: Files, by: Ed25519PrivateKey = GATEWAY) -> Files:
    """Let somebody who holds the gateway's key seal what he has made up."""
    body = json.loads(json.loads(of["manifest.json"])["body"])
    others = {name: content for name, content in of.items() if name != "manifest.json"}
    keys = json.loads(of["keys.json"]) | {"gateway": Sealer(by).public}
    others["keys.json"] = canonical(keys)
    body["files"] = {name: hash_of(content) for name, content in others.items()}
    text = canonical(body)
    signature = Sealer(by).over(verify_bundle.SEALED + text)
    manifest = {"body": text.decode(), "key_id": Sealer(by).key_id, "signature": signature}
    return others | {"manifest.json": canonical(manifest)}


def lines(of: Files, name: str) -> list[bytes]:
    return of[name].splitlines(keepends=True)


def test_who_seals_it_anew_needs_a_key_that_is_trusted(bundle: Path, tmp_path: Path) -> None:
    stranger = Ed25519PrivateKey.generate()
    again = tmp_path / "again.zip"
    again.write_bytes(zipped(sealed_anew(files(bundle), stranger)))
    assert check(again).faults == []
    (fault,) = check(again, FINGERPRINTS).faults
    assert fault.startswith("a key of the gateway is not among those given")


EVENT = ("events.jsonl", 2)


@pytest.mark.parametrize("at", [0, 2, 5])
def test_an_event_that_was_edited_is_found_whoever_seals_it(bundle: Path, at: int) -> None:
    whole = files(bundle)
    events = lines(whole, "events.jsonl")
    events[at] = events[at].replace(b'"via":"', b'"via":"x')
    found = faults(sealed_anew(whole | {"events.jsonl": b"".join(events)}))
    assert f"event {at + 2} does not follow the one before it" in found


@pytest.mark.parametrize("at", [0, 2])
def test_an_event_that_was_left_out_is_found(bundle: Path, at: int) -> None:
    whole = files(bundle)
    events = lines(whole, "events.jsonl")
    del events[at]
    found = faults(sealed_anew(whole | {"events.jsonl": b"".join(events)}))
    assert f"event {at + 1} is missing, or not of this agreement" in found


def test_an_end_that_was_left_out_is_found_by_the_checkpoints(bundle: Path) -> None:
    whole = files(bundle)
    events = b"".join(lines(whole, "events.jsonl")[:-2])
    found = faults(sealed_anew(whole | {"events.jsonl": events}))
    assert found == ["checkpoint 4 has seen another event 6, or more events"]


def test_a_chain_made_anew_is_found_by_the_checkpoints(bundle: Path) -> None:
    whole = files(bundle)
    before, anew = None, []
    for line in lines(whole, "events.jsonl"):
        event = json.loads(line) | {"previous_hash": before, "via": "x"}
        anew.append(canonical(event) + b"\n")
        before = hash_of(anew[-1][:-1])
    found = faults(sealed_anew(whole | {"events.jsonl": b"".join(anew)}))
    assert found[0] == "checkpoint 1 has seen another event 1, or more events"


def test_a_document_or_leaflet_that_was_exchanged_is_found(bundle: Path) -> None:
    whole = files(bundle)
    for name in whole:
        if name.startswith(("documents/", "leaflets/")):
            found = faults(sealed_anew(whole | {name: b"another"}))
            assert found == [f"{name} is not the content of this hash"]


def test_a_document_that_an_event_names_is_missed(bundle: Path) -> None:
    whole = files(bundle)
    rest = {name: one for name, one in whole.items() if not name.startswith("documents/")}
    assert faults(sealed_anew(rest)) == [f"documents/{hash_of(DOCUMENT)}.pdf is missing"]


@pytest.mark.parametrize("field", ["head", "path", "body", "signature"])
def test_a_checkpoint_that_was_altered_is_found(bundle: Path, field: str) -> None:
    whole = files(bundle)
    first, second, *rest = lines(whole, "checkpoints.jsonl")
    mixed = json.loads(second) | {field: json.loads(first)[field]}
    checkpoints = b"".join([first, canonical(mixed) + b"\n", *rest])
    assert faults(sealed_anew(whole | {"checkpoints.jsonl": checkpoints}))


async def test_an_agreement_that_is_broken_is_not_exported(
    exporter: Exporter, own_database: Database
) -> None:
    await edited(own_database, 3)
    with pytest.raises(BrokenAgreementError, match="version 3"):
        await exporter.bundle(STREAM, datetime.now(UTC))


async def test_an_agreement_that_nobody_knows_is_refused(exporter: Exporter) -> None:
    with pytest.raises(UnknownAgreementToExportError):
        await exporter.bundle("agreement:gent:github:9", datetime.now(UTC))


async def test_a_document_that_is_gone_is_told(exporter: Exporter) -> None:
    assert isinstance(exporter.storage, FakeStorage)
    exporter.storage.forget(hash_of(DOCUMENT))
    with pytest.raises(BrokenAgreementError, match="document"):
        await exporter.bundle(STREAM, datetime.now(UTC))
