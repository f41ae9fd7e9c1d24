"""What a workflow is handed that is begun again from the log."""

from gateway.rebuilding import unread
from tests.scenario import Story


def test_it_is_handed_how_far_its_stream_is_and_nothing_of_what_is_in_it() -> None:
    state = Story().offered().chose().state
    handed = unread(state)
    assert handed.version == state.version > 0
    assert handed.products == handed.choices == handed.answers == ()
