"""A later edition of the same standard renews a certificate."""

import pytest

from domain.leaflet.editions import renews


@pytest.mark.parametrize(
    ("old", "new", "renewed"),
    [
        ("ISO 27001:2013", "ISO 27001:2022", True),
        ("ISO 27001:2013", "NBN EN ISO/IEC 27001:2023", True),
        ("ISO27001", "ISO/IEC 27001 (2022)", True),
        ("SOC 2 2023", "SOC 2 2024", True),
        ("ISO 27001:2022", "ISO 27001:2013", False),
        ("ISO 27001:2022", "ISO 27001", False),
        ("ISO 27001:2013", "ISO 27018:2019", False),
        ("SOC 2 Type II", "SOC 2 Type I", False),
    ],
)
def test_a_later_edition_renews(old: str, new: str, renewed: bool) -> None:  # noqa: FBT001 - an expectation
    assert renews(old, new) is renewed
