"""Compare two leaflets of one product, complete or not: typed items, ordered (9.2)."""

from collections.abc import Iterable

from domain.leaflet.comparing.locations import locations
from domain.leaflet.comparing.notes import remarks
from domain.leaflet.comparing.protection import protection
from domain.leaflet.comparing.retention import retention
from domain.leaflet.comparing.services import services
from domain.leaflet.comparing.sharing import automated_decisions, disclosures
from domain.leaflet.comparing.subprocessors import subprocessors
from domain.leaflet.comparing.supplier import supplier
from domain.leaflet.comparing.transfers import transfers
from domain.leaflet.comparing.unstated import unstated
from domain.leaflet.comparing.wording import contacts, wording
from domain.leaflet.items import Item
from domain.leaflet.leaflet import Leaflet
from domain.refusals import RefusedError

TOPICS = (
    supplier,
    services,
    retention,
    locations,
    transfers,
    subprocessors,
    disclosures,
    automated_decisions,
    protection,
    contacts,
    wording,
    remarks,
    unstated,
)
"""Everything but version, date and the consequences told, which differ with every version."""


class OtherProductError(RefusedError):
    """Two leaflets can be compared only when they are of the same product."""


def same_product(*leaflets: Leaflet) -> None:
    """Raise `OtherProductError` when they are of several products."""
    products = dict.fromkeys(one.product for one in leaflets)
    if len(products) > 1:
        raise OtherProductError(", ".join(products))


def compare(old: Leaflet, new: Leaflet) -> tuple[Item, ...]:
    """Return what differs, by kind and then target; raises `OtherProductError`."""
    same_product(old, new)
    found = _merged(item for topic in TOPICS for item in topic(old, new))
    return tuple(sorted(found, key=_order))


def _merged(found: Iterable[Item]) -> list[Item]:
    """Join what differs in the same way for several services; for all of them: no ids."""
    merged: dict[Item, tuple[str, ...]] = {}
    for one in found:
        key = one.model_copy(update={"services": ()})
        known = merged.get(key, one.services)
        both = (*known, *one.services) if known and one.services else ()
        merged[key] = tuple(dict.fromkeys(both))
    return [key.model_copy(update={"services": services}) for key, services in merged.items()]


def _order(item: Item) -> tuple[str, str, str]:
    return item.kind, item.target, repr((item.before, item.after, item.services))
