"""Every cell of the rig, in the order of the table."""

from tests.faults import (
    deaths,
    disk_full,
    honesty,
    links,
    mail_away,
    outages,
    recovery,
    repeats,
    storage_away,
)
from tests.faults.cells import Cell

CELLS: tuple[Cell, ...] = (
    *recovery.CELLS,
    *deaths.CELLS,
    *outages.CELLS,
    *mail_away.CELLS,
    *storage_away.CELLS,
    *links.CELLS,
    *disk_full.CELLS,
    *repeats.CELLS,
    *honesty.CELLS,
)
"""A new fault is a module with its own `CELLS`, named here."""
