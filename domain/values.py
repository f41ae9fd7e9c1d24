"""The small values every stream speaks in: identifiers, hashes, instants and parties."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
CommandId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$")]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
ReasonCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Label = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]


def _in_utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)


# So far from the ends of what a datetime holds that no clock reckons itself over them.
_FIRST, _LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2199, 12, 31, tzinfo=UTC)

Instant = Annotated[AwareDatetime, Field(ge=_FIRST, le=_LAST), AfterValidator(_in_utc)]
Day = Annotated[date, Field(ge=date(2020, 1, 1), le=date(2184, 12, 31))]
"""A day that people agree on, within the years whose holidays are known."""


class Side(StrEnum):
    """The two parties of an agreement: the controller and the processor."""

    BOARD = "board"
    SUPPLIER = "supplier"


class Answer(StrEnum):
    """What a board says; no third value exists, silence is an absent answer."""

    YES = "yes"
    NO = "no"


CORE = "core"
"""The key of the choice for the product as such, beside the ids of optional services."""
