"""The small values: what is no id, no hash and no day is refused where it comes in."""

from datetime import UTC, date, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from domain.actors import CLOCK, Actor, ActorKind
from domain.canonical import canonical, content_hash, hash_of
from domain.messages import Message
from domain.values import CommandId, Day, Hash, Identifier, Instant, Label, ReasonCode

GOOD = [
    (Identifier, "zoom-2_x"),
    (CommandId, "Offer:1.a-b_c"),
    (Hash, "0f" * 32),
    (ReasonCode, "too_much_data"),
    (Label, "Boekhouding §3"),
    (Day, date(2033, 12, 31)),
]
BAD = [
    (Identifier, "Zoom"),
    (Identifier, "-x"),
    (Identifier, "x" * 65),
    (Identifier, "x\n"),
    (CommandId, ""),
    (CommandId, "a b"),
    (Hash, "0F" * 32),
    (Hash, "0f" * 31),
    (ReasonCode, "Te veel data"),
    (Label, ""),
    (Label, "a\x00"),
    (Label, "x" * 201),
    (Day, date(1, 1, 1)),
    (Day, date(9999, 12, 31)),
    (Instant, "2026-03-02T09:00:00"),
    (Instant, "0001-01-01T00:00:00+02:00"),
    (Instant, "9999-12-31T23:59:59-12:00"),
]


class Sample(Message):
    one: int


@pytest.mark.parametrize(("kind", "value"), GOOD)
def test_what_is_well_formed_is_taken_as_it_is(kind: type, value: object) -> None:
    assert TypeAdapter(kind).validate_python(value) == value


@pytest.mark.parametrize(("kind", "value"), BAD)
def test_what_is_not_is_refused(kind: type, value: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(value)


def test_an_instant_is_kept_in_utc() -> None:
    instant = TypeAdapter[datetime](Instant).validate_python("2026-03-27T10:15:00+01:00")
    assert instant == datetime(2026, 3, 27, 9, 15, tzinfo=UTC)
    assert instant.utcoffset() == UTC.utcoffset(None)


def test_a_hash_is_over_the_canonical_form_of_a_message_or_of_json() -> None:
    assert canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'.encode()
    assert content_hash(Sample(one=1)) == content_hash({"one": 1}) == hash_of(b'{"one":1}')


def test_who_asks_is_an_id_and_never_a_name() -> None:
    person = Actor(kind=ActorKind.PERSON, person="p-1", party="board:gent")
    assert (str(person), str(CLOCK)) == ("person:p-1", "clock")
