"""What decisions read from the gathered facts, with the refusals of what does not fit."""

import re
from datetime import datetime

from domain.agreement.gathering import Gathered
from domain.agreement.refusals import (
    DurationOverError,
    LeafletNamesError,
    LeafletOfferedTwiceError,
    NotYourProductError,
    TermsTooLaxError,
    UnknownLeafletError,
    UnknownSchoolError,
    UnknownTextError,
)
from domain.agreement.requests import Request
from domain.agreement.terms import POLICIES, Duration, Terms, too_lax
from domain.calendar import day_of, start_of_day
from domain.leaflet.completeness import LeafletIncompleteError
from domain.leaflet.digest import LeafletDigest
from domain.text.library import text_of_hash
from domain.values import CORE

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")  # an Identifier
_NAME = re.compile(r"[^\x00]{1,120}")  # fits a Label, with what stands before it


class FactsNotGatheredError(Exception):
    """A decision was asked without the facts that `needs` names: a fault, not a refusal."""


def facts_of(request: Request) -> Gathered:
    """Return the gathered facts. Raises FactsNotGatheredError where they lack."""
    if request.gathered is None:
        raise FactsNotGatheredError
    return request.gathered


def complete_leaflet(facts: Gathered, leaflet: str, supplier: str) -> LeafletDigest:
    """Return a stored leaflet of the supplier's; the refusal names all that is missing from it."""
    found = next((one for one in facts.leaflets if one.digest.hash == leaflet), None)
    if found is None:
        raise UnknownLeafletError(leaflet)
    if found.supplier not in (None, supplier):
        raise NotYourProductError(found.digest.product)
    if found.missing:
        raise LeafletIncompleteError("; ".join(found.missing))
    if unusable := unusable_names(found.digest):
        raise LeafletNamesError(", ".join(unusable))
    return found.digest


def complete_leaflets(
    facts: Gathered, leaflets: tuple[str, ...], supplier: str
) -> tuple[LeafletDigest, ...]:
    """Return the leaflets of a proposal, one for each product."""
    digests = tuple(complete_leaflet(facts, leaflet, supplier) for leaflet in leaflets)
    products = [digest.product for digest in digests]
    if len(set(products)) < len(products):
        raise LeafletOfferedTwiceError(", ".join(sorted(products)))
    return digests


def known_schools(facts: Gathered, schools: tuple[str, ...]) -> tuple[str, ...]:
    """Return the schools, sorted, each one of the board's."""
    unknown = set(schools) - set(facts.schools)
    if unknown:
        raise UnknownSchoolError(", ".join(sorted(unknown)))
    return tuple(sorted(set(schools)))


def unusable_names(leaflet: LeafletDigest) -> tuple[str, ...]:
    """Return the names that no choice, gate or certificate could tell apart or hold."""
    ids = (leaflet.product, *(service.id for service in leaflet.services))
    names = (*leaflet.data_categories, *(one.name for one in leaflet.subprocessors))
    return (
        *(one for one in ids if not _ID.fullmatch(one)),
        *(one.id for one in leaflet.services if one.id == CORE and one.kind == "optional"),
        *(one for one in names if not _NAME.fullmatch(one)),
    )


def known_text(text: str) -> str:
    """Return the hash of the agreement's text, one that can be read."""
    if text_of_hash(text) is None:
        raise UnknownTextError(text)
    return text


def lasting(duration: Duration, now: datetime) -> Duration:
    """Return the duration, which must not be over."""
    if duration.ends_on is not None and duration.ends_on <= day_of(now):
        raise DurationOverError(f"{duration.ends_on:%Y-%m-%d}")
    return duration


def valid_until(terms: Terms, duration: Duration, now: datetime) -> datetime:
    """Return when a proposal lapses: after its period, or when its own term would be over."""
    lapses = terms.proposal_validity.after(now)
    return min(lapses, start_of_day(duration.ends_on)) if duration.ends_on else lapses


def agreed_terms(terms: Terms | None, policy: str) -> Terms:
    """Return the terms, or the policy's; refuses every clock that protects less than it."""
    if terms is None:
        return POLICIES[policy].defaults
    if broken := too_lax(terms, POLICIES[policy]):
        raise TermsTooLaxError(", ".join(broken))
    return terms
