"""The walks in the documents pass the lines they name."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STEP = re.compile(r"\[`([\w/]+\.py):(\d+)`\]\(\.\./([\w/]+\.py)#L(\d+)\) `(\w+)`")
TEXT = (ROOT / "docs" / "walk.md").read_text(encoding="utf-8")
WALKS = dict(walk.split("\n", 1) for walk in TEXT.split("\n## ")[1:])
STEPS = STEP.findall(TEXT)


@pytest.mark.parametrize("walk", ["A board approves a change", "A supplier announces a leaflet"])
def test_a_walk_names_a_place_in_every_row(walk: str) -> None:
    rows = re.findall(r"^\| \d+ \|.*", WALKS[walk], re.MULTILINE)

    assert len(rows) > 15
    assert [row for row in rows if not STEP.search(row)] == []


@pytest.mark.parametrize(("path", "line", "linked", "anchor", "name"), STEPS)
def test_a_step_is_where_the_walk_says(
    path: str, line: str, linked: str, anchor: str, name: str
) -> None:
    text = (ROOT / path).read_text(encoding="utf-8").splitlines()

    assert (linked, anchor) == (path, line)
    found = [number for number, code in enumerate(text, start=1) if f"def {name}(" in code]
    assert int(line) in found
