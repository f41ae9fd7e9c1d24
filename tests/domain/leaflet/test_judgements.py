"""The table of judgements: every version of every product, as a reader can argue with it."""

import csv

from adapters.demonstration_data import DATA, versions_of
from tests.domain.leaflet.record_judgements import COLUMNS, TABLE, judgements

PRODUCTS = sorted(path.stem for path in (DATA / "products").glob("*.yaml"))


def test_the_table_says_what_is_judged_today() -> None:
    assert TABLE.read_text(encoding="utf-8") == judgements()


def test_every_version_of_every_product_has_a_row() -> None:
    rows = list(csv.DictReader(judgements().splitlines()))
    told = dict.fromkeys((row["product"], row["version"]) for row in rows)
    versions = [(product, one) for product in PRODUCTS for one in versions_of(product)]
    assert list(told) == versions


def test_every_judgement_has_its_reason_and_its_article() -> None:
    for row in csv.DictReader(judgements().splitlines()):
        assert tuple(row) == COLUMNS
        judged = row["important"] != ""
        assert all(bool(row[name]) is judged for name in ("target", "reason", "article"))
