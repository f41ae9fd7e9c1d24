"""Workflow ids, which are stream ids: made and parsed here, legible, without personal data."""

import re
from dataclasses import dataclass

from typing_extensions import override

_IDENTIFIER = r"([a-z0-9][a-z0-9_-]{0,63})"
_AGREEMENT = re.compile(rf"agreement:{_IDENTIFIER}:{_IDENTIFIER}:([1-9][0-9]{{0,8}})")
_PRODUCT = re.compile(rf"product:{_IDENTIFIER}:{_IDENTIFIER}")
_INTAKE = re.compile(rf"intake:{_IDENTIFIER}")


class NotAStreamIdError(ValueError):
    """An id reads agreement:BOARD:SUPPLIER:NUMBER, product:SUPPLIER:PRODUCT or intake:SUPPLIER."""


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
        """Read what `str` makes. Raises NotAStreamIdError."""
        board, supplier, number = _read(_AGREEMENT, text)
        return cls(board, supplier, int(number))


@dataclass(frozen=True, slots=True)
class ProductId:
    """The place of one product: its supplier, and its own id."""

    supplier: str
    product: str

    @override
    def __str__(self) -> str:
        return f"product:{self.supplier}:{self.product}"

    @classmethod
    def parse(cls, text: str) -> "ProductId":
        """Read what `str` makes. Raises NotAStreamIdError."""
        return cls(*_read(_PRODUCT, text))


@dataclass(frozen=True, slots=True)
class IntakeId:
    """The place of a supplier's door for announcements."""

    supplier: str

    @override
    def __str__(self) -> str:
        return f"intake:{self.supplier}"

    @classmethod
    def parse(cls, text: str) -> "IntakeId":
        """Read what `str` makes. Raises NotAStreamIdError."""
        return cls(*_read(_INTAKE, text))


StreamId = AgreementId | ProductId | IntakeId


def _read(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    found = pattern.fullmatch(text)
    if found is None:
        raise NotAStreamIdError(text)
    return found.groups()


def post_office_id(number: int) -> str:
    """Return the id of the workflow that keeps one post office running."""
    return f"post-office:{number}"


def letter_case_id(letter: str) -> str:
    """Return the id of the case of a letter that was not, or perhaps not, delivered."""
    return f"letter:{letter}"
