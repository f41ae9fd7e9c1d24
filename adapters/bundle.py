"""An agreement with all that proves it, in one file that is checked without any system of ours."""

import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import asyncpg

from adapters import verify_bundle
from adapters.chain_walk import BEFORE_BIRTH, ROW, Place, fault_of, form_of
from adapters.checkpoints import CheckpointFaultError, CheckpointPlace, Kept
from adapters.postgres import Pool, snapshot
from adapters.seal import KeyRing, Sealer
from adapters.storage import CorruptDocumentError, DocumentNotFoundError, Storage
from domain.canonical import canonical, hash_of
from domain.checkpoint import Checkpoint, entry_of
from domain.merkle import path_of
from domain.refusals import RefusedError

_EVENTS = f"SELECT {ROW} FROM event WHERE stream_id = $1 ORDER BY version"  # noqa: S608 - our own names
_HASH = re.compile(r'"([0-9a-f]{64})"')
_CHECKER = Path(verify_bundle.__file__).read_bytes()
_BUNDLED_AT = (1980, 1, 1, 0, 0, 0)  # of every file: the same agreement gives the same bytes
README = """This is {agreement}, as Akkoord had it on {at}.

events.jsonl       what happened, a line each, as it was written when it happened. The SHA-256 of a
                   line is what the next one names as its "previous_hash".
documents/         the agreement as issued, PDF; the name is the SHA-256 of the file
leaflets/          what the supplier says of its products; the name is the SHA-256 of the file
checkpoints.jsonl  where this agreement ended at an instant, signed then and kept elsewhere
keys.json          the public keys of those signatures
manifest.json      every file with its SHA-256, signed by the gateway that exported it
verify_bundle.py   checks all of it:  python3 verify_bundle.py BUNDLE.zip
                   It needs Python 3.9 or later and nothing else. Whoever could have changed this
                   file could have changed that program too: get it from Akkoord's sources.

People are named by ids, which their boards and suppliers can resolve; the words of a leaflet are
its supplier's own.
"""


class UnknownAgreementToExportError(RefusedError):
    """There is no agreement of this name in the log."""


class BrokenAgreementError(RefusedError):
    """The agreement is not as it was written: `akkoord verify` says more. It is not exported."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """What an export is made with; `sealer` seals it, `ring` believes checkpoints."""

    pool: Pool
    storage: Storage
    place: CheckpointPlace
    ring: KeyRing
    sealer: Sealer

    async def bundle(self, agreement: str, now: datetime) -> bytes:
        """Return the bundle. Raises a refusal, or what a server that is away raises."""
        async with snapshot(self.pool) as connection:
            rows = await connection.fetch(_EVENTS, agreement)
            lines = _lines(agreement, rows)
            named = set(_HASH.findall(b"\n".join(lines).decode()))
            leaflets = await connection.fetch(
                "SELECT hash, content FROM leaflet WHERE hash = ANY($1)", list(named)
            )
        checkpoints, keys = await self._checkpoints(agreement, rows)
        at = now.isoformat(timespec="seconds")
        files = {
            "README.txt": README.format(agreement=agreement, at=at).encode(),
            "events.jsonl": b"".join(line + b"\n" for line in lines),
            "checkpoints.jsonl": b"".join(canonical(one) + b"\n" for one in checkpoints),
            "keys.json": canonical({"checkpoints": keys, "gateway": self.sealer.public}),
            "verify_bundle.py": _CHECKER,
            **{f"leaflets/{row['hash']}.json": row["content"] for row in leaflets},
            **await self._documents(rows),
        }
        return zipped(files | {"manifest.json": self._manifest(agreement, at, files)})

    async def _documents(self, rows: Iterable[asyncpg.Record]) -> dict[str, bytes]:
        filed = (json.loads(row["data"])["hash"] for row in rows if row["type"] == "document.filed")
        try:
            return {f"documents/{one}.pdf": await self.storage.get(one) for one in filed}
        except (DocumentNotFoundError, CorruptDocumentError) as error:
            raise BrokenAgreementError(f"document {error}") from error

    async def _checkpoints(
        self, agreement: str, rows: list[asyncpg.Record]
    ) -> tuple[list[Mapping[str, object]], dict[str, str]]:
        """Return the first checkpoint that has seen each version, and the keys of them all.

        One that has seen an event is of the day when it was recorded, or the first of the next.
        """
        there = await self.place.days()
        recorded = {datetime.fromisoformat(row["recorded_at"]) for row in rows}
        days = {f"{at + later:%Y-%m-%d}" for at in recorded for later in (timedelta(), _A_DAY)}
        shown: dict[int, Mapping[str, object]] = {}
        keys: dict[str, str] = {}
        for day in sorted(days.union(there[-1:]).intersection(there)):
            for kept in await self.place.of_day(day):
                found, checkpoint = _opened(kept, self.ring)
                for index, head in enumerate(checkpoint.heads):
                    if head.stream_id == agreement and head.version not in shown:
                        shown[head.version] = found | _shown(checkpoint, index)
                        keys |= self.ring.public(str(found["key_id"]))
        return [shown[version] for version in sorted(shown)], keys

    def _manifest(self, agreement: str, at: str, files: Mapping[str, bytes]) -> bytes:
        hashes = {name: hash_of(content) for name, content in files.items()}
        body = canonical(
            {
                "kind": verify_bundle.KINDS[0],
                "agreement": agreement,
                "exported_at": at,
                "files": hashes,
            }
        )
        signature = self.sealer.over(verify_bundle.SEALED + body)
        return canonical(
            {"body": body.decode(), "key_id": self.sealer.key_id, "signature": signature}
        )


_A_DAY = timedelta(days=1)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Put files into one, in the order of their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _BUNDLED_AT), files[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _lines(agreement: str, rows: list[asyncpg.Record]) -> list[bytes]:
    """Return every event as it was written; the bytes are those that were hashed."""
    if not rows:
        raise UnknownAgreementToExportError(agreement)
    before = BEFORE_BIRTH
    for row in rows:
        if fault := fault_of(row, before):
            raise BrokenAgreementError(f"version {before.version + 1}: {fault}")
        before = Place(row["version"], row["hash"], row["occurred_at"])
    return [form_of(row) for row in rows]


def _opened(kept: Kept, ring: KeyRing) -> tuple[dict[str, object], Checkpoint]:
    try:
        signed, checkpoint = kept.opened(ring)
    except CheckpointFaultError as fault:
        raise BrokenAgreementError(f"checkpoint {fault}") from fault
    return signed.model_dump(exclude={"heads"}), checkpoint


def _shown(checkpoint: Checkpoint, index: int) -> dict[str, object]:
    """Return one head of a checkpoint with its way up to what was signed, and no other."""
    entries = [entry_of(head) for head in checkpoint.heads]
    path = [list(step) for step in path_of(entries, index)]
    return {"head": list(checkpoint.heads[index]), "path": path}
