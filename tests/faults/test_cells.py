"""Story 29 and those beside it: cells of the rig in every run; `make faults` has the rest."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from settings import Settings
from tests.faults.all_cells import CELLS
from tests.faults.cells import Cell
from tests.faults.clocks import short_clocks
from tests.faults.rig import lived


@pytest.fixture(autouse=True)
def _clocks() -> Iterator[None]:
    with short_clocks():
        yield


@pytest.mark.parametrize(
    "cell", [one for one in CELLS if one.in_every_test], ids=lambda cell: cell.name
)
async def test_nothing_is_lost_or_done_twice(
    cell: Cell, settings: Settings, tmp_path: Path
) -> None:
    verdict = await lived(cell, settings, tmp_path)

    assert verdict.findings == ()
    assert verdict.ledger.times
    assert verdict.ledger.acknowledged
