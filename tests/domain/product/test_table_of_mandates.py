"""The table command x party x mandate, whole: who may ask what of a product (law 2)."""

from datetime import timedelta
from itertools import product

import pytest

from domain.actors import CLOCK, ENGINE, Actor, Right
from domain.agreement.refusals import (
    ActorNotAllowedError,
    MandateExpiredError,
    MandateMissingError,
)
from domain.product import commands as c
from domain.product.mandates import MACHINES, MANDATES, mandate_for
from domain.product.refusals import NotItsSupplierError
from domain.refusals import RefusedError
from tests.domain.product.asked import EXAMPLES
from tests.domain.product.story import Story
from tests.scenario import START, actor

WHO_MAY = {
    "register": "announce",
    "announce": "engine",
    "withdraw_announcement": "announce",
    "note_told": "engine",
    "end_product": "end",
}
PARTIES = {
    "supplier": "supplier:quill-bv",
    "other supplier": "supplier:github",
    "board": "board:gent",
    "board of that name": "board:quill-bv",
}
MANDATES_HELD = ("right", "other rights", "expired", "not yet", "for some schools", "none")
STATE = Story().registered().state


def expected(kind: str, party: str, held: str) -> type[RefusedError] | None:
    """What the rules say of a command, asked by a person of a party who holds a mandate."""
    if WHO_MAY[kind] == "engine":
        return ActorNotAllowedError
    if party != "supplier":
        return NotItsSupplierError
    refusals: dict[str, type[RefusedError]] = {
        "other rights": MandateMissingError,
        "none": MandateMissingError,
        "expired": MandateExpiredError,
        "not yet": MandateExpiredError,
    }
    return refusals.get(held)  # a supplier has no schools of its own


def person(kind: str, party: str, held: str) -> Actor:
    rights = tuple(one for one in Right if (one == WHO_MAY[kind]) is (held != "other rights"))
    if held == "none":
        return actor(PARTIES[party]).model_copy(update={"mandates": ()})
    until = START if held == "expired" else None
    schools = ("college",) if held == "for some schools" else None
    found = actor(PARTIES[party], *rights, schools=schools, until=until)
    if held == "not yet":
        later = found.mandates[0].model_copy(update={"valid_from": START + timedelta(days=1)})
        return found.model_copy(update={"mandates": (later,)})
    return found


@pytest.mark.parametrize("command", EXAMPLES, ids=lambda one: one.kind)
def test_every_command_of_every_person_under_every_mandate(command: c.AnyCommand) -> None:
    for party, held in product(PARTIES, MANDATES_HELD):
        refusal = expected(command.kind, party, held)
        asking = person(command.kind, party, held)
        if refusal is None:
            mandate = mandate_for(STATE, command, asking, START)
            assert mandate == asking.mandates[0], (party, held)
        else:
            with pytest.raises(RefusedError) as refused:
                mandate_for(STATE, command, asking, START)
            assert type(refused.value) is refusal, (party, held)


@pytest.mark.parametrize("command", EXAMPLES, ids=lambda one: one.kind)
@pytest.mark.parametrize("machine", [CLOCK, ENGINE], ids=str)
def test_the_machines_ask_their_own_commands_and_no_other(
    command: c.AnyCommand, machine: Actor
) -> None:
    if str(machine) == WHO_MAY[command.kind]:
        assert mandate_for(STATE, command, machine, START) is None
    else:
        with pytest.raises(ActorNotAllowedError):
            mandate_for(STATE, command, machine, START)


def test_the_table_has_a_row_for_every_command_and_an_example_too() -> None:
    assert {**MANDATES, **MACHINES}.keys() == set(c.COMMAND_CLASSES)
    assert MANDATES.keys().isdisjoint(MACHINES)
    assert [type(one) for one in EXAMPLES] == list(c.COMMAND_CLASSES)
    assert list(WHO_MAY) == [one.kind for one in EXAMPLES]


def test_whoever_may_not_ask_is_told_so_before_anything_else() -> None:
    story = Story()
    stranger = actor("supplier:github")
    for command in EXAMPLES:
        kind = WHO_MAY[command.kind]
        refusal = ActorNotAllowedError if kind == "engine" else NotItsSupplierError
        story.refuses(refusal, command, stranger)
