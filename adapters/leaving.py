"""How a process ends whose work is done: at once, with all that it said, and its own exit code."""

import os
import sys
from contextlib import suppress
from typing import NoReturn


def leave(code: int) -> NoReturn:
    """End without ending the interpreter.

    An answer that reaches a native thread of Temporal's SDK while that goes on aborts the process.
    """
    with suppress(BrokenPipeError):  # who read it has seen enough
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)  # noqa: TID251 - here
