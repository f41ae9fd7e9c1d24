"""Anything may be asked at any time: the laws hold all the same (Hypothesis plays all parts)."""

from collections.abc import Callable
from datetime import datetime

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from typing_extensions import override

from domain.agreement.permits import Allowed, Denied, permits
from tests.domain.agreement import laws, waiting_laws
from tests.domain.agreement.acts import ACTS, SELDOM
from tests.domain.agreement.play import Draw, Play

Gate = tuple[str, str, str]
Act = Callable[[Play, Draw], None]
A_DAY_LIKE_ANY = st.sampled_from(ACTS * 3 + SELDOM)


class Parties(RuleBasedStateMachine):
    """A board, a supplier and a clock who ask whatever they like."""

    def __init__(self) -> None:
        super().__init__()
        self.play = Play()
        self.had: set[Gate] = set()
        self.version = 0
        self.seen: dict[datetime, tuple[int, dict[Gate, Allowed | Denied]]] = {}

    @initialize(data=st.data(), agreed=st.integers(0, 5))
    def begin(self, data: st.DataObject, agreed: int) -> None:
        """Most agreements are agreed on."""
        self.play.offer(data.draw)
        if agreed:
            self.play.agree(data.draw)

    @rule(data=st.data(), act=A_DAY_LIKE_ANY, ahead=st.integers(0, 400))
    def act(self, data: st.DataObject, act: Act, ahead: int) -> None:
        """Somebody does something, and the laws hold."""
        act(self.play, data.draw)
        self.play.pass_time()
        story = self.play.story
        laws.check_state(story)
        waiting_laws.check_waiting(story)
        laws.check_gate(story)
        laws.check_windows(story, ahead)
        self.had = laws.check_what_closed(story, self.had, self.version)
        self.version = story.state.version
        verdicts = {gate: permits(story.state, *gate, story.now) for gate in laws.GATES[::5]}
        self.seen[story.now] = (story.state.version, verdicts)

    @override
    def teardown(self) -> None:
        """The past is answered from the log alone, as it was answered then."""
        for now in sorted(self.seen)[::4]:
            then = self.play.story.as_of(now)
            version, verdicts = self.seen[now]
            if then.version == version:  # nothing happened later in that instant
                for gate, verdict in verdicts.items():
                    assert permits(then, *gate, now) == verdict


Parties.TestCase.settings = settings(
    max_examples=100,
    stateful_step_count=30,
    derandomize=True,  # the same play everywhere; `--hypothesis-seed` does not change it
    suppress_health_check=list(HealthCheck),
)
TestTheLaws = Parties.TestCase
