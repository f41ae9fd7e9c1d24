"""A tree of hashes over many entries: its root stands for all, a path shows one without the rest.

Leaves and nodes are hashed with a different first byte, so that one cannot pass for the other; a
node without a neighbour goes up as it is (RFC 9162, section 2.1).
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Literal

Step = tuple[Literal["left", "right"], str]
"""On which side the neighbour stands, and its hash."""

_EMPTY = sha256(b"").hexdigest()


def root_of(entries: Sequence[bytes]) -> str:
    """Return the hash that stands for all the entries, in this order."""
    level = [_leaf(one) for one in entries]
    while len(level) > 1:
        level = _above(level)
    return level[0].hex() if level else _EMPTY


def path_of(entries: Sequence[bytes], index: int) -> tuple[Step, ...]:
    """Return the neighbours on the way up from one entry."""
    level, steps = [_leaf(one) for one in entries], list[Step]()
    while len(level) > 1:
        if index % 2:
            steps.append(("left", level[index - 1].hex()))
        elif index + 1 < len(level):
            steps.append(("right", level[index + 1].hex()))
        level, index = _above(level), index // 2
    return tuple(steps)


def root_from(entry: bytes, path: Sequence[Step]) -> str:
    """Return the root that an entry has with these neighbours."""
    here = _leaf(entry)
    for side, neighbour in path:
        there = bytes.fromhex(neighbour)
        here = _node(there, here) if side == "left" else _node(here, there)
    return here.hex()


def _above(level: list[bytes]) -> list[bytes]:
    pairs = [_node(*level[at : at + 2]) for at in range(0, len(level) - 1, 2)]
    return pairs + level[len(pairs) * 2 :]


def _leaf(entry: bytes) -> bytes:
    return sha256(b"\0" + entry).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()
