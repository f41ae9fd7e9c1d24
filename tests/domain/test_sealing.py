"""How long and where a seal is good."""

from datetime import timedelta

import pytest

from domain.agreement import commands as c
from domain.refusals import RefusedError
from domain.requests import RequestBody
from domain.sealing import SealExpiredError, SealForeignError, check_place_and_age
from tests.scenario import BOARD, START, STREAM

BODY = RequestBody(
    workflow_id=STREAM,
    command_id="one",
    actor=BOARD,
    via="test",
    issued_at=START,
    command=c.RefuseOffer(reason="not_needed"),
)


@pytest.mark.parametrize("age", [-60, 0, 1, 900])
def test_it_is_good_for_fifteen_minutes_and_for_clocks_a_minute_apart(age: int) -> None:
    check_place_and_age(BODY, STREAM, START + timedelta(seconds=age))


@pytest.mark.parametrize(
    ("place", "age", "refusal"),
    [
        (STREAM, 901, SealExpiredError),
        (STREAM, -61, SealExpiredError),
        ("agreement:gent:github:2", 0, SealForeignError),
    ],
)
def test_otherwise_it_is_refused(place: str, age: int, refusal: type[RefusedError]) -> None:
    with pytest.raises(refusal):
        check_place_and_age(BODY, place, START + timedelta(seconds=age))
