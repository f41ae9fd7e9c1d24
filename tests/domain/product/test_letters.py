"""Letters about a product: few, to its supplier, and none that asks anything."""

from domain.offices import Office, Role
from domain.product.events import EVENT_CLASSES
from domain.product.policy import LETTERS
from tests.domain.product.editions import SECOND
from tests.domain.product.story import Story

SUPPLIER = Office(party="supplier:quill-bv", role=Role.DIRECTION)


def told(story: Story) -> list[str]:
    return [one.template for one in story.letters]


def test_every_event_has_a_row() -> None:
    assert list(LETTERS) == [one.model_fields["type"].default for one in EVENT_CLASSES]


def test_the_supplier_is_told_when_every_agreement_has_it_and_not_before() -> None:
    story = Story().registered().has(SECOND)
    assert told(story) == []
    story.tells(SECOND)
    assert told(story) == ["announcement.told"]
    assert story.letters[0].office == SUPPLIER
    assert story.letters[0].question is None
    assert story.letters[0].event_id == story.records[-1].event_id


def test_a_withdrawal_is_told_as_an_announcement_is() -> None:
    story = Story().registered().has(SECOND)
    story.withdraws(SECOND)
    assert told(story) == []
    story.tells(SECOND)
    assert told(story) == ["announcement.told"]


def test_the_supplier_is_told_that_its_product_ended_and_what_is_still_to_do() -> None:
    story = Story().registered().ends()
    assert told(story) == ["product.ended"]
