"""The measurements of agreements that live, in small: what is done is right, however fast it is."""

import io
import json
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path

import pytest

from bench.figures import Figures
from bench.measuring import ALIVE, Wanted, measured
from bench.report import report
from settings import Settings


@pytest.fixture
async def figures(settings: Settings, tmp_path: Path) -> Figures:
    """Measure, on servers of its own."""
    own = replace(settings, state_directory=tmp_path)
    return await measured(own, Wanted(ALIVE, 10, 1), print)


@pytest.mark.timeout(600)
async def test_every_shape_is_led_through_the_same_life_and_nothing_is_broken(
    figures: Figures,
) -> None:
    printed = io.StringIO()
    with redirect_stdout(printed):
        code = report(figures)

    told = json.loads(printed.getvalue().splitlines()[-1])
    assert (code, told["broken"]) == (0, [])
    assert {one["name"] for one in told["compared"]} >= {
        "whole agreements a second",
        "processor time of an agreement",
        "approval durable, 20/s, p99",
        "replay of an agreement's history",
        "memory of a cached agreement",
    }
    assert all(rate > 0 for one in told["compared"] for rate in (*one["ours"], *one["other"]))
    assert [one["agreements"] for one in told["open"]["sizes"]] == [1, 10, 100]
    naive = next(one for one in told["compared"] if "naive" in one["against"])
    assert naive["ours"] != naive["other"]
