"""A system that runs until it is ended or killed, for tests to end or kill."""

import asyncio
import signal

from adapters.local.system import running
from settings import read_settings


async def until_ended() -> None:
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    async with running(read_settings(), lambda _: None):
        print("up", flush=True)  # noqa: T201 - the word that the test waits for
        await ended.wait()


if __name__ == "__main__":
    asyncio.run(until_ended())
