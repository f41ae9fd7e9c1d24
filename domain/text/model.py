"""An agreement's text as data: versioned, one clause per duty, identified by its content hash."""

from pydantic import Field

from domain.canonical import content_hash
from domain.messages import Message


class Clause(Message):
    """One clause: what it is about, which articles it answers, and its numbered paragraphs."""

    id: str
    answers: tuple[str, ...]
    title: str
    body: tuple[str, ...]

    @property
    def says_something(self) -> bool:
        return any(paragraph.strip() for paragraph in self.body)


class AgreementText(Message):
    """A whole text; `marking` says what it is not, `language` is an ISO 639-1 code."""

    version: str
    language: str
    title: str
    marking: str = Field(description="Stands beside the title wherever the text is shown.")
    clauses: tuple[Clause, ...]

    @property
    def hash(self) -> str:
        """The content hash under which the parties sign this text."""
        return content_hash(self)


def paragraphs(text: str) -> tuple[str, ...]:
    """Split written text at its blank lines; within a paragraph a line break is a space."""
    return tuple(" ".join(part.split()) for part in text.split("\n\n"))
