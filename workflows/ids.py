"""Workflow ids, which are stream ids: made and parsed here, legible, without personal data."""

import re
from dataclasses import dataclass

from typing_extensions import override

_IDENTIFIER = r"[a-z0-9][a-z0-9_-]{0,63}"
_AGREEMENT = re.compile(rf"agreement:({_IDENTIFIER}):({_IDENTIFIER}):([1-9][0-9]{{0,8}})")


class NotAnAgreementIdError(ValueError):
    """An agreement's id reads `agreement:<board>:<supplier>:<number>`."""


@dataclass(frozen=True, slots=True)
class AgreementId:
    """The place of one agreement: its parties, and a number that counts theirs."""

    board: str
    supplier: str
    number: int

    @override
    def __str__(self) -> str:
        return f"agreement:{self.board}:{self.supplier}:{self.number}"

    @classmethod
    def parse(cls, text: str) -> "AgreementId":
        """Read what `str` makes. Raises NotAnAgreementIdError."""
        found = _AGREEMENT.fullmatch(text)
        if found is None:
            raise NotAnAgreementIdError(text)
        return cls(found[1], found[2], int(found[3]))


def post_office_id(number: int) -> str:
    """Return the id of the workflow that keeps one post office running."""
    return f"post-office:{number}"


def letter_case_id(letter: str) -> str:
    """Return the id of the case of a letter that was not, or perhaps not, delivered."""
    return f"letter:{letter}"
