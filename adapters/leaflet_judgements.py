"""What follows from stored leaflets alone, worked out once: under its hash none ever changes."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from adapters.postgres import Pool
from adapters.texts import find_leaflets
from domain.leaflet.compare import compare
from domain.leaflet.completeness import missing
from domain.leaflet.digest import LeafletDigest, digest
from domain.leaflet.importance import JudgedItem, importance
from domain.leaflet.leaflet import Leaflet

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Described:
    """A leaflet under the hash of its stored bytes, and what it misses, each with its article."""

    digest: LeafletDigest
    missing: tuple[str, ...]


@dataclass(slots=True)
class Latest(Generic[Key, Value]):
    """As many answers as there is room for; what was not asked for longest goes first."""

    room: int
    _kept: OrderedDict[Key, Value] = field(default_factory=OrderedDict)

    def find(self, key: Key) -> Value | None:
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def keep(self, key: Key, value: Value) -> Value:
        self._kept[key] = value
        if len(self._kept) > self.room:
            self._kept.popitem(last=False)
        return value


class LeafletJudgements:
    """Ten thousand agreements that judge one announcement have it read and compared once."""

    def __init__(self, pool: Pool, room: int = 256) -> None:
        self._pool = pool
        self._described: Latest[str, Described] = Latest(room)
        self._items: Latest[tuple[str, str], tuple[JudgedItem, ...]] = Latest(room)

    async def described(self, hashes: Iterable[str]) -> dict[str, Described]:
        """Return those of the leaflets that are stored. Raises `CorruptTextError`."""
        known = {one: self._described.find(one) for one in hashes}
        unknown = tuple(one for one, found in known.items() if found is None)
        read = await find_leaflets(self._pool, unknown) if unknown else {}
        new = {one: self._described.keep(one, _described(one, it)) for one, it in read.items()}
        return {one: found for one, found in known.items() if found is not None} | new

    async def items(self, old: str, new: str) -> tuple[JudgedItem, ...]:
        """Return what differs between two stored leaflets, judged."""
        pair = (old, new)
        if (known := self._items.find(pair)) is not None:
            return known
        read = await find_leaflets(self._pool, pair)
        if (known := self._items.find(pair)) is not None:  # another was faster meanwhile
            return known
        return self._items.keep(pair, importance(compare(read[old], read[new])))


def _described(stored_hash: str, leaflet: Leaflet) -> Described:
    return Described(
        digest=digest(leaflet).model_copy(update={"hash": stored_hash}),
        missing=tuple(f"{one.path} ({one.article})" for one in missing(leaflet)),
    )
