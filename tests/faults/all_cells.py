"""Every cell of the rig, in the order of the table."""

from tests.faults import deaths, disk_full, links, mail_away, recovery, storage_away
from tests.faults.cells import Cell

CELLS: tuple[Cell, ...] = (
    *deaths.CELLS,
    *recovery.CELLS,
    *mail_away.CELLS,
    *storage_away.CELLS,
    *links.CELLS,
    *disk_full.CELLS,
)
"""A new fault is a module with its own `CELLS`, named here."""
