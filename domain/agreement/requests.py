"""What `decide` judges of an agreement: a command, who asks it, and the facts gathered for it."""

from domain import requests
from domain.agreement.commands import AnyCommand
from domain.agreement.gathering import Gathered

Request = requests.Request[AnyCommand, Gathered]
