"""Pure functions over frozen data: no clock, no I/O, no framework."""
