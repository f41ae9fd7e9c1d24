"""The envelope in which a supplier's system sends an announcement: permissive, and sealed."""

import json
from typing import Any

from pydantic import ConfigDict, Field, model_validator

from domain.canonical import canonical, content_hash
from domain.messages import Message


class Envelope(Message):
    """Whatever JSON arrives can be read as one; what is wrong with it is told later."""

    model_config = ConfigDict(extra="ignore")

    source: str = Field(default="", description="The name of the system that sends.")
    message_id: str = Field(
        default="",
        description="The sender's own id of the message; the same again is the same message.",
    )
    received_at: str = Field(
        default="",
        description="The instant at which the gateway received it, as 2026-09-01T08:00:00Z.",
    )
    payload: str = Field(default="", description="The announcement: JSON, as one string.")
    actor: str = Field(
        default="",
        description="JSON: the person of the supplier who sends it, with the mandates held.",
    )
    via: str = Field(default="", description="The door by which it came.")
    key_id: str = Field(default="", description="The name of the gateway's key.")
    signature: str = Field(
        default="",
        description="Ed25519, hexadecimal: over the canonical JSON of all other fields and the"
        " workflow id.",
    )

    @model_validator(mode="before")
    @classmethod
    def _whatever_arrives(cls, value: Any) -> Any:  # noqa: ANN401 - any JSON value
        if not isinstance(value, dict):
            return {}
        return {field: _text(value[field]) for field in cls.model_fields if field in value}


def read_envelope(raw: str | bytes) -> Envelope:
    """Return what can be read of it, nothing where it is no JSON object; never raises."""
    try:
        text = raw if isinstance(raw, str) else raw.decode("utf-8", "replace")
        return Envelope.model_validate(json.loads(text))
    except (ValueError, RecursionError):
        return Envelope()


def sealed_words(envelope: Envelope, workflow_id: str) -> bytes:
    """Return what a seal is made over: every word of the envelope, and the place it is for."""
    words = envelope.model_dump(exclude={"key_id", "signature"})
    return canonical(words | {"workflow_id": workflow_id})


def message_command_id(supplier: str, message_id: str) -> str:
    """Return the engine's name of a message: its sender's words may be of any kind and length."""
    return f"message:{content_hash([supplier, message_id])[:32]}"


def _text(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """Return a text that can be stored and hashed, of a number or an object its JSON."""
    text = "" if value is None else value if isinstance(value, str) else json.dumps(value)
    return text.encode("utf-8", "replace").decode()
