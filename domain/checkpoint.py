"""A checkpoint: where every stream ended at an instant, to be signed and kept elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from domain.canonical import canonical, hash_of
from domain.merkle import root_of
from domain.messages import Message
from domain.values import Hash, Instant

AT_LEAST_EVERY = timedelta(hours=1)
"""Also where nothing has changed: that none is missing can be seen."""


class Head(NamedTuple):
    """Where a stream ends: the version and the hash of its last record."""

    stream_id: str
    version: int
    hash: str


Heads = Mapping[str, Head]  # by stream


class Body(Message):
    """What is signed of a checkpoint: it stands for its heads by the root of a tree over them."""

    kind: Literal["akkoord.checkpoint.1"] = "akkoord.checkpoint.1"
    sequence: int
    previous: Hash | None  # of the body of the one before it
    made_at: Instant
    position: int  # the greatest in the log
    is_full: bool  # of all streams, or only of those that moved since the one before it
    heads: int
    root: Hash


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A checkpoint with its heads, sorted; `text` is the body as it is signed."""

    body: Body
    text: str
    heads: tuple[Head, ...]

    @property
    def hash(self) -> str:
        """What the next one names."""
        return hash_of(self.text.encode())


@dataclass(frozen=True, slots=True)
class Found:
    """The log as it is now: where it ends, its heads, and the hash where each was known to end."""

    position: int
    heads: Heads
    known_now: Mapping[str, str]


def next_checkpoint(
    last: Checkpoint | None, known: Heads, found: Found, now: datetime
) -> Checkpoint | None:
    """Return what is to be signed now: all streams once a day, otherwise those that moved.

    None where nothing has changed for less than an hour. A stream that contradicts what was signed
    before stays as it was signed: a checkpoint never covers up for the log.
    """
    is_full = last is None or last.body.made_at.date() < now.date()
    held = contradicted(known, found)
    heads = {**found.heads, **{one: known[one] for one in held}}
    moved = (
        heads if is_full else {one: head for one, head in heads.items() if head != known.get(one)}
    )
    if last and not moved and now < last.body.made_at + AT_LEAST_EVERY:
        return None
    return composed(last, moved.values(), found.position, now, is_full=is_full)


def contradicted(known: Heads, found: Found) -> tuple[str, ...]:
    """Name the streams that do not hold any more what was signed of them."""
    return tuple(one for one, head in known.items() if found.known_now.get(one) != head.hash)


def composed(
    last: Checkpoint | None, heads: Iterable[Head], position: int, now: datetime, *, is_full: bool
) -> Checkpoint:
    """Put a checkpoint together; it never seems older than the one before it."""
    entries = tuple(sorted(heads))
    body = Body(
        sequence=last.body.sequence + 1 if last else 1,
        previous=last.hash if last else None,
        made_at=max(now, last.body.made_at) if last else now,
        position=max(position, last.body.position) if last else position,
        is_full=is_full,
        heads=len(entries),
        root=root_of([entry_of(head) for head in entries]),
    )
    return Checkpoint(body, canonical(body).decode(), entries)


def entry_of(head: Head) -> bytes:
    """Return a head as a leaf of the tree."""
    return canonical(list(head))


def fault_behind(last: Checkpoint | None, this: Checkpoint) -> str | None:
    """Say what is wrong with a checkpoint behind the one before it; none before it: its beginning.

    Heads that do not belong to what was signed are a fault of the checkpoint alone.
    """
    body = this.body
    if list(this.heads) != sorted(this.heads) or body.heads != len(this.heads):
        return "its heads are not those that were counted"
    if body.root != root_of([entry_of(head) for head in this.heads]):
        return "its heads are not those that were signed"
    if last is None:
        return None if body.is_full else "it is not of all streams, and the ones before are missing"
    if body.sequence != last.body.sequence + 1 or body.previous != last.hash:
        return "it does not follow the one before it"
    if body.made_at < last.body.made_at or body.position < last.body.position:
        return "it is older than the one before it"
    return None
