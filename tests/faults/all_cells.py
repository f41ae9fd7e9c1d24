"""Every cell of the rig, in the order of the table."""

from tests.faults import deaths, recovery
from tests.faults.cells import Cell

CELLS: tuple[Cell, ...] = (*deaths.CELLS, *recovery.CELLS)
"""A new fault is a module with its own `CELLS`, named here."""
