"""The guards of the product, each patched away by name: what the rig must see."""

from collections.abc import Callable

GUARDS: dict[str, Callable[[], None]] = {}
"""Each by what it is called in the table."""
