"""What decisions read from the gathered facts, with the refusals of what does not fit."""

from domain.agreement.gathering import Gathered
from domain.agreement.refusals import (
    LeafletIncompleteError,
    LeafletOfferedTwiceError,
    TermsTooLaxError,
    UnknownLeafletError,
    UnknownSchoolError,
)
from domain.agreement.requests import Request
from domain.agreement.terms import POLICIES, Terms, too_lax
from domain.leaflet.digest import LeafletDigest


class FactsNotGatheredError(Exception):
    """A decision was asked without the facts that `needs` names: a fault, not a refusal."""


def facts_of(request: Request) -> Gathered:
    """Return the gathered facts. Raises FactsNotGatheredError where they lack."""
    if request.gathered is None:
        raise FactsNotGatheredError
    return request.gathered


def complete_leaflet(facts: Gathered, leaflet: str) -> LeafletDigest:
    """Return a stored leaflet that misses nothing; the refusal names all that is missing."""
    found = next((one for one in facts.leaflets if one.digest.hash == leaflet), None)
    if found is None:
        raise UnknownLeafletError(leaflet)
    if found.missing:
        raise LeafletIncompleteError("; ".join(found.missing))
    return found.digest


def complete_leaflets(facts: Gathered, leaflets: tuple[str, ...]) -> tuple[LeafletDigest, ...]:
    """Return the leaflets of a proposal, one for each product."""
    digests = tuple(complete_leaflet(facts, leaflet) for leaflet in leaflets)
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


def agreed_terms(terms: Terms | None, policy: str) -> Terms:
    """Return the terms, or the policy's; refuses every clock that protects less than it."""
    if terms is None:
        return POLICIES[policy].defaults
    if broken := too_lax(terms, POLICIES[policy]):
        raise TermsTooLaxError(", ".join(f"{rule.clock} ({rule.ground})" for rule in broken))
    return terms
