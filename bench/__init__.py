"""Measurements: what the engine does against the bare path, in the same run."""
