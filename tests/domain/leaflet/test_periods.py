"""Periods in free text: the end that is stated counts, and doubt is said to be doubt."""

import pytest

from domain.leaflet.periods import Length, length


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("7 days", "7 DAYS", Length.SAME),
        ("7 days", "one week", Length.SAME),
        ("3 years", "at most 36 months", Length.SAME),
        ("24 hours", "1 dag", Length.SAME),
        ("7 days", "8 days", Length.LONGER),
        ("2 maanden", "3 maanden", Length.LONGER),
        ("30 days", "2 months", Length.LONGER),
        ("3 years", "2 years", Length.SHORTER),
        ("2 months", "30 days", Length.SHORTER),
        ("2 years after last use", "1 year after last use", Length.SHORTER),
        (
            "as long as active and 30 days after",
            "as long as active and 10 days after",
            Length.SHORTER,
        ),
        ("as long as needed", "no longer than 3 years", Length.SHORTER),
        ("1 month", "30 days", Length.UNCLEAR),
        ("30 days after the end", "14 days after creation", Length.UNCLEAR),
        ("at least 3 years", "at least 2 years", Length.UNCLEAR),
        ("as long as needed", "not deleted within 3 years", Length.UNCLEAR),
        ("deleted with the account", "7 days", Length.UNCLEAR),
        ("as long as needed", "until no longer needed", Length.UNCLEAR),
        ("7 days", "as long as needed", Length.END_DROPPED),
        ("7 days", "7 days, backups 30 days", Length.UNCLEAR),
        ("1 month", "until the end of the school year", Length.UNCLEAR),
        ("1 year", "deleted at once", Length.UNCLEAR),
        ("12 months", "365 days", Length.SHORTER),
        ("365 days", "1.000 days", Length.UNCLEAR),
        ("as long as needed", "for as long as needed and 90 days after", Length.UNCLEAR),
        ("as long as active", "as long as active, at most 30 days after", Length.UNCLEAR),
        ("as long as active", "as long as active, at most 3 years", Length.SHORTER),
        (
            "tot verwijdering",
            "tot verwijdering, maximaal 2 jaar na het laatste gebruik",
            Length.SHORTER,
        ),
        ("2 years", "1,5 years", Length.SHORTER),
        ("1 year", f"{'9' * 400} years", Length.UNCLEAR),
        ("365 days", "1 year", Length.UNCLEAR),
        ("31 days", "1 month", Length.SHORTER),
        ("6 maanden", "half a year", Length.SAME),
        ("1.5 months", "62 days", Length.UNCLEAR),
        ("until the user deletes it", "until the user deletes it, at most 2 years", Length.SHORTER),
        ("until the user deletes it", "until the user deletes it, 2 years", Length.UNCLEAR),
        (
            "until the user deletes it",
            "until the user deletes it, at most 2 years or longer",
            Length.UNCLEAR,
        ),
        ("3 years", "3 years or longer", Length.END_DROPPED),
        ("30 days", "thirty (30) days", Length.SAME),
        ("sixty (60) days", "thirty (30) days", Length.SHORTER),
        ("drie jaar", "twee jaar", Length.SHORTER),
        ("30 days; backups 90 days", "30 days; backups 60 days", Length.SHORTER),
        ("30 days; backups 90 days", "20 days; backups 95 days", Length.LONGER),
        ("30 days; backups 90 days", "20 days; backups 3 months", Length.UNCLEAR),
        ("30 days; backups 90 days", "30 days; backups 90  days.", Length.SAME),
        ("# 30 days", "30 days 60 days", Length.UNCLEAR),
        ("as long as the account exists", "5 years", Length.UNCLEAR),
        ("as long as needed", "5 years after the end of the contract", Length.UNCLEAR),
        ("as long as needed", "2 years", Length.SHORTER),
        ("zolang nodig", "2 jaar na het laatste gebruik", Length.SHORTER),
    ],
)
def test_the_later_period_is_placed(old: str, new: str, expected: Length) -> None:
    assert length(old, new) is expected
