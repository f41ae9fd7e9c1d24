"""Terms in the document's words: every clock, its value and its ground."""

from datetime import date

import pytest

from domain.agreement.terms import CLOCK_RULES, DEMONSTRATION, PRODUCTION, Duration
from domain.document.term_part import in_words, term_parts
from domain.periods import Period, Unit, days, hours, seconds


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (days(1), "1 dag"),
        (days(30), "30 dagen"),
        (hours(72), "72 uur"),
        (seconds(6), "6 seconden"),
        (seconds(0), "geen"),
        (Period(amount=1, unit=Unit.MONTHS), "1 maand"),
        (Period(amount=10, unit=Unit.WORKING_DAYS), "10 werkdagen"),
    ],
)
def test_a_period_in_dutch(period: Period, words: str) -> None:
    assert in_words(period) == words


def test_every_clock_is_there_with_its_ground() -> None:
    rows = {part.label: part for part in term_parts(PRODUCTION.defaults, Duration())}
    assert len(rows) == len(CLOCK_RULES) + 2
    assert rows["Melding van een inbreuk aan het bestuur"].value == "24 uur"
    assert rows["Melding van een inbreuk aan het bestuur"].ground == "AVG art. 33.2"
    assert rows["Opzegging door de leverancier gaat niet in vóór"].value == "31 augustus"


def test_a_supplier_that_may_end_within_a_school_year_promises_no_such_date() -> None:
    labels = [part.label for part in term_parts(DEMONSTRATION.defaults, Duration())]
    assert "Opzegging door de leverancier gaat niet in vóór" not in labels


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (Duration(), "onbepaald"),
        (Duration(ends_on=date(2027, 8, 31)), "tot 31 augustus 2027"),
    ],
)
def test_the_duration_comes_first(duration: Duration, words: str) -> None:
    assert term_parts(PRODUCTION.defaults, duration)[0].value == words
