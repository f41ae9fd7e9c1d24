"""What `decide` judges of an agreement: a command, who asks it, and the facts gathered for it."""

from dataclasses import dataclass

from domain import requests
from domain.agreement.commands import AnyCommand
from domain.agreement.gathering import Gathered


@dataclass(frozen=True, slots=True)
class Request(requests.Request[AnyCommand, Gathered]):
    """A request to an agreement."""
