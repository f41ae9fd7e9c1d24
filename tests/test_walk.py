"""The walk in the documents passes the lines it names."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STEP = re.compile(r"\[`([\w/]+\.py):(\d+)`\]\(\.\./([\w/]+\.py)#L(\d+)\) `(\w+)`")
STEPS = STEP.findall((ROOT / "docs" / "walk.md").read_text(encoding="utf-8"))


def test_the_walk_has_steps() -> None:
    assert len(STEPS) > 15


@pytest.mark.parametrize(("path", "line", "linked", "anchor", "name"), STEPS)
def test_a_step_is_where_the_walk_says(
    path: str, line: str, linked: str, anchor: str, name: str
) -> None:
    text = (ROOT / path).read_text(encoding="utf-8").splitlines()

    assert (linked, anchor) == (path, line)
    found = [number for number, code in enumerate(text, start=1) if f"def {name}(" in code]
    assert int(line) in found
