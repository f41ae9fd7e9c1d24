"""Whether a difference touches what a board has: its choices decide (law 7)."""

from collections.abc import Collection

from domain.leaflet.digest import LeafletDigest
from domain.leaflet.importance import JudgedItem
from domain.leaflet.items import Item


def affects(
    item: Item | JudgedItem, old: LeafletDigest, new: LeafletDigest, chosen: Collection[str]
) -> bool:
    """Say whether it touches a board that has the core of the product and the `chosen` options.

    What touches no named service touches the product; a service that was or becomes core
    touches everyone. A new optional service touches nobody who has not chosen it.
    """
    core = {one.id for digest in (old, new) for one in digest.services if one.kind == "core"}
    return not item.services or any(one in core or one in chosen for one in item.services)
