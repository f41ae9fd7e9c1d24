"""Which document an agreement owes, and since when."""

from domain.actors import ENGINE
from domain.agreement import commands as c
from domain.agreement.issuing import document_owed
from tests.scenario import SUPPLIER, Story, chosen


def of_version(story: Story) -> int | None:
    """The version of which a document is owed."""
    owed = document_owed(story.state)
    return owed.of_version if owed else None


def filed(story: Story, version: int) -> None:
    """The engine put the document of a version on record."""
    story.ask(c.FileDocument(document="agreement", of_version=version, hash="a" * 64), ENGINE)


def test_before_both_have_signed_none_is_owed() -> None:
    assert of_version(Story().offered().chose()) is None


def test_the_second_signature_brings_one_of_the_whole_command() -> None:
    story = Story().active()

    assert of_version(story) == story.state.version


def test_it_is_owed_until_it_is_filed() -> None:
    story = Story().active()
    version = story.state.version
    story.announced()
    assert of_version(story) == version

    filed(story, version)

    assert of_version(story) is None


def test_another_command_that_alters_the_page_takes_its_place() -> None:
    story = Story().active()
    first = story.state.version
    story.ask(c.Choose(choices=(chosen("ai"),)))
    latest = story.state.version

    filed(story, first)

    assert of_version(story) == latest
    filed(story, latest)
    assert of_version(story) is None


def test_what_only_happens_later_asks_for_none() -> None:
    story = Story().active()
    filed(story, story.state.version)

    story.ask(c.GiveNotice(reason="moving_on"), SUPPLIER)

    assert of_version(story) is None


def test_filing_the_same_again_changes_nothing() -> None:
    story = Story().active()
    version = story.state.version
    filed(story, version)
    filed(story, version)

    assert of_version(story) is None


def test_once_it_has_ended_none_is_owed() -> None:
    story = Story().active()
    story.ask(c.GiveNotice(reason="moving_on"))
    story.wait(days=1)

    assert of_version(story) is None
