"""Letters on their way: what may become of one, and how patient we are with it."""

from datetime import datetime, timedelta
from enum import StrEnum
from itertools import repeat
from typing import Annotated

from pydantic import Field

from domain.messages import Message
from domain.values import Label


class Fate(StrEnum):
    """What one attempt to hand a letter to the mail server came to."""

    SENT = "sent"
    AWAY = "away"  # the mail server itself cannot be used: no letter is to blame
    DEFERRED = "deferred"  # not now, says the server about this letter
    REFUSED = "refused"  # never, says the server about this letter
    UNKNOWN = "unknown"  # the connection was lost after the content was begun


class Attempt(Message):
    """One attempt, and why it came to that: a step and a code, never the server's words."""

    fate: Fate
    detail: Label | None = None


class Patience(Message):
    """How the post office looks, how long a letter is its own, when it is tried again.

    A letter whose content is not begun within the lease does not go: another may have it then.
    """

    look_every: timedelta
    look_for: timedelta  # in one round
    lease: timedelta
    when_away: timedelta
    when_deferred: Annotated[tuple[timedelta, ...], Field(min_length=1)]


PATIENCE = {
    "production": Patience(
        look_every=timedelta(seconds=1),
        look_for=timedelta(seconds=10),
        lease=timedelta(minutes=2),
        when_away=timedelta(minutes=1),
        when_deferred=(
            timedelta(minutes=1),
            timedelta(minutes=5),
            timedelta(minutes=30),
            *repeat(timedelta(hours=2), 23),  # two days in all
        ),
    ),
    "demonstration": Patience(
        look_every=timedelta(milliseconds=200),
        look_for=timedelta(seconds=2),
        lease=timedelta(seconds=5),
        when_away=timedelta(seconds=1),
        when_deferred=(timedelta(seconds=1), timedelta(seconds=2), timedelta(seconds=4)),
    ),
}
"""By the name of the policy."""


def next_attempt(
    patience: Patience, attempt: Attempt, deferrals: int, now: datetime
) -> datetime | None:
    """Return when to try again; None where it has failed for good, or is not to be repeated.

    `deferrals` counts those of this letter, this one included; a server that is away never
    uses up a letter's patience.
    """
    if attempt.fate is Fate.AWAY:
        return now + patience.when_away
    if attempt.fate is Fate.DEFERRED and deferrals <= len(patience.when_deferred):
        return now + patience.when_deferred[deferrals - 1]
    return None
