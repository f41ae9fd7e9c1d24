"""The deadlines of an intake: how long a message waits for the leaflet that it follows."""

from datetime import datetime

from domain.intake.state import Intake, Standing, Taken
from domain.periods import hours, seconds

PATIENCE = {"production": hours(24), "demonstration": seconds(10)}
"""By the name of the policy (*default*: the declaration is silent)."""


def next_deadline(state: Intake) -> datetime | None:
    """Return the instant at which the clock must come by, if any."""
    return min((one.until for one in waiting(state) if one.until), default=None)


def waited_out(state: Intake, now: datetime) -> tuple[Taken, ...]:
    """Return what has waited until its instant."""
    return tuple(one for one in waiting(state) if one.until is not None and one.until <= now)


def waiting(state: Intake) -> tuple[Taken, ...]:
    """Return what waits for a leaflet, in the order of arrival."""
    return tuple(one for one in state.messages if one.standing is Standing.WAITING)
