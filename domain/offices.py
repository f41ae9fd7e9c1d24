"""Offices: who a letter is for; the people who hold one are looked up when it is sent."""

from enum import StrEnum

from domain.actors import PartyId
from domain.messages import Message


class Role(StrEnum):
    """What an office does at its party."""

    DIRECTION = "direction"  # decides and signs
    PRIVACY = "privacy"  # the data protection officer or contact point
    SECRETARIAT = "secretariat"


class Office(Message):
    """A function at a party, never a person."""

    party: PartyId
    role: Role
