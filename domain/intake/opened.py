"""What the engine learns of an envelope by opening it: who sent what, and every fault."""

from typing import Annotated, Literal

from pydantic import Field

from domain.intake.envelope import message_command_id
from domain.intake.faults import FaultCode, Faults, fault
from domain.messages import Message
from domain.periods import Period
from domain.product.announcement import AnnouncedLeaflet
from domain.values import CommandId, Hash, Identifier, Instant, Label


class OpenEnvelope(Message):
    """Keep an envelope that arrived, and open it; `raw` is whatever came, as text."""

    intake: Label  # the stream
    raw: str
    first_seen: Instant


class Reopen(Message):
    """Open the kept envelope of a message again, as of its arrival."""

    intake: Label
    message: CommandId


class Sender(Message):
    """The person who sent a message, the mandate for it, and the door it came by."""

    person: Identifier
    mandate: Identifier
    via: Label


class Fit(Message):
    """It can go to the product."""

    found: Literal["fit"] = "fit"
    sender: Sender
    announced: AnnouncedLeaflet


class Lacks(Message):
    """Its parts can be told apart only when the leaflet that it follows is known."""

    found: Literal["lacks"] = "lacks"
    predecessor: Hash


class Unfit(Message):
    """All that is wrong with it."""

    found: Literal["unfit"] = "unfit"
    faults: Annotated[Faults, Field(min_length=1)]


Findings = Annotated[Fit | Lacks | Unfit, Field(discriminator="found")]


class Opened(Message):
    """A message is known by its id and its payload; the rest says what became known of it."""

    message: CommandId
    payload: Hash
    envelope: Hash  # of what arrived, kept for as long as it is not erased
    arrived: Instant
    patience: Period  # how long it may wait for the leaflet that it follows
    findings: Findings
    again: bool = False  # it came before, and was opened again


class Reopened(Message):
    """Nothing where the intake keeps no such message."""

    opened: Opened | None = None


def used_before(opened: Opened) -> Opened:
    """Return what came under the id of another message as a message of its own, not to be lost."""
    used = fault("envelope.message_id", FaultCode.MESSAGE_ID_USED)
    also = opened.findings.faults if isinstance(opened.findings, Unfit) else ()
    name = message_command_id(opened.message, opened.payload)
    unfit = Unfit(faults=(used, *also))
    return opened.model_copy(update={"message": name, "findings": unfit})
