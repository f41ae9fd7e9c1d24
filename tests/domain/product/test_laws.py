"""Whatever a supplier does, its leaflets stand in one line, and what was announced stays."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.actors import ENGINE
from domain.product.decider import decide, needs
from domain.product.requests import Request
from tests.domain.product.asked import EXAMPLES
from tests.domain.product.editions import FIRST, SECOND
from tests.domain.product.play import ACTS, SELDOM, Play
from tests.domain.product.story import SELLER, Story


@settings(max_examples=200, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_play_keeps_the_laws(data: st.DataObject) -> None:
    play = Play()
    if data.draw(st.integers(0, 9)) < 9:
        play.register(data.draw)
    acts = st.sampled_from((*ACTS * 3, *SELDOM))
    for act in data.draw(st.lists(acts, min_size=6, max_size=20)):
        act(play, data.draw)


def test_the_same_question_gets_the_same_answer() -> None:
    story = Story().keeps(FIRST, SECOND)
    for command in EXAMPLES:
        need = needs(story.state, command, story.now)
        assert needs(story.state, command, story.now) == need
        by = ENGINE if command.kind in ("announce", "note_told") else SELLER
        facts = None if need is None else story.gathered(need)
        first = decide(story.state, Request(command, by, facts), story.now)
        assert decide(story.state, Request(command, by, facts), story.now) == first
        story.ask(command)
