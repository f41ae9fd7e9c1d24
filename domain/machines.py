"""What no person asks of any stream: the clock's own command."""

from typing import Literal

from domain.messages import Message


class PassTime(Message):
    """An instant has come."""

    kind: Literal["pass_time"] = "pass_time"
