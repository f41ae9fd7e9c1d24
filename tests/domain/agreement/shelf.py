"""Leaflets on a shelf: what one changes of another can be applied to a third."""

from dataclasses import dataclass, field
from functools import reduce

from domain.agreement.gathering import (
    Composed,
    Composition,
    Difference,
    Gathered,
    GatheredLeaflet,
    Need,
)
from domain.canonical import content_hash
from domain.leaflet.digest import LeafletDigest
from domain.leaflet.importance import JudgedItem
from domain.messages import Message

Rows = dict[tuple[str, str], Message]


@dataclass
class Shelf:
    """What can be known: the leaflets that are stored, and what else stands with them."""

    stored: tuple[LeafletDigest, ...] = ()
    of_board: tuple[str, ...] = ()  # every school of the board
    missing: dict[str, tuple[str, ...]] = field(default_factory=dict)
    policy: str = "production"
    compared: str | None = None  # a leaflet that the facts compare with, whatever was asked
    owners: dict[str, str] = field(default_factory=dict)  # who registered a product
    differences: dict[str, tuple[JudgedItem, ...]] = field(default_factory=dict)
    instead: dict[str, LeafletDigest] = field(default_factory=dict)  # of what is composed

    def gathered(self, need: Need, items: tuple[JudgedItem, ...]) -> Gathered:
        """The facts that a decision asks for; `items` are what differs from what rules."""
        product = {one.hash: one.product for one in self.stored}
        named = product.get(need.leaflets[0]) if need.leaflets else None
        if need.leaflets:
            self.differences[need.leaflets[0]] = items
        return Gathered(
            policy=self.policy,
            schools=self.of_board,
            leaflets=tuple(self._found(one) for one in self.stored if one.hash in need.leaflets),
            compared_from=self.compared
            or next((one for one in need.compare_from if product[one] == named), None),
            items=items,
            compositions=tuple(self._composed(one) for one in need.compositions),
        )

    def _found(self, leaflet: LeafletDigest) -> GatheredLeaflet:
        return GatheredLeaflet(
            digest=leaflet,
            missing=self.missing.get(leaflet.hash, ()),
            supplier=self.owners.get(leaflet.product),
        )

    def _composed(self, wanted: Composition) -> Composed:
        found = composed(self.stored, wanted)
        if found is None:
            return Composed(of=wanted)
        base, made = found[0], self.instead.get(found[1].hash, found[1])
        if made not in self.stored:
            self.stored = (*self.stored, made)
        items = self.differs(wanted, base, made)
        return Composed(of=wanted, base=base, leaflet=self._found(made), items=items)

    def differs(
        self, wanted: Composition, base: LeafletDigest, made: LeafletDigest
    ) -> tuple[JudgedItem, ...]:
        """What differs in a composed leaflet: what was said of it when it was announced."""
        del base, made
        return self.differences.get(wanted.new, ())


def composed(
    stored: tuple[LeafletDigest, ...], wanted: Composition
) -> tuple[LeafletDigest, LeafletDigest] | None:
    """What is made, behind what it is made on; None where two touch the same."""
    known = {one.hash: one for one in stored}
    base = reduce(
        lambda onto, one: onto and applied(onto, one, known), wanted.after, known.get(wanted.onto)
    )
    if base is None:
        return None
    if wanted.old is None:
        made = known.get(wanted.new)
    else:
        made = applied(base, Difference(old=wanted.old, new=wanted.new), known)
    return (base, made) if made is not None and made.product == base.product else None


def applied(
    onto: LeafletDigest, difference: Difference, known: dict[str, LeafletDigest]
) -> LeafletDigest | None:
    """A leaflet with the difference of two others, where it did not differ there itself."""
    old, new = known.get(difference.old), known.get(difference.new)
    if old is None or new is None or onto.product != new.product:
        return None
    if onto == old:
        return new
    wanted, ours = touched(old, new), touched(old, onto)
    if wanted & ours:
        return None
    there, after = rows(onto), rows(new)
    kept = {key: row for key, row in there.items() if key not in wanted}
    made = kept | {key: after[key] for key in wanted & after.keys()}
    return onto.model_copy(
        update={
            "hash": content_hash([onto.hash, old.hash, new.hash]),
            "version": f"{onto.version}+{new.version}",
            "services": tuple(made[key] for key in sorted(made) if key[0] == "service"),
            "subprocessors": tuple(made[key] for key in sorted(made) if key[0] == "subprocessor"),
        }
    )


def touched(one: LeafletDigest, other: LeafletDigest) -> set[tuple[str, str]]:
    """The rows in which two leaflets differ."""
    before, after = rows(one), rows(other)
    return {key for key in before | after if before.get(key) != after.get(key)}


def rows(leaflet: LeafletDigest) -> Rows:
    """What stands in a leaflet, by what it is called."""
    services: Rows = {("service", one.id): one for one in leaflet.services}
    return services | {("subprocessor", one.name): one for one in leaflet.subprocessors}
