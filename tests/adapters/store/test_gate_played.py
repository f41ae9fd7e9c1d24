"""Whatever the parties do, the ranges of the gate answer for every instant as the log does."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.agreement.permits import Allowed, permits
from tests.adapters.store.test_gate import edges, table_of
from tests.domain.agreement.laws import GATES
from tests.domain.agreement.play import ACTS, SELDOM, Play


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_the_ranges_answer_for_any_instant_whatever_was_played(data: st.DataObject) -> None:
    play = Play()
    play.offer(data.draw)
    play.agree(data.draw)
    for act in data.draw(st.lists(st.sampled_from(ACTS * 3 + SELDOM), max_size=30)):
        act(play, data.draw)
        play.pass_time()
    table = table_of(play.story)
    assert all(end is None or since < end for (_, since), end in table.items())
    for at in edges(play.story)[::3]:
        then = play.story.as_of(at)
        for gate in GATES:
            ruling = [
                key[3]
                for (key, since), end in table.items()
                if key[:3] == gate and since <= at and (end is None or at < end)
            ]
            verdict = permits(then, *gate, at)
            assert ruling == ([verdict.leaflet] if isinstance(verdict, Allowed) else [])
