"""What `decide` judges of a product: a command, who asks it, and the facts gathered for it."""

from dataclasses import dataclass

from domain import requests
from domain.product.commands import AnyCommand
from domain.product.gathering import ProductGathered


@dataclass(frozen=True, slots=True)
class Request(requests.Request[AnyCommand, ProductGathered]):
    """A request to a product."""
