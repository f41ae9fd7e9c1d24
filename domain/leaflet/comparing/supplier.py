"""Differences in the supplier itself: the same legal person, or another party (law 8, 10.3)."""

from collections.abc import Iterator

from domain.leaflet.comparing.companies import Company, another, company_changes
from domain.leaflet.folding import fold
from domain.leaflet.items import Effect, Item, changed, item
from domain.leaflet.leaflet import Leaflet, Supplier


def supplier(old: Leaflet, new: Leaflet) -> Iterator[Item]:
    """The name it had before is the target."""
    before, after = _company(old.supplier), _company(new.supplier)
    target = old.supplier.name or new.supplier.name or "supplier"
    for states, effect in company_changes(before, after):
        yield changed(item("supplier", target, states, effect))
    addresses = (old.supplier.address, new.supplier.address)
    if fold(addresses[0] or "") != fold(addresses[1] or "") and not another(before, after):
        yield changed(item("supplier", target, addresses, Effect.CONTACT))


def _company(supplier: Supplier) -> Company:
    return Company(supplier.name, supplier.enterprise_number, supplier.country)
