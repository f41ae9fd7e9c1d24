"""Telling the engine that an attempt lives, so that the death of its worker is seen soon."""

import asyncio
import functools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import ParamSpec, TypeVar

from temporalio import activity

BEAT = 1.0  # seconds; a death is noticed when a few of them are missed

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def beating(work: Callable[Given, Awaitable[Answer]]) -> Callable[Given, Awaitable[Answer]]:
    """Make an activity tell that it lives when it takes long; most are done before the first."""

    @functools.wraps(work)
    async def told(*given: Given.args, **named: Given.kwargs) -> Answer:
        async with alive():
            return await work(*given, **named)

    return told


@asynccontextmanager
async def alive() -> AsyncIterator[None]:
    """Tell the engine that this attempt lives, for the length of the block."""
    beats = asyncio.create_task(_beats())
    try:
        yield
    finally:
        beats.cancel()
        with suppress(asyncio.CancelledError):
            await beats


async def _beats() -> None:
    while activity.in_activity():
        await asyncio.sleep(BEAT)
        activity.heartbeat()
