"""What the gate is asked when the stories are over: which school, which service, which instant."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from cli.demonstration.observation import GateAnswer, GateQuestion, folded
from cli.demonstration.scene import agreement_id
from cli.demonstration.stories.code import COPILOT, COPILOT_SCHOOLS
from cli.demonstration.stories.meetings import AI, AI_SCHOOLS, AI_WITHDRAWN
from cli.demonstration.stories.names import GITHUB, SCOOP, ZOOM
from domain.agreement.permits import Allowed, Denied, permits
from domain.agreement.state import Agreement
from domain.records import EventRecord
from domain.values import CORE

MOMENT = timedelta(microseconds=1)
TURNING_POINTS = {
    "agreement.activated": "both have signed",
    "change.approved": "a change is approved",
    "change.rejected": "a change is rejected",
    "change.lapsed": "a change lapses",
    "agreement.ended": "the agreement has ended",
}
WITHOUT_COPILOT = "go-basisschool-hertog-jan"


def questions(
    logs: dict[str, tuple[EventRecord, ...]], number: int = 1
) -> tuple[GateQuestion, ...]:
    """Return what to ask, of every agreement that was ever active; `logs` by agreement."""
    now = max(record.provenance.occurred_at for log in logs.values() for record in log)
    general = [one for agreement, log in logs.items() for one in _turning_points(agreement, log)]
    return (*general, *_options(logs, now, number))


def _turning_points(agreement: str, log: tuple[EventRecord, ...]) -> Iterator[GateQuestion]:
    state = folded(agreement, log)
    if state.activated_at is None:
        return
    before = ("just before both have signed", state.activated_at - MOMENT)
    for about, at in (before, *_instants(log)):
        school, product = state.schools[0], state.products[0].id
        yield GateQuestion(about, agreement, school, product, CORE, at)


def _instants(log: tuple[EventRecord, ...]) -> Iterator[tuple[str, datetime]]:
    for record in log:
        if record.event.type in TURNING_POINTS:
            about = TURNING_POINTS[record.event.type]
            yield about, record.provenance.occurred_at


def _options(
    logs: dict[str, tuple[EventRecord, ...]], now: datetime, number: int
) -> Iterator[GateQuestion]:
    github, zoom = (agreement_id(SCOOP, one, number) for one in (GITHUB, ZOOM))
    for school in (*COPILOT_SCHOOLS, WITHOUT_COPILOT):
        yield GateQuestion("Copilot, at the end", github, school, "github", COPILOT, now)
    for school in AI_SCHOOLS:
        yield GateQuestion("AI functions, at the end", zoom, school, "zoom", AI, now)
    for record in logs[zoom]:
        if record.event.type == "ending.opened":
            at = record.provenance.occurred_at - MOMENT
            about = "AI functions, just before they are withdrawn"
            yield GateQuestion(about, zoom, AI_WITHDRAWN, "zoom", AI, at)


def answered(
    question: GateQuestion, answer: Allowed | Denied, log: tuple[EventRecord, ...]
) -> GateAnswer:
    """Put the answer of the tables beside that of the log."""
    by_log = from_log(question, folded(question.agreement, log, question.at))
    is_open = isinstance(answer, Allowed)
    return GateAnswer(question, shown(answer), shown(by_log), is_open)


def from_log(question: GateQuestion, state: Agreement) -> Allowed | Denied:
    """Answer from the fold up to the question's instant."""
    return permits(state, question.school, question.product, question.service, question.at)


def shown(answer: Allowed | Denied) -> str:
    """Return the leaflet's hash, or the reason of a no."""
    return answer.leaflet if isinstance(answer, Allowed) else answer.reason.value
