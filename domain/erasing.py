"""Forgetting a person: why, and what that removes and leaves."""

from enum import StrEnum

from domain.messages import Message
from domain.values import Identifier


class ErasureReason(StrEnum):
    """Why a person is forgotten."""

    ASKED = "asked"  # by the person (GDPR 17)
    LEFT = "left"  # acts for no party any more
    ENTERED_WRONGLY = "entered_wrongly"


class Erasure(Message):
    """What goes when a person is forgotten, and what stays and why; texts by their hash.

    No letter is stopped that may have gone: `letters_on_their_way` were handed to the mail server
    a moment ago, nobody knows of `letters_unknown`, readers have `letters_delivered`.
    """

    person: Identifier
    offices: int
    letters_stopped: int
    texts: tuple[str, ...]
    intakes: tuple[str, ...]  # that such a text came by: their histories hold it as well
    letters_on_their_way: int
    letters_unknown: int
    letters_delivered: int
    events: int  # that name the id, as mandates do
    mandates: int
    leaflets: tuple[str, ...]  # kept for good; they should have named a function
