"""Who sent a message, and whether its seal was good when it came."""

from datetime import timedelta

import pytest

from domain.actors import CLOCK
from domain.intake.faults import Fault
from domain.intake.opened import Sender
from domain.intake.sender import age_faults, party_of, sender_of
from tests.domain.intake.examples import NOT_ANNOUNCE, NOW, envelope, mandate, sender


def test_it_is_a_person_of_the_supplier_by_a_mandate_to_announce() -> None:
    both = sender(NOT_ANNOUNCE, mandate(id="m-2")).model_dump_json()
    found = sender_of(envelope(actor=both), "inkt", NOW)
    assert found == Sender(person="p-1", mandate="m-2", via="cli")


@pytest.mark.parametrize(
    ("actor", "code"),
    [
        ("", "sender_unreadable"),
        ("{}", "sender_unreadable"),
        ("[1]", "sender_unreadable"),
        (CLOCK.model_dump_json(), "sender_unreadable"),
        (sender(person=None).model_dump_json(), "sender_unreadable"),
        (sender(party="supplier:other").model_dump_json(), "wrong_supplier"),
        (sender(party="board:inkt").model_dump_json(), "wrong_supplier"),
        (sender(NOT_ANNOUNCE).model_dump_json(), "mandate_missing"),
        (sender(mandate(valid_until=NOW)).model_dump_json(), "mandate_expired"),
    ],
)
def test_nobody_else_can_announce(actor: str, code: str) -> None:
    found = sender_of(envelope(actor=actor), "inkt", NOW)
    assert isinstance(found, Fault)
    assert (found.path, found.code) == ("envelope.actor", code)


def test_the_door_by_which_it_came_is_put_on_record() -> None:
    found = sender_of(envelope(via=""), "inkt", NOW)
    assert isinstance(found, Fault)
    assert found.code == "sender_unreadable"


@pytest.mark.parametrize(("age", "is_good"), [(-61, False), (-60, True), (900, True), (901, False)])
def test_a_seal_is_good_for_fifteen_minutes_until_it_comes(age: int, *, is_good: bool) -> None:
    faults = age_faults(envelope(), NOW + timedelta(seconds=age))
    assert [one.code for one in faults] == ([] if is_good else ["seal_expired"])


@pytest.mark.parametrize("received", ["", "yesterday", "2026-09-01T08:00:00"])
def test_a_seal_without_an_instant_is_not_good(received: str) -> None:
    assert [one.path for one in age_faults(envelope(received_at=received), NOW)] == [
        "envelope.received_at"
    ]


@pytest.mark.parametrize(
    ("actor", "party"),
    [
        (sender().model_dump_json(), "inkt"),
        (sender(party="board:gent").model_dump_json(), None),
        (CLOCK.model_dump_json(), None),
        ("", None),
    ],
)
def test_a_sender_is_said_to_act_for_a_supplier(actor: str, party: str | None) -> None:
    assert party_of(envelope(actor=actor)) == party
