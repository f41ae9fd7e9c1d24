"""Measurements in small: what they do is right, however busy the machine is meanwhile."""

import pytest

from bench import site


@pytest.fixture(autouse=True)
def unrest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait a second for rest, and not half a minute: other tests keep the machine busy."""
    monkeypatch.setattr(site, "MOST_LOOKS", 2)
