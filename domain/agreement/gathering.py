"""What a decision needs from outside: leaflets, schools, the policy, comparisons."""

from domain.leaflet.digest import LeafletDigest
from domain.leaflet.importance import JudgedItem
from domain.messages import Message
from domain.values import Hash, Identifier


class Difference(Message):
    """What one leaflet changes of another."""

    old: Hash
    new: Hash


class Composition(Message):
    """A leaflet to make, and to compare with what it is made on.

    That is `onto` with the differences of `after` applied to it, one by one. The difference
    old -> new is applied to it in turn; where `old` is None, `new` stands as it is.
    """

    onto: Hash
    after: tuple[Difference, ...] = ()
    old: Hash | None
    new: Hash


class Need(Message):
    """What the engine must fetch before it decides: `board` for its schools, leaflets by hash."""

    board: Identifier
    leaflets: tuple[Hash, ...] = ()
    # What rules here, a leaflet for each product: the first of `leaflets` is compared with the
    # one of its own product.
    compare_from: tuple[Hash, ...] = ()
    compositions: tuple[Composition, ...] = ()


class GatheredLeaflet(Message):
    """A stored leaflet: its digest, what is missing from it with the article, whose product it is.

    `supplier` is None where no product of that name is registered.
    """

    digest: LeafletDigest
    missing: tuple[str, ...]
    supplier: Identifier | None = None


class Composed(Message):
    """What came of a composition: the leaflet, which is stored, and how it differs from its base.

    Nothing came of it where differences touch the same item, or are of several products.
    """

    of: Composition
    base: LeafletDigest | None = None
    leaflet: GatheredLeaflet | None = None
    items: tuple[JudgedItem, ...] = ()


class Gathered(Message):
    """The facts; `leaflets` lacks what is not stored, `compositions` has all that were named."""

    policy: Identifier
    schools: tuple[Identifier, ...]  # every school of the board
    leaflets: tuple[GatheredLeaflet, ...] = ()
    compared_from: Hash | None = None  # the one of `compare_from` that `items` start from
    items: tuple[JudgedItem, ...] = ()
    compositions: tuple[Composed, ...] = ()
