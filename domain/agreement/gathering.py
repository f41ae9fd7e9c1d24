"""What a decision needs from outside: leaflets, schools, the policy, a comparison."""

from domain.leaflet.digest import LeafletDigest
from domain.leaflet.importance import JudgedItem
from domain.messages import Message
from domain.values import Hash, Identifier


class Need(Message):
    """What the engine must fetch before it decides: `board` for its schools, leaflets by hash."""

    board: Identifier
    leaflets: tuple[Hash, ...] = ()
    # What rules here, a leaflet for each product: the first of `leaflets` is compared with the
    # one of its own product.
    compare_from: tuple[Hash, ...] = ()


class GatheredLeaflet(Message):
    """A stored leaflet: its digest, and what is missing from it, each with its article."""

    digest: LeafletDigest
    missing: tuple[str, ...]


class Gathered(Message):
    """The facts; `leaflets` lacks what is not stored."""

    policy: Identifier
    schools: tuple[Identifier, ...]  # every school of the board
    leaflets: tuple[GatheredLeaflet, ...] = ()
    compared_from: Hash | None = None  # the one of `compare_from` that `items` start from
    items: tuple[JudgedItem, ...] = ()
