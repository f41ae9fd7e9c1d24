"""A command that comes twice: the same id gets the first answer, or is refused for another."""

from collections.abc import Iterable

from domain.answers import Answered
from domain.canonical import content_hash
from domain.records import Appended, EventRecord
from domain.refusals import RefusedError
from domain.requests import RequestBody


class CommandIdReusedError(RefusedError):
    """The command id belongs to another command already; take a new one."""


def digest_of(body: RequestBody) -> str:
    """Return what tells a repeated command from another one: who asks, and what."""
    command = body.command.model_dump(mode="json")
    return content_hash({"person": body.actor.person, "command": command})


def first_answer(answers: Iterable[Answered], body: RequestBody) -> Appended | None:
    """Return the answer that the command has already, if any. Raises CommandIdReusedError."""
    return _answer(((one.command_id, one.digest, one.version) for one in answers), body)


def answer_on_record(records: tuple[EventRecord, ...], body: RequestBody) -> Appended | None:
    """Return the answer that a whole stream has to the command. Raises CommandIdReusedError."""
    return _answer(
        (
            (one.provenance.command_id, one.provenance.command_digest, one.version)
            for one in reversed(records)
        ),
        body,
    )


def _answer(known: Iterable[tuple[str, str, int]], body: RequestBody) -> Appended | None:
    for command_id, digest, version in known:
        if command_id == body.command_id:
            if digest != digest_of(body):
                raise CommandIdReusedError(body.command_id)
            return Appended(version=version)
    return None
