"""What the gate says to people: the reason by name, and what would open it."""

from datetime import UTC, datetime

import pytest

from cli.gate import said, written
from domain.agreement.verdicts import Allowed, Denied, Reason


@pytest.mark.parametrize("reason", Reason)
def test_a_closed_gate_names_its_reason_and_explains_it(reason: Reason) -> None:
    denied = Denied(reason)
    told = said(denied)
    assert told == f"closed ({reason.value}): {denied.sentence}; {denied.opens}."
    assert len({len(denied.sentence), len(denied.opens), 0}) > 1
    assert written(denied) == {
        "allowed": False,
        "reason": reason.value,
        "sentence": denied.sentence,
        "opens": denied.opens,
    }


def test_an_open_gate_names_the_agreement_and_the_leaflet() -> None:
    told = said(Allowed("agreement:a:b:1", "0" * 64))
    assert told == f"open: agreement:a:b:1, under leaflet {'0' * 64}"


def test_an_open_gate_says_since_when_and_what_opened_it() -> None:
    since = datetime(2026, 3, 2, 9, tzinfo=UTC)
    answer = Allowed("agreement:a:b:1", "0" * 64, since, ("agreement:a:b:1#3", "agreement:a:b:1#5"))
    assert "since 2026-03-02 09:00:00Z\nopened by agreement:a:b:1#3, agreement:a:b:1#5" in said(
        answer
    )
    assert written(answer) == {
        "allowed": True,
        "agreement": "agreement:a:b:1",
        "leaflet": "0" * 64,
        "since": since.isoformat(),
        "deciding": ["agreement:a:b:1#3", "agreement:a:b:1#5"],
    }
