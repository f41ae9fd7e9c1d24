"""What the gate can answer: open under a leaflet, or closed for a reason of a closed list."""

from dataclasses import dataclass
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
class Allowed:
    """Open, by this agreement and under this leaflet."""

    agreement: str
    leaflet: str


@dataclass(frozen=True, slots=True)
class Denied:
    """Closed, and why."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Window:
    """A time in which the gate is open; `until` is exclusive, None is open-ended."""

    school: str
    product: str
    service: str
    leaflet: str
    since: datetime
    until: datetime | None
