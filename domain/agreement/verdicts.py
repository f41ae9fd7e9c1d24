"""What the gate can answer: open under a leaflet, or closed for a reason of a closed list."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Reason(StrEnum):
    """Why the gate is closed: a closed list."""

    NO_AGREEMENT = "no_agreement"
    NOT_SIGNED = "not_signed"
    PRODUCT_NOT_CHOSEN = "product_not_chosen"
    OPTION_NOT_CHOSEN = "option_not_chosen"
    SCHOOL_OUT_OF_SCOPE = "school_out_of_scope"
    NOT_YET_IN_FORCE = "not_yet_in_force"
    ENDED = "ended"
    SUPPLIER_IS_CONTROLLER = "supplier_is_controller"
    UNKNOWN_PRODUCT = "unknown_product"
    UNKNOWN_SCHOOL = "unknown_school"
    UNKNOWN_SERVICE = "unknown_service"


@dataclass(frozen=True, slots=True)
class Explained:
    """A reason in the words of people: what is so, and what would change it."""

    sentence: str
    opens: str


EXPLAINED: dict[Reason, Explained] = {
    Reason.NO_AGREEMENT: Explained(
        "no agreement about it covered this school then",
        "it opens once the supplier has offered one, and both have signed",
    ),
    Reason.NOT_SIGNED: Explained(
        "it was offered, and not signed by both",
        "it opens once the board has chosen it, and both have signed",
    ),
    Reason.PRODUCT_NOT_CHOSEN: Explained(
        "the board did not say yes to this product for this school",
        "it opens when the board chooses it in an agreement that both sign",
    ),
    Reason.OPTION_NOT_CHOSEN: Explained(
        "this service is optional, and the board did not say yes to it for this school",
        "it opens when the board chooses it",
    ),
    Reason.SCHOOL_OUT_OF_SCOPE: Explained(
        "the agreement does not cover this school",
        "it opens when the board brings it into scope",
    ),
    Reason.NOT_YET_IN_FORCE: Explained(
        "the leaflet that names it did not rule yet",
        "it opens on the day that leaflet takes effect",
    ),
    Reason.ENDED: Explained(
        "it has ended here, and data may only be stored until it is returned or destroyed",
        "it opens by a new choice, or a new agreement that both sign",
    ),
    Reason.SUPPLIER_IS_CONTROLLER: Explained(
        "the supplier does this for purposes of its own (2.2)",
        "no agreement of the board can open it",
    ),
    Reason.UNKNOWN_PRODUCT: Explained(
        "nobody entered a product of this name",
        "it opens once the supplier has entered and offered it, and both have signed",
    ),
    Reason.UNKNOWN_SCHOOL: Explained(
        "nobody entered a school under this id",
        "it opens once its board has entered it and brought it into scope",
    ),
    Reason.UNKNOWN_SERVICE: Explained(
        "no leaflet of the product names this service",
        "it opens when one that does has come into force, and it is chosen",
    ),
}


@dataclass(frozen=True, slots=True)
class Allowed:
    """Open, by this agreement and under this leaflet.

    `since` is the beginning of the uninterrupted time under this leaflet, `deciding` the ids of
    the events that opened it. A state alone remembers neither, so they explain the answer and are
    no part of what makes two answers the same.
    """

    agreement: str
    leaflet: str
    since: datetime | None = field(default=None, compare=False)
    deciding: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Denied:
    """Closed, and why."""

    reason: Reason

    @property
    def sentence(self) -> str:
        """The reason, as people read it."""
        return EXPLAINED[self.reason].sentence

    @property
    def opens(self) -> str:
        """What would open it."""
        return EXPLAINED[self.reason].opens


@dataclass(frozen=True, slots=True)
class Window:
    """A time in which the gate is open; `until` is exclusive, None is open-ended."""

    school: str
    product: str
    service: str
    leaflet: str
    since: datetime
    until: datetime | None
