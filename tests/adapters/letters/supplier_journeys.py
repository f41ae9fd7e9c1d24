"""Products and intakes that live through every event that their supplier is told of."""

from domain.intake.faults import Fault
from domain.intake.opened import Unfit
from domain.records import EventRecord
from tests.domain.intake.examples import opened
from tests.domain.intake.story import Story as IntakeStory
from tests.domain.product.editions import SECOND, THIRD
from tests.domain.product.story import Story as ProductStory

FAULTS = (
    Fault(
        path="payload.leaflet.retention",
        article="4.3",
        code="item_missing",
        sentence="this must be stated: how long each kind of data is kept",
    ),
    Fault(path="payload.product", code="product_unknown", sentence="no such product is registered"),
)


def told_everywhere() -> tuple[EventRecord, ...]:
    """Return a product's life: announced, told, taken back, told again, ended."""
    story = ProductStory().registered().has(SECOND, THIRD)
    story.tells(SECOND, 812)
    story.withdraws(THIRD)
    story.tells(THIRD)
    return story.ends().records


def quarantined() -> tuple[EventRecord, ...]:
    """Return an intake's life: a message comes in with two faults."""
    return IntakeStory().takes(opened("release-2", Unfit(faults=FAULTS))).records
