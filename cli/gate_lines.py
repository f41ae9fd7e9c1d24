"""Answers as JSON lines, for whoever reads them out of a pipe, and may stop reading."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

encode = json.JSONEncoder(ensure_ascii=False).encode


@contextmanager
def reader() -> Iterator[None]:
    """Write for the length of the block; who stops reading ends it, and nothing went wrong."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still unwritten has nobody left to go to, at the end of the process either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def put(lines: Iterable[str]) -> None:
    """Hand over whole lines."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()
