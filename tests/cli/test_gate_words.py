"""What the gate says to people: the reason by name, and what would open it."""

import pytest

from cli.gate import CLOSED, said
from domain.agreement.verdicts import Allowed, Denied, Reason


@pytest.mark.parametrize("reason", Reason)
def test_a_closed_gate_names_its_reason_and_explains_it(reason: Reason) -> None:
    told = said(Denied(reason))
    assert told.startswith(f"closed ({reason.value}): ")
    assert CLOSED[reason] in told


def test_an_open_gate_names_the_agreement_and_the_leaflet() -> None:
    told = said(Allowed("agreement:a:b:1", "0" * 64))
    assert told == f"open: agreement:a:b:1, under leaflet {'0' * 64}"
