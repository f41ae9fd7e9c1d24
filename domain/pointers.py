"""A pointer: the id of an event in another stream, and nothing else."""

from typing import Annotated

from pydantic import StringConstraints

from domain.messages import Message

EventId = Annotated[str, StringConstraints(pattern=r"^[^#\x00]{1,190}#[1-9][0-9]{0,8}$")]
"""The place of an event in the log: "stream#version"."""


class Pointer(Message):
    """Where to look in the log. It carries no authority: who follows it reads what is there."""

    event: EventId

    @property
    def stream_id(self) -> str:
        return self.event.partition("#")[0]

    @property
    def version(self) -> int:
        return int(self.event.partition("#")[2])
