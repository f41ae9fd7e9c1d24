"""How announcements reach the agreements: what one lacks, and who lacks one."""

from pydantic import Field

from domain.messages import Message
from domain.product.announcement import AnnouncedLeaflet
from domain.values import Identifier, Instant, Label, ReasonCode


class LackedBy(Message):
    """Name what was announced or withdrawn and did not reach this agreement."""

    agreement: Label
    at: Instant  # the engine's: what is pending then can still be withdrawn


class LackedLeaflet(Message):
    """An announced leaflet, or one part of it, that an agreement has not received.

    Of a part `announced` has the change and the leaflet. `independent_of`: its sibling parts, and
    what the supplier declared it independent of.
    """

    announcement: Label  # the id of the event that announced it
    announced: AnnouncedLeaflet
    independent_of: tuple[Identifier, ...] = ()


class LackedWithdrawal(Message):
    """A withdrawn announcement whose change is still pending in the agreement."""

    announcement: Label  # the id of the event that withdrew it
    change: Identifier
    reason: ReasonCode


class Lacking(Message):
    """What one agreement lacks: withdrawals go first, leaflets in the order of their line."""

    withdrawals: tuple[LackedWithdrawal, ...] = ()
    leaflets: tuple[LackedLeaflet, ...] = ()


class Tell(Message):
    """Signal the agreements that lack something of a product, by id, behind `after`."""

    product: Label  # the stream
    event: Label  # the pointer that they get: the last event there
    at: Instant
    after: str = ""


class ToldSoFar(Message):
    """How far one wave came: `after` is where the next begins, None when there was nobody left."""

    signalled: int
    after: str | None


class TellingOf(Message):
    """Ask how far a product's announcements have come."""

    product: Label
    at: Instant


class ChangeTelling(Message):
    """One change of a product, over all agreements: how many have it, and how it stands there."""

    change: Identifier
    received: int  # agreements that have it
    lacking: int  # agreements that should have it and do not
    standings: dict[str, int] = Field(default_factory=dict)  # by ChangeStanding


class Telling(Message):
    """How far a product's announcements have come; the changes in the order of the line."""

    agreements: int  # open ones that hold the product
    lacking: int  # of them, those that lack anything
    changes: tuple[ChangeTelling, ...] = ()
