"""How data travels: as pydantic writes it, read in a way that is worked out once for a process."""

from typing import Final

from temporalio.contrib.pydantic import PydanticPayloadConverter
from temporalio.converter import CompositePayloadConverter

_READ: Final = tuple(PydanticPayloadConverter().converters.values())


class OurPayloadConverter(CompositePayloadConverter):
    """Every workflow makes a converter of its own: they share what it takes to read a type.

    For the state of an agreement that is 20 ms and some hundred kilobytes, which each workflow
    would otherwise spend again, and again after each replay.
    """

    def __init__(self) -> None:
        super().__init__(*_READ)
