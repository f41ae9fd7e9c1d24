"""How a worker is, as who watches it is told."""

import asyncio
import time
from collections.abc import AsyncIterator

import httpx
import pytest

from adapters import health as module
from adapters.health import Health
from adapters.local.ports import free_port
from adapters.serving import ServingAddressError, serving


class BrokenError(Exception):
    """What a part says of itself."""


async def fine() -> None:
    """A part that is as it must be."""


async def broken() -> None:
    raise BrokenError("the second line is\nnot told")


@pytest.fixture
def health() -> Health:
    return Health()


@pytest.fixture
async def client(health: Health) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=health.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://worker") as asking:
        yield asking


async def readiness(client: httpx.AsyncClient) -> tuple[int, object]:
    answer = await client.get("/readyz")
    return answer.status_code, answer.json()


async def test_it_is_not_ready_before_it_has_begun(client: httpx.AsyncClient) -> None:
    assert await readiness(client) == (503, {"ready": False, "reasons": {"worker": "starting"}})


async def test_it_is_ready_when_every_part_is(health: Health, client: httpx.AsyncClient) -> None:
    health.begin({"database": fine, "temporal": fine})
    assert await readiness(client) == (200, {"ready": True})


async def test_it_names_the_part_that_is_not_and_why(
    health: Health, client: httpx.AsyncClient
) -> None:
    health.begin({"database": broken, "temporal": fine})
    reasons = {"database": "BrokenError: the second line is"}
    assert await readiness(client) == (503, {"ready": False, "reasons": reasons})


async def test_a_part_that_does_not_answer_is_not_waited_for(
    health: Health, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    health.begin({"database": _never})
    said = {"ready": False, "reasons": {"database": "no answer in time"}}
    assert await readiness(client) == (503, said)


async def _never() -> None:
    await asyncio.Event().wait()


async def test_it_is_not_ready_once_it_is_ending(health: Health, client: httpx.AsyncClient) -> None:
    health.begin({"database": fine})
    health.end()
    assert await readiness(client) == (503, {"ready": False, "reasons": {"worker": "ending"}})


async def test_it_is_alive_whatever_its_parts_say(
    health: Health, client: httpx.AsyncClient
) -> None:
    health.begin({"database": broken})
    assert (await client.get("/healthz")).json() == {"alive": True}


async def test_a_loop_that_does_not_turn_gives_no_answer(health: Health) -> None:
    address = f"127.0.0.1:{free_port()}"
    async with serving(health.app, address):
        ask = await asyncio.create_subprocess_exec(
            "python3",
            "-c",
            f"import urllib.request as u; u.urlopen('http://{address}/healthz', timeout=0.5)",
            stderr=asyncio.subprocess.DEVNULL,
        )
        time.sleep(3)  # noqa: ASYNC251 - the fault that is looked for
        assert await ask.wait() == 1


async def test_an_address_that_is_taken_is_named(health: Health) -> None:
    address = f"127.0.0.1:{free_port()}"
    async with serving(health.app, address):
        with pytest.raises(ServingAddressError, match=address):
            async with serving(health.app, address):
                pass
