"""The base of every datum that crosses a border: frozen and closed."""

from pydantic import BaseModel, ConfigDict


class Message(BaseModel):
    """Frozen, and closed to fields it does not know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        ser_json_inf_nan="constants",  # else what is no number would be told as nothing
    )
