"""Read a leaflet from facts that a supplier published: what it does not state is missing."""

import re
from collections.abc import Mapping

from pydantic import ValidationError

from domain.leaflet.facts_reading import read
from domain.leaflet.facts_shape import ProductFacts, VersionFacts
from domain.leaflet.folding import fold
from domain.leaflet.leaflet import Leaflet
from domain.leaflet.malformed import rules
from domain.leaflet.offered import PurposeCode
from domain.refusals import RefusedError

PurposeMapping = Mapping[str, PurposeCode]
"""The free text of a purpose to a letter of 5.1, or to `supplier` (2.2)."""


class FactsMalformedError(RefusedError):
    """The facts file does not have the shape of leaflet-facts/1."""


class UnknownVersionError(RefusedError):
    """The facts file holds no such version."""


def leaflet_from_facts(
    facts: object, version_id: str | None = None, purposes: PurposeMapping | None = None
) -> Leaflet:
    """Read one version, the latest when none is named.

    Raises `FactsMalformedError` and `UnknownVersionError`. A purpose that is not in the mapping
    has no letter, and is missing (5.1).
    """
    product = product_facts(facts)
    version = _version(product, version_id)
    codes = {fold(text): code for text, code in (purposes or {}).items()}
    try:
        return read(product, version, codes)
    except ValidationError as error:
        raise FactsMalformedError(f"{version.id}: {rules(error)}") from error


def product_facts(facts: object) -> ProductFacts:
    """Check the shape; raises `FactsMalformedError`, naming every field and rule."""
    try:
        return ProductFacts.model_validate(facts)
    except ValidationError as error:
        raise FactsMalformedError(rules(error)) from error


def version_ids(facts: object) -> tuple[str, ...]:
    """Return the ids of all versions in the order of the file; raises `FactsMalformedError`."""
    return tuple(one.id for one in product_facts(facts).versions)


def _version(product: ProductFacts, version_id: str | None) -> VersionFacts:
    if version_id is None:
        return max(reversed(product.versions), key=_dated)
    for version in product.versions:
        if version.id == version_id:
            return version
    known = ", ".join(one.id for one in product.versions)
    raise UnknownVersionError(f"{version_id}; there are {known}")


def _dated(version: VersionFacts) -> str:
    """Return the date where it sorts as one; "spring 2024" is no later than any."""
    return version.date if version.date and re.match(r"\d{4}", version.date) else ""
