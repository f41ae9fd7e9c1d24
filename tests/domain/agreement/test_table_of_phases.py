"""The table of phases, whole: in which phase what can be asked."""

import pytest

from domain.actors import CLOCK, ENGINE, Actor
from domain.agreement import commands as c
from domain.agreement.mandates import MACHINES, MANDATES
from domain.agreement.phases import PHASES
from domain.agreement.refusals import NotInThisPhaseError
from domain.agreement.state import Phase
from domain.refusals import RefusedError
from domain.values import Side
from tests.domain.agreement.asked import EXAMPLES, in_phase
from tests.scenario import BOARD, SUPPLIER, Story

# A letter for each phase in which the command is heard, in the order of `Phase`:
# unborn, offered, consented, active, ending, closed, refused, withdrawn, lapsed.
LETTERS = "uocaeCRWL"
HEARD = {
    "offer": "u--------",
    "revise_offer": "-oc------",
    "withdraw_offer": "-oc------",
    "refuse_offer": "-oc------",
    "choose": "-oca-----",
    "sign": "-oca-----",
    "offer_product": "---a-----",
    "withdraw_product": "---a-----",
    "drop_product": "---a-----",
    "add_school": "---a-----",
    "remove_school": "---a-----",
    "receive_change": "uocaeCRWL",
    "approve_change": "---ae----",
    "reject_change": "---ae----",
    "withdraw_approval": "---a-----",
    "withdraw_change": "uocaeCRWL",
    "reoffer_change": "---a-----",
    "give_notice": "---a-----",
    "request_return": "---ae----",
    "waive_return": "---ae----",
    "deliver_export": "---ae----",
    "confirm_export": "---ae----",
    "report_incomplete_export": "---ae----",
    "certify_destruction": "---ae----",
    "cite_duty_to_keep": "---ae----",
    "file_document": "-ocaeCRWL",
    "remind": "-ocaeCRWL",
    "pass_time": "uocaeCRWL",
}
STORIES = {phase: in_phase(phase) for phase in Phase}
STATES = {phase: story.state for phase, story in STORIES.items()}
NOWS = {phase: story.now for phase, story in STORIES.items()}


def asking(command: c.AnyCommand) -> Actor:
    if (machine := MACHINES.get(type(command))) is not None:
        return CLOCK if machine is CLOCK.kind else ENGINE
    return BOARD if Side.BOARD in MANDATES[type(command)] else SUPPLIER


def refused_phase(phase: Phase, command: c.AnyCommand) -> str | None:
    """The phase that a refusal for the phase names; None where the command was heard."""
    try:
        Story(state=STATES[phase], now=NOWS[phase]).ask(command, asking(command))
    except RefusedError as refused:
        return refused.detail if isinstance(refused, NotInThisPhaseError) else None
    return None


@pytest.mark.parametrize("command", EXAMPLES, ids=lambda one: one.kind)
def test_every_command_in_every_phase(command: c.AnyCommand) -> None:
    named = [refused_phase(phase, command) for phase in Phase]
    assert all(one in (None, phase) for one, phase in zip(named, Phase, strict=True))
    heard = (letter if one is None else "-" for letter, one in zip(LETTERS, named, strict=True))
    assert "".join(heard) == HEARD[command.kind]


def test_the_table_has_a_row_for_every_command() -> None:
    assert PHASES.keys() == set(c.COMMAND_CLASSES)
    assert len(HEARD) == len(c.COMMAND_CLASSES)


@pytest.mark.parametrize("phase", Phase)
def test_every_phase_can_be_reached(phase: Phase) -> None:
    assert STATES[phase].phase is phase
    assert STATES[phase].has_ended is (phase.value in ("closed", "refused", "withdrawn", "lapsed"))
