"""What `decide` judges of an intake: a command, who asks it, and the envelope opened again."""

from dataclasses import dataclass

from domain import requests
from domain.intake.commands import AnyCommand
from domain.intake.opened import Reopened


@dataclass(frozen=True, slots=True)
class Request(requests.Request[AnyCommand, Reopened]):
    """A request to an intake."""
