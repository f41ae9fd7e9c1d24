"""A command that comes twice: the same id gets the first answer, or is refused for another."""

from domain.agreement.requests import RequestBody
from domain.agreement.state import Agreement
from domain.canonical import content_hash
from domain.records import Appended
from domain.refusals import RefusedError


class CommandIdReusedError(RefusedError):
    """The command id belongs to another command already; take a new one."""


def digest_of(body: RequestBody) -> str:
    """Return what tells a repeated command from another one: who asks, and what."""
    command = body.command.model_dump(mode="json")
    return content_hash({"person": body.actor.person, "command": command})


def first_answer(state: Agreement, body: RequestBody) -> Appended | None:
    """Return the answer that the command has already, if any. Raises CommandIdReusedError."""
    for known in state.answers:
        if known.command_id == body.command_id:
            if known.digest != digest_of(body):
                raise CommandIdReusedError(body.command_id)
            return Appended(version=known.version)
    return None
