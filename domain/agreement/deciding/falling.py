"""What falls with a change that does not come about."""

from datetime import datetime

from domain.agreement.changes import followers
from domain.agreement.events import Events
from domain.agreement.events.changes import ChangeFell
from domain.agreement.state import Agreement


def falls(state: Agreement, change: str, now: datetime) -> Events:
    """Return the fall of every pending change that stands on this one."""
    return tuple(
        ChangeFell(change=follower.id, with_change=change)
        for follower in followers(state, change, now)
    )
