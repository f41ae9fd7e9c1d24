"""Every named check of the demonstration, broken once: the exit code says so."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from typer.testing import CliRunner, Result

from cli import demo
from cli.app import app
from cli.demonstration.checks import CHECKS, failures
from cli.demonstration.observation import Letters, Observation
from domain.agreement.events.changes import ChangeApproved, ChangeScheduled
from domain.messages import Message
from domain.records import EventRecord
from tests.cli.seen import seen

Break = Callable[[Observation], Observation]


@pytest.fixture(scope="module")
def told() -> Observation:
    """All stories, told on paper."""
    return seen()


def without(*types: str) -> Break:
    """Take every event of these types out of the logs."""
    return lambda one: replace(
        one, records=tuple(record for record in one.records if record.event.type not in types)
    )


def changed(event_type: str, **fields: object) -> Break:
    """Change a field of every event of a type."""

    def broken(one: Observation) -> Observation:
        return replace(one, records=tuple(_changed(record) for record in one.records))

    def _changed(record: EventRecord) -> EventRecord:
        if record.event.type != event_type:
            return record
        event: Message = record.event.model_copy(update=fields)
        return record.model_copy(update={"event": event})

    return broken


def _in_force_without_a_yes(one: Observation) -> Observation:
    """Let every approved change come into force as if it had only been told."""
    return replace(one, records=tuple(_scheduled(record) for record in one.records))


def _scheduled(record: EventRecord) -> EventRecord:
    event = record.event
    if not isinstance(event, ChangeApproved):
        return record
    dated = ChangeScheduled(change=event.change, in_force_from=event.in_force_from)
    return record.model_copy(update={"event": dated})


def _with_a_name(one: Observation) -> Observation:
    first = one.records[0]
    event = first.event.model_copy(update={"board": one.names[0]})
    return replace(one, records=(first.model_copy(update={"event": event}), *one.records[1:]))


def _signed_later(one: Observation) -> Observation:
    """Let every signature stand under another hash than was activated."""
    return changed("agreement.signed", hash="0" * 64)(one)


def _certified_before_the_return(one: Observation) -> Observation:
    certificates = [r for r in one.records if r.event.type == "destruction.certified"]
    others = [r for r in one.records if r.event.type != "destruction.certified"]
    return replace(one, records=(*certificates, *others))


BROKEN: dict[str, Break] = {
    "ends": without("agreement.closed"),
    "refusals": lambda one: replace(
        one, attempts=(replace(one.attempts[0], got=None), *one.attempts[1:])
    ),
    "signatures": _signed_later,
    "offers": without("offer.lapsed"),
    "options": without("ending.opened", "choices.recorded"),
    "announced": lambda one: replace(one, announcements=one.announcements[1:]),
    "decided": without("change.rejected"),
    "silence": without("change.reminded"),
    "approval": _in_force_without_a_yes,
    "two leaflets": without("change.rejected"),
    "following": without("change.fell"),
    "another party": lambda one: replace(
        one, attempts=tuple(a for a in one.attempts if a.got != "SupplierIsAnotherPartyError")
    ),
    "proof": changed("destruction.certified", part="supplier"),
    "order": _certified_before_the_return,
    "open endings": without("proof.missing"),
    "partial": without("choices.recorded"),
    "gate": lambda one: replace(one, gate=(replace(one.gate[0], answer="another"), *one.gate[1:])),
    "signals": lambda one: replace(one, signals=replace(one.signals, announced=19)),
    "letters": lambda one: replace(one, letters=Letters(sent=3, unknown=0, unfinished=0, files=2)),
    "documents": lambda one: replace(
        one, documents=(replace(one.documents[0], is_stored=False), *one.documents[1:])
    ),
    "chains": lambda one: replace(one, chains_broken=("agreement:a:b:1#4",)),
    "no names": _with_a_name,
}


def test_every_check_holds_when_the_stories_are_told(
    told: Observation, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert failures(told) == {}
    assert _demonstrated(told, monkeypatch).exit_code == 0


def test_every_check_is_broken_by_some_test() -> None:
    assert set(BROKEN) == {check.name for check in CHECKS}


@pytest.mark.parametrize("name", BROKEN)
def test_a_check_that_does_not_hold_makes_the_exit_code_1(
    name: str, told: Observation, monkeypatch: pytest.MonkeyPatch
) -> None:
    demonstrated = _demonstrated(BROKEN[name](told), monkeypatch)
    assert demonstrated.exit_code == 1
    assert name in json.loads(demonstrated.stdout.splitlines()[-1])["checks_failed"]


def _demonstrated(seen: Observation, monkeypatch: pytest.MonkeyPatch) -> Result:
    """Run `akkoord demo` where this is what is seen in the end."""

    async def performed(*_: object, **__: object) -> Observation:
        return seen

    monkeypatch.setattr(demo, "perform", performed)
    return CliRunner().invoke(app, ["demo"])
