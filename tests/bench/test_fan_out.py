"""The measurement of the fan-out, in small: what it counts is right, however fast it is."""

import io
import json
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from bench.figures import Figures
from bench.measuring import Part, Wanted, measured
from bench.report import report
from settings import Settings

NUMBER, KILLS = 20, (3, 7)


@pytest.fixture
async def figures(settings: Settings, tmp_path: Path) -> Figures:
    """Measure, on servers of its own."""
    parts = frozenset({Part.FAN_OUT, Part.INTERRUPTED})
    own = replace(settings, state_directory=tmp_path)
    return await measured(own, Wanted(parts, NUMBER, 1, KILLS), print)


@pytest.mark.timeout(300)
async def test_everybody_gets_the_change_once_also_where_the_worker_is_killed(
    figures: Figures, tmp_path: Path
) -> None:
    told = figures.fan_out
    (pair,) = told.pairs
    assert (pair.receipts.open, pair.receipts.given, pair.receipts.is_whole) == (20, 20, True)
    assert pair.ratio > 0
    cost, cut = told.costs, told.interrupted
    assert cost is not None
    assert cost.agreements.workflows == NUMBER
    assert cost.agreements.actions >= 3 * NUMBER  # a signal, a question, a receipt
    assert cost.largest.payload_bytes > 2_000  # the leaflet that was announced, deflated
    assert cut is not None
    assert (len(cut.killed_at), cut.receipts.given, cut.receipts.is_whole) == (2, 20, True)
    assert cut.broken_chains == 0
    assert reported(figures) == 0
    left = psutil.Process().children(recursive=True)
    assert [one for one in left if str(tmp_path) in " ".join(one.cmdline())] == []
    assert not list((tmp_path / "bench").iterdir())


def reported(figures: Figures) -> int:
    """Report, and see that the last line is JSON; returns the exit code."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        code = report(figures)
    assert json.loads(printed.getvalue().splitlines()[-1])["broken"] == []
    return code
