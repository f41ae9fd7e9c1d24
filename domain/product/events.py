"""What can have happened to a product."""

from typing import Annotated, Literal, get_args

from pydantic import Field, NonNegativeInt

from domain.leaflet.digest import LeafletDigest
from domain.messages import Message
from domain.product.announcement import AnnouncedLeaflet
from domain.values import Identifier, Label, ReasonCode


class ProductRegistered(Message):
    """Its supplier registered it, with the first leaflet of its line."""

    type: Literal["product.registered"] = "product.registered"
    product: Identifier
    supplier: Identifier
    name: Label
    leaflet: LeafletDigest


class LeafletAnnounced(Message):
    """A leaflet stands in the line; `message` is the one of the intake that brought it."""

    type: Literal["leaflet.announced"] = "leaflet.announced"
    announced: AnnouncedLeaflet
    digest: LeafletDigest
    message: Label


class AnnouncementWithdrawn(Message):
    """The supplier took it back; what stands behind it in the line stays there."""

    type: Literal["announcement.withdrawn"] = "announcement.withdrawn"
    change: Identifier
    reason: ReasonCode


class AnnouncementTold(Message):
    """No agreement lacks it, or its withdrawal, any more; so many have it."""

    type: Literal["announcement.told"] = "announcement.told"
    change: Identifier
    agreements: NonNegativeInt


class ProductEnded(Message):
    """Nothing more is announced; agreements on it go on, each until notice is given there."""

    type: Literal["product.ended"] = "product.ended"
    reason: ReasonCode


AnyEvent = (
    ProductRegistered | LeafletAnnounced | AnnouncementWithdrawn | AnnouncementTold | ProductEnded
)
ProductEvent = Annotated[AnyEvent, Field(discriminator="type")]
Events = tuple[ProductEvent, ...]
EVENT_CLASSES = get_args(AnyEvent)
