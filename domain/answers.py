"""Which commands have their answer: what the state of every stream keeps, bounded."""

from dataclasses import dataclass

from domain.records import EventRecord

ANSWERS_KEPT = 64  # the store has them all; these spare a question to it


@dataclass(frozen=True, slots=True)
class Answered:
    """A command that has its answer: the stream's version after it."""

    command_id: str
    digest: str
    version: int


def answered(answers: tuple[Answered, ...], record: EventRecord) -> tuple[Answered, ...]:
    """Put the command of a stored event behind the others, in the place of what it answered."""
    provenance = record.provenance
    answer = Answered(provenance.command_id, provenance.command_digest, record.version)
    earlier = tuple(one for one in answers if one.command_id != answer.command_id)
    return (*earlier, answer)[-ANSWERS_KEPT:]
