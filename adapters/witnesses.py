"""What checkpoints say against a log: what it has lost, and what none of them has seen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from adapters.chain_walk import BEFORE_BIRTH, Broken, Place, Seen, Witness
from domain.checkpoint import Checkpoint


@dataclass(frozen=True, slots=True)
class Covered:
    """What the checkpoints that were read stand for, and the window behind the last of them."""

    checkpoints: int
    last: int | None  # its number
    made_at: datetime | None
    in_window: int  # records that no checkpoint has seen yet


def seen_by(checkpoints: Iterable[Checkpoint]) -> Seen:
    """Return every record that a checkpoint has seen at the end of its stream."""
    seen: dict[str, dict[int, Witness]] = {}
    for one in checkpoints:
        for head in one.heads:
            witness = Witness(head.hash, one.body.position, one.body.sequence)
            seen.setdefault(head.stream_id, {}).setdefault(head.version, witness)
    return seen


def lost(seen: Seen, heads: Mapping[str, Place]) -> list[Broken]:
    """Name the streams that end before what a checkpoint has seen of them."""
    broken = []
    for stream_id, versions in seen.items():
        end, known = heads.get(stream_id, BEFORE_BIRTH).version, max(versions)
        if end < known:
            fault = f"the end is missing: checkpoint {versions[known].checkpoint} has seen {known}"
            broken.append(Broken(stream_id, end + 1, fault))
    return broken


def covered(checkpoints: list[Checkpoint], seen: Seen, heads: Mapping[str, Place]) -> Covered:
    """Count what is behind the last checkpoint."""
    window = sum(
        max(place.version - max(seen.get(stream_id, {0: None})), 0)
        for stream_id, place in heads.items()
    )
    if not checkpoints:
        return Covered(0, None, None, in_window=window)
    last = checkpoints[-1].body
    return Covered(len(checkpoints), last.sequence, last.made_at, in_window=window)
