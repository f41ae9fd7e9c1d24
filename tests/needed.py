"""What a test does where a tool is absent: skipped in one line on a laptop, a failure in CI."""

from typing import NoReturn

import pytest

from settings import read_settings


def do_without(tool: str) -> NoReturn:
    """Leave the test out, or fail where everything must run."""
    if read_settings().is_ci:
        pytest.fail(f"in CI this must run, and it needs {tool}", pytrace=False)
    pytest.skip(f"needs {tool}")
