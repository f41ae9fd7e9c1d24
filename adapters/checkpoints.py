"""Checkpoints as they are kept: each signed, one object for each, a folder for each day."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from obstore.exceptions import AlreadyExistsError
from obstore.store import ObjectStoreMethods
from pydantic import ValidationError

from adapters.seal import KeyRing, Sealer
from adapters.storage import named_errors, open_store
from domain.checkpoint import Body, Checkpoint, Head, fault_behind
from domain.messages import Message
from domain.refusals import RefusedError

_AT_ONCE = 16


class CheckpointFaultError(Exception):
    """A checkpoint is not as it was signed, or does not follow the one before it."""


class CheckpointTakenError(Exception):
    """Another one has written a checkpoint of this number meanwhile."""


class Signed(Message):
    """A checkpoint as an object: the body as text, for it is these bytes that are signed."""

    body: str
    key_id: str
    signature: str
    heads: tuple[Head, ...]


def signed(sealer: Sealer, checkpoint: Checkpoint) -> Signed:
    """Sign a checkpoint."""
    signature = sealer.over(checkpoint.text.encode())
    return Signed(
        body=checkpoint.text, key_id=sealer.key_id, signature=signature, heads=checkpoint.heads
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """An object as it was read: where it stood, and what is in it."""

    name: str
    content: bytes

    def opened(self, ring: KeyRing) -> tuple[Signed, Checkpoint]:
        """Return what was signed. Raises `CheckpointFaultError`."""
        try:
            found = Signed.model_validate_json(self.content)
            ring.check_words(found.body.encode(), found.key_id, found.signature)
            body = Body.model_validate_json(found.body)
        except (ValidationError, UnicodeEncodeError):
            raise CheckpointFaultError(f"{self.name}: it is no checkpoint") from None
        except RefusedError as refused:
            raise CheckpointFaultError(f"{self.name}: {type(refused).__name__}") from None
        if name_of(body) != self.name:
            raise CheckpointFaultError(f"{self.name}: it stood elsewhere")
        return found, Checkpoint(body, found.body, found.heads)


def name_of(body: Body) -> str:
    """Return the name of an object: the day, and the number."""
    return f"{body.made_at:%Y-%m-%d}/{body.sequence:010d}.json"


class CheckpointPlace:
    """One prefix of an object store, which should be out of reach of the database's owner."""

    def __init__(self, store: ObjectStoreMethods) -> None:
        self._store = store

    @classmethod
    def at(cls, url: str | None, local_directory: Path) -> "CheckpointPlace":
        """Open it. Raises `StorageAddressError` or `StorageUnavailableError`."""
        return cls(open_store(url, local_directory))

    async def put(self, name: str, content: bytes) -> None:
        """Keep an object; raises `CheckpointTakenError` where there is one of this name."""
        with named_errors():
            try:
                await self._store.put_async(name, content, mode="create")
            except AlreadyExistsError:
                raise CheckpointTakenError(name) from None

    async def days(self) -> list[str]:
        """Return the days of which there are checkpoints, as `2026-03-02`."""
        with named_errors():
            return sorted((await self._store.list_with_delimiter_async())["common_prefixes"])

    async def of_day(self, day: str) -> list[Kept]:
        """Return the checkpoints of a day in their order."""
        return await self._read(await self._names_of(day))

    async def behind(self, name: str) -> list[Kept]:
        """Return the checkpoints behind one in their order; no day before it is looked into."""
        day, _, _ = name.partition("/")
        days = [one for one in await self.days() if one >= day]
        named = [other for one in days for other in await self._names_of(one)]
        return await self._read(other for other in named if other > name)

    async def _names_of(self, day: str) -> list[str]:
        with named_errors():
            listed = await self._store.list_with_delimiter_async(day)
        return [one["path"] for one in listed["objects"]]

    async def _read(self, names: Iterable[str]) -> list[Kept]:
        turn = asyncio.Semaphore(_AT_ONCE)

        async def read(name: str) -> Kept:
            async with turn:
                with named_errors():
                    found = await self._store.get_async(name)
                    return Kept(name, bytes(await found.bytes_async()))

        return await asyncio.gather(*map(read, sorted(names)))


@dataclass(slots=True)
class History:
    """Checkpoints read in their order, each checked, and what the last of them say of a stream."""

    ring: KeyRing
    checkpoints: list[Checkpoint] = field(default_factory=list)
    heads: dict[str, Head] = field(default_factory=dict)
    fault: str | None = None  # of the first one that is not as it was signed, behind these

    @property
    def last(self) -> Checkpoint | None:
        """The last one, where there is one."""
        return self.checkpoints[-1] if self.checkpoints else None

    def take(self, kept: Kept) -> None:
        """Go on by one. Raises `CheckpointFaultError`."""
        _, checkpoint = kept.opened(self.ring)
        if fault := fault_behind(self.last, checkpoint):
            raise CheckpointFaultError(f"{kept.name}: {fault}")
        self.add(checkpoint)

    def add(self, checkpoint: Checkpoint) -> None:
        """Go on by one that needs no check."""
        self.checkpoints.append(checkpoint)
        self.heads |= {head.stream_id: head for head in checkpoint.heads}


async def read_checkpoints(place: CheckpointPlace, ring: KeyRing, *, every: bool) -> History:
    """Read every checkpoint, or those of the last day, which begins with one of all streams.

    It ends before the first that is not as it was signed. Raises `StorageUnavailableError`.
    """
    history, days = History(ring), await place.days()
    try:
        for day in days if every else days[-1:]:
            for kept in await place.of_day(day):
                history.take(kept)
    except CheckpointFaultError as broken:
        history.fault = str(broken)
    return history
