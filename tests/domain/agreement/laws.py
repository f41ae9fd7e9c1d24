"""The laws, as questions to a story that anything may have happened in."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from itertools import product as every

from pydantic import TypeAdapter

from domain.actors import ActorKind
from domain.agreement import commands as c
from domain.agreement.deadlines import next_deadline
from domain.agreement.events.changes import ChangeComposed, ChangeReceived
from domain.agreement.evolve import evolved
from domain.agreement.permits import Allowed, Denied, Reason, Window, permits, windows
from domain.agreement.state import Agreement, ChangeStanding, Phase
from domain.records import EventRecord
from domain.values import CORE, Answer
from tests.domain.agreement.shapes import PRODUCTS, SCHOOLS, SERVICES, kinds_of
from tests.domain.agreement.waiting_laws import last_judged
from tests.scenario import Story

STATE = TypeAdapter(Agreement)
Gate = tuple[str, str, str]
GATES = tuple(every(SCHOOLS, PRODUCTS, SERVICES))
NOT_COMING = (
    ChangeStanding.REJECTED,
    ChangeStanding.LAPSED,
    ChangeStanding.WITHDRAWN,
    ChangeStanding.SUPERSEDED,
    ChangeStanding.FELL,
    ChangeStanding.CANCELLED,
)
# An event that says yes, and the only command that may bring it.
YES = {
    "choices.recorded": c.Choose,
    "school.added": c.AddSchool,
    "change.approved": c.ApproveChange,
    "agreement.signed": c.Sign,
    "agreement.activated": c.Sign,
    "product.added": c.Sign,
}


def check_turn(before: Agreement, story: Story, command: c.AnyCommand, kind: ActorKind) -> None:
    """After one command: no yes from silence, and what is folded is what was decided."""
    new = tuple(one for one in story.records if one.version > before.version)
    for record in new:
        if (needed := YES.get(record.event.type)) is not None:
            assert type(command) is needed, record.event
            assert kind is ActorKind.PERSON, record.event
    decided = evolved(before, story.events[before.version :], story.now)
    assert _without_place(decided) == _without_place(story.state)
    times = [one.provenance.occurred_at for one in story.records]
    assert times == sorted(times)


def _without_place(state: Agreement) -> dict[str, object]:
    kept = {name: getattr(state, name) for name in Agreement.__slots__}
    for name in ("version", "answers", "last_at", "lately", "document_due"):
        del kept[name]
    return kept


def check_state(story: Story) -> None:
    """At any moment: the clock has something to wait for, the state survives, nothing moved."""
    deadline = next_deadline(story.state)
    assert deadline is None or deadline > story.now
    assert STATE.validate_json(STATE.dump_json(story.state)) == story.state
    asked = [choice.key for choice in story.state.choices]
    assert asked == sorted(set(asked)), "they are looked for by halves"
    for change in story.state.changes:
        assert change.standing not in NOT_COMING or change.in_force_from is None
        assert change.standing is not ChangeStanding.RECEIVED
    if story.state.phase is Phase.CLOSED:
        check_chain_of_proof(story)


def check_gate(story: Story) -> None:
    """What is open now was signed for, chosen, and reached by approval only."""
    for school, product, service in GATES:
        verdict = permits(story.state, school, product, service, story.now)
        if isinstance(verdict, Allowed):
            assert _both_signed(story.records, product)
            _check_chosen(story, (school, product, service))
            _check_reached(story, (school, product, service), verdict.leaflet)


def _both_signed(records: tuple[EventRecord, ...], product: str) -> bool:
    """Both signed the same hash, and nothing voided it, before the product came in."""
    signed: set[tuple[str, str]] = set()
    for record in records:
        event = record.event
        match event.type:
            case "agreement.signed":
                signed = {one for one in signed if one[1] == event.hash} | {
                    (event.side, event.hash)
                }
            case "signatures.voided":
                signed = set()
            case "agreement.activated" if len(signed) == 2:
                return True
            case "product.added" if len(signed) == 2 and event.product == product:
                return True
            case _:
                pass
    return False


Answers = dict[Gate, tuple[Answer, datetime, int]]


def _answers(records: tuple[EventRecord, ...]) -> Answers:
    """The board's answers as the log tells them, each with its instant and version."""
    given: Answers = {}
    for record in records:
        event, at = record.event, record.provenance.occurred_at
        match event.type:
            case "choices.recorded" | "school.added":
                given |= {one.key: (one.answer, at, record.version) for one in event.choices}
            case "offer.revised":
                given = {}
            case "school.removed":
                given = {key: one for key, one in given.items() if key[0] != event.school}
            case "product.dropped" | "product.not_added":
                given = {key: one for key, one in given.items() if key[1] != event.product}
            case _:
                pass
    return given


def _kinds(story: Story, product: str) -> Iterator[tuple[datetime, dict[str, str]]]:
    known = next(one for one in story.state.products if one.id == product)
    for entry in known.schedule:
        if entry.since <= story.now:
            yield entry.since, kinds_of(entry.leaflet)


def _check_chosen(story: Story, key: Gate) -> None:
    answers = _answers(story.records)
    school, product, service = key
    assert school in story.state.schools
    assert answers[school, product, CORE][0] is Answer.YES
    *_, (_, kinds) = _kinds(story, product)
    assert kinds[service] != "own"
    if kinds[service] == "optional":
        answer, at, _ = answers[key]
        assert answer is Answer.YES
        since = [found for since, found in _kinds(story, product) if since > at]
        assert all(found.get(service) == "optional" for found in since)


def _check_reached(story: Story, key: Gate, leaflet: str) -> None:
    """Every leaflet since the choice came by a change that asked nothing here, or was approved.

    And each came behind the very leaflet it was compared with.
    """
    known = next(one for one in story.state.products if one.id == key[1])
    begun = [entry for entry in known.schedule if entry.since <= story.now]
    assert begun[-1].leaflet.hash == leaflet
    for before, entry in pairwise(begun):
        change = next(
            one
            for one in reversed(story.state.changes)
            if one.leaflet.hash == entry.leaflet.hash and one.in_force_from == entry.since
        )
        judged = last_judged(story.records, change.id)
        assert (judged.base, judged.leaflet) == (before.leaflet.hash, entry.leaflet)
        assert change.standing in (ChangeStanding.TOLD, ChangeStanding.APPROVED)
        if entry.since > _had_since(story, key) and _is_important(judged, key[2]):
            assert _approved(story, change.id) == entry.leaflet.hash, change


def _approved(story: Story, change: str) -> str | None:
    """The leaflet that the board approved last, by name and hash."""
    events = (record.event for record in reversed(story.records))
    approved = (one for one in events if one.type == "change.approved" and one.change == change)
    return next((one.leaflet for one in approved), None)


def _is_important(received: ChangeReceived | ChangeComposed, service: str) -> bool:
    touched = [one.services for one in received.items if one.important]
    return any(not services or service in services for services in touched)


def _had_since(story: Story, key: Gate) -> datetime:
    """When the school got it: by its own choice, or just before the leaflet that made it core."""
    school, product, service = key
    answers, kinds = _answers(story.records), tuple(_kinds(story, product))
    if kinds[-1][1][service] == "optional":
        return answers[key][1]
    apart = [index for index, (_, found) in enumerate(kinds) if found.get(service) != "core"]
    became = kinds[apart[-1]][0] if apart else kinds[0][0]
    return max(answers[school, product, CORE][1], became)


def check_what_closed(story: Story, had: set[Gate], version: int) -> set[Gate]:
    """What was open at a version and is not now has an ending (law 11); returns what is open.

    What turned from core to option owes a choice: its data ends when the board says no.
    """
    state = story.state
    for gate in had:
        verdict = permits(state, *gate, story.now)
        if isinstance(verdict, Denied) and verdict.reason is not Reason.OPTION_NOT_CHOSEN:
            assert _has_ending(state, gate), gate
        elif isinstance(verdict, Denied):
            answer = _answers(story.records).get(gate)
            said_no = answer is not None and answer[0] is Answer.NO and answer[2] > version
            assert not said_no or _has_ending(state, gate), gate
    return {gate for gate in GATES if isinstance(permits(state, *gate, story.now), Allowed)}


def _has_ending(state: Agreement, gate: Gate) -> bool:
    scopes = ((one.scope.school, one.scope.product, one.scope.service) for one in state.endings)
    return any(
        all(one is None or one == other for one, other in zip(scope, gate, strict=True))
        for scope in scopes
    )


def check_windows(story: Story, days: int) -> None:
    """The windows and the gate say the same, at their edges and at any other instant."""
    found = windows(story.state)
    last = story.state.last_at
    if last is None:
        return
    for window in found:
        assert window.until is None or window.since < window.until
    edges = {window.since for window in found} | {one.until for one in found if one.until}
    instants = {
        max(story.now, last) + timedelta(days=days),
        *edges,
        *(max(last, one - timedelta.resolution) for one in edges),
    }
    for instant, gate in every(instants, GATES):
        verdict = permits(story.state, *gate, instant)
        ruling = [one.leaflet for one in found if _covers(one, gate, instant)]
        assert ruling == ([verdict.leaflet] if isinstance(verdict, Allowed) else []), (
            gate,
            instant,
        )


def _covers(window: Window, gate: Gate, at: datetime) -> bool:
    same = (window.school, window.product, window.service) == gate
    return same and window.since <= at and (window.until is None or at < window.until)


def check_chain_of_proof(story: Story) -> None:
    """Closed implies: everything returned or waived, and certified by all who ever were named."""
    certified: set[tuple[str, str]] = set()
    settled: set[str] = set()
    for record in story.records:
        event = record.event
        if event.type == "return.settled":
            settled.add(event.ending)
        if event.type == "destruction.certified":
            assert event.ending in settled
            certified |= {(event.ending, event.part)} if event.final else set()
    for ending in story.state.endings:
        assert ending.completed
        assert {one.standing for one in ending.returns} <= {"confirmed", "waived"}
        assert {(ending.id, one.part) for one in ending.proofs} <= certified
    proven = {part for _, part in certified}
    for product in story.state.products:
        for entry in product.schedule:
            named = {f"subprocessor:{one.name}" for one in entry.leaflet.subprocessors}
            assert named <= proven or entry.since > _ended_at(story)
    assert {"supplier", "backups"} <= proven


def _ended_at(story: Story) -> datetime:
    return next(
        one.provenance.occurred_at for one in story.records if one.event.type == "agreement.ended"
    )
