"""The table command x party x mandate, whole: who may ask what, and by which right (law 2)."""

from datetime import timedelta
from itertools import product

import pytest

from domain.actors import CLOCK, ENGINE, Actor, Right
from domain.agreement import commands as c
from domain.agreement.mandates import MACHINES, MANDATES, mandate_for
from domain.agreement.refusals import (
    ActorNotAllowedError,
    MandateExpiredError,
    MandateMissingError,
    MandateNotForSchoolError,
    NotAPartyError,
    NotForThisPartyError,
)
from domain.refusals import RefusedError
from tests.domain.agreement.asked import EXAMPLES
from tests.scenario import SCHOOLS, START, Story, actor, chosen

WHO_MAY = {
    "offer": {"supplier": "announce"},
    "revise_offer": {"supplier": "announce"},
    "withdraw_offer": {"supplier": "announce"},
    "refuse_offer": {"board": "choose"},
    "choose": {"board": "choose"},
    "sign": {"board": "sign", "supplier": "sign"},
    "offer_product": {"supplier": "announce"},
    "withdraw_product": {"supplier": "announce"},
    "drop_product": {"board": "end"},
    "add_school": {"board": "choose"},
    "remove_school": {"board": "choose"},
    "receive_change": {"engine": ""},
    "approve_change": {"board": "approve"},
    "reject_change": {"board": "approve"},
    "withdraw_approval": {"board": "approve"},
    "withdraw_change": {"engine": ""},
    "reoffer_change": {"supplier": "announce"},
    "give_notice": {"board": "end", "supplier": "end"},
    "request_return": {"board": "end"},
    "waive_return": {"board": "end"},
    "deliver_export": {"supplier": "certify"},
    "confirm_export": {"board": "end"},
    "report_incomplete_export": {"board": "end"},
    "certify_destruction": {"supplier": "certify"},
    "cite_duty_to_keep": {"supplier": "certify"},
    "file_document": {"engine": ""},
    "remind": {"engine": ""},
    "pass_time": {"clock": ""},
}
PARTIES = {
    "board": "board:gent",
    "supplier": "supplier:github",
    "stranger": "board:leuven",
    "other supplier": "supplier:gitlab",
}
MANDATES_HELD = ("right", "other rights", "expired", "not yet", "other schools", "none")
ACTIVE = Story().active().state


def expected(kind: str, party: str, held: str) -> type[RefusedError] | None:
    """What the rules say of a command, asked by a person of a party who holds a mandate."""
    may = WHO_MAY[kind]
    if may.keys() & {"engine", "clock"}:
        return ActorNotAllowedError
    if party not in ("board", "supplier"):
        return NotAPartyError
    if party not in may:
        return NotForThisPartyError
    refusals: dict[str, type[RefusedError]] = {
        "other rights": MandateMissingError,
        "none": MandateMissingError,
        "expired": MandateExpiredError,
        "not yet": MandateExpiredError,
    }
    if held == "other schools":  # a supplier has no schools of its own
        return MandateNotForSchoolError if party == "board" else None
    return refusals.get(held)


def person(kind: str, party: str, held: str) -> Actor:
    needed = WHO_MAY[kind].get(party)
    rights = tuple(Right(one) for one in (needed,) if one) or tuple(Right)
    if held == "other rights":
        rights = tuple(right for right in Right if right not in rights) or rights
    if held == "none":
        return actor(PARTIES[party]).model_copy(update={"mandates": ()})
    until = START if held == "expired" else None
    schools = ("leuvenschool",) if held == "other schools" else None
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
            mandate = mandate_for(ACTIVE, command, asking, START)
            assert mandate == asking.mandates[0], (party, held)
        else:
            with pytest.raises(RefusedError) as refused:
                mandate_for(ACTIVE, command, asking, START)
            assert type(refused.value) is refusal, (party, held)


@pytest.mark.parametrize("command", EXAMPLES, ids=lambda one: one.kind)
@pytest.mark.parametrize("machine", [CLOCK, ENGINE], ids=str)
def test_the_machines_ask_their_own_commands_and_no_other(
    command: c.AnyCommand, machine: Actor
) -> None:
    if str(machine) in WHO_MAY[command.kind]:
        assert mandate_for(ACTIVE, command, machine, START) is None
    else:
        with pytest.raises(ActorNotAllowedError):
            mandate_for(ACTIVE, command, machine, START)


def test_the_table_has_a_row_for_every_command_and_an_example_too() -> None:
    assert {**MANDATES, **MACHINES}.keys() == set(c.COMMAND_CLASSES)
    assert [type(one) for one in EXAMPLES] == list(c.COMMAND_CLASSES)
    assert list(WHO_MAY) == [one.kind for one in EXAMPLES]


def test_a_choice_for_two_schools_needs_a_mandate_for_those_two_only() -> None:
    director = actor("board:gent", Right.CHOOSE, schools=("atheneum", "college"))
    story = Story().active()
    for_two = c.Choose(choices=(chosen("ai", "yes", "atheneum", "college"),))
    for_all = c.Choose(choices=(chosen("ai"),))
    refused = story.refuses(MandateNotForSchoolError, for_all, director)
    assert refused == ", ".join(SCHOOLS)
    story.ask(for_two, director)


def test_a_school_that_joins_or_leaves_needs_a_mandate_for_that_school() -> None:
    director = actor("board:gent", Right.CHOOSE, schools=("college",))
    story = Story().active()
    other = c.RemoveSchool(school="atheneum")
    assert story.refuses(MandateNotForSchoolError, other, director) == "atheneum"
    story.ask(c.RemoveSchool(school="college"), director)
    joins = c.AddSchool(school="nieuwe-school")
    assert story.refuses(MandateNotForSchoolError, joins, director) == "nieuwe-school"


def test_the_ending_of_a_school_that_left_needs_a_mandate_for_that_school() -> None:
    story = Story().active()
    story.ask(c.RemoveSchool(school="college"))
    those_left = actor("board:gent", Right.END, schools=tuple(story.state.schools))
    waive = c.WaiveReturn(ending="ending-1")
    assert story.refuses(MandateNotForSchoolError, waive, those_left) == "college"
    story.ask(waive, actor("board:gent", Right.END, schools=("college",)))


def test_an_unknown_ending_is_refused_as_such_to_who_may_end() -> None:
    waive = c.WaiveReturn(ending="ending-9")
    assert mandate_for(ACTIVE, waive, actor("board:gent"), START) is not None


def test_the_mandate_that_covers_is_the_one_put_on_record() -> None:
    short, whole = actor("board:gent", schools=("college",)), actor("board:gent", person="p-2")
    both = short.model_copy(update={"mandates": (*short.mandates, *whole.mandates)})
    found = mandate_for(ACTIVE, c.Sign(hash="0" * 64), both, START)
    assert found == whole.mandates[0]


def test_a_mandate_ends_at_its_last_instant() -> None:
    until = START + timedelta(days=1)
    signs, command = actor("board:gent", until=until), c.Sign(hash="0" * 64)
    assert mandate_for(ACTIVE, command, signs, until - timedelta(microseconds=1)) is not None
    with pytest.raises(MandateExpiredError):
        mandate_for(ACTIVE, command, signs, until)
