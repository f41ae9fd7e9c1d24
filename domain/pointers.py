"""A pointer: the id of an event in another stream, and nothing else."""

from domain.messages import Message
from domain.values import Label


class Pointer(Message):
    """Where to look in the log. It carries no authority: who follows it reads what is there."""

    event: Label  # "stream#version"

    @property
    def stream_id(self) -> str:
        return self.event.rpartition("#")[0]
