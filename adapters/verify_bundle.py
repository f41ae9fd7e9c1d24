"""Check an agreement that was exported: Python is all it needs, no database, network or package.

    python3 verify_bundle.py BUNDLE.zip [--key FINGERPRINT]...

Whoever makes a bundle up can sign it, too, with a key of his own: compare the fingerprints that are
printed with those that the operator of the system has published, or give those with `--key`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

_DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError)
Json = dict[str, "object"]
KINDS = ("akkoord.bundle.1", "akkoord.checkpoint.1")
SEALED = b"akkoord.bundle.1\n"  # what a manifest is signed with before it


class BundleError(Exception):
    """The bundle is not as it was exported: the text says what is wrong."""


@dataclass
class Report:
    """What is wrong with a bundle, and what was found in it."""

    faults: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return what people read."""
        end = f"faults: {len(self.faults)}" if self.faults else "all of it holds"
        return [*self.facts, *(f"BROKEN {one}" for one in self.faults), end]


def check(path: Path, trusted: tuple[str, ...] = ()) -> Report:
    """Check every part of a bundle."""
    report = Report()
    try:
        Bundle(_files(path), report).check(trusted)
    except BundleError as error:
        report.faults.append(str(error))
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        report.faults.append(f"a part of it cannot be read: {type(error).__name__}")
    return report


@dataclass
class Bundle:
    """The files of a bundle by their names."""

    files: dict[str, bytes]
    report: Report

    def check(self, trusted: tuple[str, ...]) -> None:
        """Go from the seal of the whole to its parts."""
        manifest = self._manifest()
        hashes, documents = self._events(str(manifest["agreement"]))
        self._documents(documents)
        self._checkpoints(str(manifest["agreement"]), hashes)
        self._keys(trusted)

    def _manifest(self) -> Json:
        """Every file is there, as it was sealed, and no other."""
        sealed = json.loads(self._file("manifest.json"))
        manifest: Json = json.loads(sealed["body"])
        self._signature("gateway", sealed, SEALED)
        if manifest["kind"] != KINDS[0]:
            raise BundleError("it is a bundle of another kind")
        listed = manifest["files"]
        assert isinstance(listed, dict)  # noqa: S101 - for the type checker; what follows would fail
        for name in sorted({*listed, *self.files} - {"manifest.json"}):
            content = self.files.get(name)
            if content is None:
                self._fault(f"{name} is missing")
            elif hashlib.sha256(content).hexdigest() != listed.get(name):
                self._fault(f"{name} is not what was exported")
        self._fact(f"{manifest['agreement']}, exported {manifest['exported_at']}")
        return manifest

    def _events(self, agreement: str) -> tuple[list[str], list[str]]:
        """Each line is an event as it was written, and names the SHA-256 of the line before it."""
        hashes: list[str] = []
        documents: list[str] = []
        for version, line in enumerate(self._file("events.jsonl").splitlines(), 1):
            event = json.loads(line)
            before = hashes[-1] if hashes else None
            if (event["stream_id"], event["version"]) != (agreement, version):
                self._fault(f"event {version} is missing, or not of this agreement")
            elif event["previous_hash"] != before:
                self._fault(f"event {version} does not follow the one before it")
            if event["type"] == "document.filed":
                documents.append(event["data"]["hash"])
            hashes.append(hashlib.sha256(line).hexdigest())
        self._fact(f"{len(hashes)} events, the last with the hash {hashes[-1]}")
        return hashes, documents

    def _documents(self, named: list[str]) -> None:
        """Each is stored under the hash of its content, and those that events name are there."""
        for content_hash in named:
            self._file(f"documents/{content_hash}.pdf")
        of = {"documents": 0, "leaflets": 0}
        for name, content in self.files.items():
            folder, _, file = name.partition("/")
            if folder in of:
                of[folder] += 1
                if hashlib.sha256(content).hexdigest() != file.partition(".")[0]:
                    self._fault(f"{name} is not the content of this hash")
        self._fact(f"{of['documents']} documents and {of['leaflets']} leaflets, each with its hash")

    def _checkpoints(self, agreement: str, hashes: list[str]) -> None:
        """Each stands for the end of the agreement at its instant, and the events agree with it."""
        last, made_at = 0, ""
        for line in self._file("checkpoints.jsonl").splitlines():
            sealed = json.loads(line)
            self._signature("checkpoints", sealed)
            body, (stream, version, content_hash) = json.loads(sealed["body"]), sealed["head"]
            number = body["sequence"]
            if body["kind"] != KINDS[1] or stream != agreement:
                self._fault(f"checkpoint {number} is of something else")
            elif root_from(_entry(sealed["head"]), sealed["path"]) != body["root"]:
                self._fault(f"checkpoint {number} has not signed this")
            elif version > len(hashes) or hashes[version - 1] != content_hash:
                self._fault(f"checkpoint {number} has seen another event {version}, or more events")
            if version > last:
                last, made_at = version, body["made_at"]
                self._fact(f"events up to {last} were there on {made_at}: checkpoint {number}")
        if last < len(hashes):
            self._fact(f"events from {last + 1} on have been seen by no checkpoint yet")

    def _keys(self, trusted: tuple[str, ...]) -> None:
        for use, keys in json.loads(self._file("keys.json")).items():
            for key in keys.values():
                fingerprint = hashlib.sha256(bytes.fromhex(key)).hexdigest()
                self._fact(f"key of the {use}: {fingerprint}")
                if trusted and fingerprint not in trusted:
                    self._fault(f"a key of the {use} is not among those given: {fingerprint}")

    def _signature(self, use: str, sealed: dict[str, str], before: bytes = b"") -> None:
        key = json.loads(self._file("keys.json"))[use].get(sealed["key_id"])
        words = before + sealed["body"].encode()
        if key is None or not is_signed(
            bytes.fromhex(key), words, bytes.fromhex(sealed["signature"])
        ):
            raise BundleError(f"a signature of the {use} does not hold")

    def _file(self, name: str) -> bytes:
        if name not in self.files:
            raise BundleError(f"{name} is missing")
        return self.files[name]

    def _fault(self, words: str) -> None:
        self.report.faults.append(words)

    def _fact(self, words: str) -> None:
        self.report.facts.append(words)


def _files(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if [name for name, count in Counter(names).items() if count > 1]:
                raise BundleError("a file stands in it twice")
            return {name: archive.read(name) for name in names}
    except _DAMAGED as error:
        raise BundleError(f"it cannot be opened: {type(error).__name__}") from None


def root_from(entry: bytes, path: list[tuple[str, str]]) -> str:
    """Return the root of the tree of hashes (RFC 9162) that an entry has with these neighbours."""
    here = hashlib.sha256(b"\0" + entry).digest()
    for side, neighbour in path:
        there = bytes.fromhex(neighbour)
        pair = there + here if side == "left" else here + there
        here = hashlib.sha256(b"\1" + pair).digest()
    return here.hex()


def _entry(head: list[object]) -> bytes:
    return json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()


# Ed25519, the check alone, as RFC 8032 writes it (section 6): public values only, so that the time
# it takes tells nothing. Points are (x, y, z, t) with x = x/z, y = y/z, t = x*y/z.
Point = tuple[int, int, int, int]
P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
LENGTH, HALF = 64, 32


def is_signed(key: bytes, words: bytes, signature: bytes) -> bool:
    """Whether the holder of this key has signed these words."""
    scalar = int.from_bytes(signature[HALF:], "little")
    public, nonce = _point(key), _point(signature[:HALF])
    if len(signature) != LENGTH or public is None or nonce is None or scalar >= Q:
        return False
    digest = hashlib.sha512(signature[:HALF] + key + words).digest()
    challenge = int.from_bytes(digest, "little") % Q
    left, right = _times(scalar, BASE), _sum(nonce, _times(challenge, public))
    return all((left[at] * right[2] - right[at] * left[2]) % P == 0 for at in (0, 1))


def _sum(one: Point, two: Point) -> Point:
    a, b = (one[1] - one[0]) * (two[1] - two[0]), (one[1] + one[0]) * (two[1] + two[0])
    c, d = 2 * one[3] * two[3] * D, 2 * one[2] * two[2]
    e, f, g, h = (b - a) % P, (d - c) % P, (d + c) % P, (b + a) % P
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(number: int, point: Point) -> Point:
    result: Point = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = _sum(result, point)
        point, number = _sum(point, point), number >> 1
    return result


def _point(written: bytes) -> Point | None:
    """Read a point: y, and in the last bit which of the two x."""
    y = int.from_bytes(written, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    squared = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(squared, (P + 3) // 8, P)
    if (x * x - squared) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if len(written) != HALF or y >= P or (x * x - squared) % P or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P


BASE = _point((4 * pow(5, P - 2, P) % P).to_bytes(HALF, "little")) or (0, 1, 1, 0)


def main() -> int:
    """Check the bundle that is named; returns 0 where all of it holds."""
    parser = argparse.ArgumentParser(description="Check an agreement that was exported.")
    parser.add_argument("bundle", type=Path, help="the file that was exported")
    parser.add_argument("--key", action="append", default=[], help="a fingerprint to be trusted")
    given = parser.parse_args()
    if not given.bundle.is_file():
        parser.error(f"{given.bundle}: there is no such file")
    report = check(given.bundle, tuple(given.key))
    sys.stdout.write("".join(f"{line}\n" for line in report.lines()))
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
