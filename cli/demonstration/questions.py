"""What the gate is asked when the stories are over: which school, which service, which instant."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from cli.demonstration.observation import GateAnswer, GateQuestion, folded
from cli.demonstration.scene import agreement_id
from cli.demonstration.stories.code import COPILOT, COPILOT_SCHOOLS
from cli.demonstration.stories.meetings import AI, AI_SCHOOLS, AI_WITHDRAWN
from cli.demonstration.stories.names import GITHUB, OFFERED_BY, SCOOP, ZOOM
from domain.agreement.events.offering import AgreementOffered
from domain.agreement.gate import verdict
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
    school, product = state.schools[0], state.products[0].id
    # The gate knows a product by the supplier that offers it now: of an earlier one it says no
    # more than that there is no agreement.
    is_offered_now = state.supplier == OFFERED_BY[product]
    before = ("just before both have signed", state.activated_at - MOMENT)
    for about, at in (*((before,) if is_offered_now else ()), *_instants(log)):
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
    question: GateQuestion, answer: Allowed | Denied, logs: dict[str, tuple[EventRecord, ...]]
) -> GateAnswer:
    """Put the answer of the tables beside that of the logs."""
    by_log = from_log(question, logs)
    is_open = isinstance(answer, Allowed)
    return GateAnswer(question, shown(answer), shown(by_log), is_open)


def from_log(question: GateQuestion, logs: dict[str, tuple[EventRecord, ...]]) -> Allowed | Denied:
    """Answer from the folds up to the instant, of all agreements on the product there."""
    board = question.agreement.split(":")[1]
    states = [
        folded(agreement, log, question.at)
        for agreement, log in logs.items()
        if agreement.split(":")[1] == board and _is_about(log, question.product)
    ]
    asked = (question.school, question.product, question.service, question.at)
    answers = tuple(permits(state, *asked) for state in _by_birth(states, logs))
    return verdict(answers)


def _is_about(log: tuple[EventRecord, ...], product: str) -> bool:
    offered = log[0].event
    return isinstance(offered, AgreementOffered) and any(
        leaflet.product == product for leaflet in offered.products
    )


def _by_birth(states: list[Agreement], logs: dict[str, tuple[EventRecord, ...]]) -> list[Agreement]:
    return sorted(states, key=lambda state: logs[state.id][0].provenance.occurred_at)


def shown(answer: Allowed | Denied) -> str:
    """Return the leaflet's hash, or the reason of a no."""
    return answer.leaflet if isinstance(answer, Allowed) else answer.reason.value
