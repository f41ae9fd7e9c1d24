"""The table of phases, whole: in which phase what can be asked of a product."""

import pytest

from domain.product import commands as c
from domain.product import refusals as r
from domain.product.phases import PHASES
from domain.product.state import Phase
from domain.refusals import RefusedError
from tests.domain.product.asked import EXAMPLES, in_phase

# What is answered in each phase, in the order of `Phase`: unborn, offered, ended.
HEARD = "heard"
NOT_BORN, BORN, OVER = r.ProductNotRegisteredError, r.ProductRegisteredError, r.ProductEndedError
ANSWERS: dict[str, tuple[object, object, object]] = {
    "register": (HEARD, BORN, OVER),
    "announce": (NOT_BORN, HEARD, OVER),
    "withdraw_announcement": (NOT_BORN, HEARD, HEARD),
    "note_told": (HEARD, HEARD, HEARD),
    "end_product": (NOT_BORN, HEARD, OVER),
}


def answered(phase: Phase, command: c.AnyCommand) -> object:
    """The refusal that names the phase; a command that is refused for another reason is heard."""
    try:
        in_phase(phase).ask(command)
    except RefusedError as refused:
        return type(refused) if type(refused) in (NOT_BORN, BORN, OVER) else HEARD
    return HEARD


@pytest.mark.parametrize("command", EXAMPLES, ids=lambda one: one.kind)
def test_every_command_in_every_phase(command: c.AnyCommand) -> None:
    assert tuple(answered(phase, command) for phase in Phase) == ANSWERS[command.kind]


def test_the_table_has_a_row_for_every_command() -> None:
    assert PHASES.keys() == set(c.COMMAND_CLASSES)
    assert len(ANSWERS) == len(c.COMMAND_CLASSES)


@pytest.mark.parametrize("phase", Phase)
def test_every_phase_can_be_reached(phase: Phase) -> None:
    state = in_phase(phase).state
    assert state.phase is phase
    assert state.has_ended is (phase is Phase.ENDED)
