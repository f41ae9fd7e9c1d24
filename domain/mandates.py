"""Whether an actor may ask: the kind of actor that it takes, or a valid mandate (law 2)."""

from datetime import datetime

from domain.actors import Actor, ActorKind, Mandate, Right
from domain.agreement.refusals import (
    ActorNotAllowedError,
    MandateExpiredError,
    MandateMissingError,
    MandateNotForSchoolError,
)


def refuse_all_but(kind: ActorKind, actor: Actor) -> None:
    """Refuse whoever is of another kind. Raises ActorNotAllowedError."""
    if actor.kind is not kind:
        raise ActorNotAllowedError


def valid_mandate(
    actor: Actor, right: Right, now: datetime, schools: frozenset[str] = frozenset()
) -> Mandate:
    """Return a mandate that gives the right today, for all of the schools.

    Raises the refusal that names what is lacking.
    """
    granted = [mandate for mandate in actor.mandates if right in mandate.rights]
    if not granted:
        raise MandateMissingError(right.value)
    valid = [mandate for mandate in granted if is_valid(mandate, now)]
    if not valid:
        raise MandateExpiredError(right.value)
    covering = [one for one in valid if one.schools is None or schools <= set(one.schools)]
    if not covering:
        raise MandateNotForSchoolError(", ".join(sorted(schools)))
    return covering[0]


def is_valid(mandate: Mandate, at: datetime) -> bool:
    """Tell whether a mandate holds at an instant; its last instant is outside."""
    ends = mandate.valid_until
    return mandate.valid_from <= at and (ends is None or at < ends)
