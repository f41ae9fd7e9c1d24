"""Every refusal of a product is expected by a story of a product."""

from pathlib import Path

import pytest

from domain.actors import ENGINE
from domain.agreement.deciding.facts import FactsNotGatheredError
from domain.product import refusals
from domain.product.decider import decide
from domain.product.requests import Request
from domain.product.state import unborn
from domain.refusals import RefusedError
from tests.domain.product.asked import EXAMPLES
from tests.domain.product.story import SELLER, STREAM, Story
from tests.scenario import START

HERE = Path(__file__)
OF_PRODUCTS = sorted(
    (one for one in vars(refusals).values() if isinstance(one, type) and one is not RefusedError),
    key=lambda one: one.__name__,
)
OF_THE_ENGINE = (refusals.NoSuchMessageError, refusals.ProductNotRunningError)
"""What is refused before a decision: nothing is where a pointer leads, or nobody decides."""


@pytest.mark.parametrize("refusal", OF_PRODUCTS, ids=lambda one: one.__name__)
def test_every_refusal_of_a_product_has_its_story(refusal: type[RefusedError]) -> None:
    stories = [path for path in HERE.parent.glob("test_*.py") if path != HERE]
    found = any(refusal.__name__ in path.read_text("utf-8") for path in stories)
    assert found is (refusal not in OF_THE_ENGINE)


def test_without_the_facts_nothing_is_decided() -> None:
    register, announce, *_ = EXAMPLES
    with pytest.raises(FactsNotGatheredError):
        decide(unborn(STREAM), Request(register, SELLER), START)
    story = Story().registered()
    with pytest.raises(FactsNotGatheredError):
        decide(story.state, Request(announce, ENGINE), START)
