"""Telling the engine that an attempt lives, so that the death of its worker is seen soon."""

import asyncio
import functools
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from temporalio import activity

BEAT = 1.0  # seconds; a death is noticed when a few of them are missed

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def beating(work: Callable[Given, Awaitable[Answer]]) -> Callable[Given, Awaitable[Answer]]:
    """Make an activity tell that it lives when it takes long; most are done before the first."""

    @functools.wraps(work)
    async def told(*given: Given.args, **named: Given.kwargs) -> Answer:
        with alive():
            return await work(*given, **named)

    return told


@contextmanager
def alive() -> Iterator[None]:
    """Tell the engine that this attempt lives, for the length of the block.

    A timer and not a task: most attempts are over before it has been due once.
    """
    loop = asyncio.get_running_loop()
    timer: asyncio.TimerHandle

    def wait() -> None:
        nonlocal timer
        timer = loop.call_later(BEAT, beat)

    def beat() -> None:
        if activity.in_activity():
            activity.heartbeat()
        wait()

    wait()
    try:
        yield
    finally:
        timer.cancel()
