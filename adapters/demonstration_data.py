"""The committed facts, our mapping of purposes, and what is assumed: `data/`."""

from functools import cache
from pathlib import Path
from typing import Any, get_args

from adapters.facts_file import read_facts
from domain.leaflet.assumed import complete_with
from domain.leaflet.facts import PurposeMapping, leaflet_from_facts, version_ids
from domain.leaflet.leaflet import Leaflet
from domain.leaflet.offered import PurposeCode
from domain.refusals import RefusedError

DATA = Path(__file__).resolve().parents[1] / "data"
DEMONSTRATED = ("github", "dodona", "zoom", "overleaf", "hedy", "scratch")
"""The products with several dated versions whose leaflets are completed."""


class PurposesMalformedError(RefusedError):
    """The mapping of purposes is not one of products to purposes to letters of 5.1."""


@cache
def facts_of(slug: str) -> Any:  # noqa: ANN401 - checked where it is read
    return read_facts(DATA / "products" / f"{slug}.yaml")


def versions_of(slug: str) -> tuple[str, ...]:
    """Return the ids of a product's versions in order of date."""
    return version_ids(facts_of(slug))


def stated_leaflet(slug: str, version: str) -> Leaflet:
    """Return what the supplier stated and no more, its purposes under our mapping."""
    return leaflet_from_facts(facts_of(slug), version, _purposes(slug))


def complete_leaflet(slug: str, version: str) -> Leaflet:
    """Return the same with what is assumed for the demonstration; of `DEMONSTRATED` only."""
    return complete_with(stated_leaflet(slug, version), _assumed())


@cache
def _purposes(slug: str) -> PurposeMapping:
    return read_purposes(DATA / "purposes.yaml", slug)


@cache
def _assumed() -> object:
    return read_facts(DATA / "assumed.yaml")


def read_purposes(path: Path, slug: str) -> PurposeMapping:
    """Return the mapping for one product, empty when it has none.

    Raises `PurposesMalformedError` and what reading a facts file raises.
    """
    every = read_facts(path)
    mapping = every.get(slug, {}) if isinstance(every, dict) else None
    if not isinstance(mapping, dict):
        raise PurposesMalformedError(f"{path.name}: {slug}: purposes and their letters")
    for text, code in mapping.items():
        if code not in get_args(PurposeCode):
            raise PurposesMalformedError(f"{path.name}: {slug}.{text}: {code!r} is no letter")
    return mapping
