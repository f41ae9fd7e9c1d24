"""The codec server: what the UI and the `temporal` command get, and who gets nothing."""

import asyncio
import base64
import json
import os
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import uvicorn
from temporalio.client import Client

from adapters.codec import Codec
from adapters.local.temporal_cli import temporal_cli
from gateway.codec_server import LARGEST, Door, codec_app
from gateway.engine import converter
from settings import Settings
from tests.journeys.histories import words
from tests.workflows.engine import working
from tests.workflows.memory import Memory

KEY = os.urandom(32)
KEYS = f"2026={base64.b64encode(KEY).decode()}"
TOKEN, PAGE, NAMESPACE = "the-token", "http://127.0.0.1:8233", "default"
PASSED = "of-a-person-who-is-logged-in"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
ASKED = {"Content-Type": "application/json", "X-Namespace": NAMESPACE, "Origin": PAGE}
PLAIN = {
    "metadata": {"encoding": base64.b64encode(b"json/plain").decode()},
    "data": base64.b64encode(b'"lager"').decode(),
}


async def knows(token: str) -> bool:
    """The issuer has let one person in."""
    return token == PASSED


APP = codec_app(Codec({"2026": KEY}), Door(TOKEN, NAMESPACE, (PAGE,), knows))


@pytest.fixture
async def asking() -> AsyncIterator[httpx.AsyncClient]:
    """Ask the server without a network."""
    transport = httpx.ASGITransport(app=APP)
    async with httpx.AsyncClient(transport=transport, base_url="http://codec") as client:
        yield client


async def posted(
    asking: httpx.AsyncClient,
    path: str = "/decode",
    body: object = None,
    headers: Mapping[str, str] = BEARER,
) -> httpx.Response:
    content = json.dumps(body if body is not None else {"payloads": [PLAIN]})
    return await asking.post(path, content=content, headers={**ASKED, **headers})


async def encrypted(asking: httpx.AsyncClient) -> dict[str, Any]:
    """What the server makes of plain payloads."""
    answer = await posted(asking, "/encode")
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


async def test_what_is_encrypted_is_decrypted_to_the_same(asking: httpx.AsyncClient) -> None:
    hidden = await encrypted(asking)
    assert hidden["payloads"][0]["data"] != PLAIN["data"]

    shown = await posted(asking, "/decode", hidden)

    assert shown.json() == {"payloads": [PLAIN]}
    assert shown.headers["cache-control"] == "no-store"


async def test_it_answers_what_the_ui_asks_with_the_token_in_its_address(
    asking: httpx.AsyncClient,
) -> None:
    """As the pages of UI 2.50 do, where people need not log in."""
    path = f"/{TOKEN}/decode?preserveStorageRefs=true"
    wants = {
        "Origin": PAGE,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type,x-namespace",
    }

    may = await asking.options(path, headers=wants)
    shown = await posted(asking, path, await encrypted(asking), {})

    assert may.status_code == 200
    assert may.headers["access-control-allow-origin"] == PAGE
    assert shown.json() == {"payloads": [PLAIN]}
    assert shown.headers["access-control-allow-origin"] == PAGE


async def test_it_answers_what_the_ui_asks_where_people_log_in(asking: httpx.AsyncClient) -> None:
    passed = {
        "Authorization": f"Bearer {PASSED}",
        "Authorization-Extras": "an-id-token",
    }
    headers = "authorization,authorization-extras,content-type,x-namespace"
    wants = {
        "Origin": PAGE,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": headers,
    }

    assert (await asking.options("/decode", headers=wants)).status_code == 200
    assert (await posted(asking, headers=passed)).status_code == 200


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/decode", {}),
        ("/encode", {}),
        ("/decode", {"Authorization": "Bearer another"}),
        ("/decode", {"Authorization": "Bearer "}),
        ("/decode", {"Authorization": f"Basic {TOKEN}"}),
        ("/another/decode", {}),
        (f"/{TOKEN}/decode", {"Authorization": "Bearer another"}),
        (f"/{PASSED}/decode", {}),
    ],
)
async def test_without_the_token_there_is_no_answer(
    asking: httpx.AsyncClient, path: str, headers: dict[str, str]
) -> None:
    answer = await posted(asking, path, headers=headers)

    assert answer.status_code == 401
    assert answer.text == "token"


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"Origin": "http://elsewhere.example"}, "origin"),
        ({"Origin": "null"}, "origin"),
        ({"X-Namespace": "another"}, "namespace"),
        ({"X-Namespace": ""}, "namespace"),
    ],
)
async def test_other_pages_and_namespaces_get_no_answer(
    asking: httpx.AsyncClient, headers: dict[str, str], why: str
) -> None:
    answer = await posted(asking, headers={**BEARER, **headers})

    assert (answer.status_code, answer.text) == (403, why)


async def test_another_page_may_not_even_ask(asking: httpx.AsyncClient) -> None:
    wants = {"Origin": "http://elsewhere.example", "Access-Control-Request-Method": "POST"}

    answer = await asking.options("/decode", headers=wants)

    assert answer.status_code == 400
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("body", ["no JSON", b"\xff", b'{"payloads": 1}'])
async def test_what_is_no_payloads_is_told(asking: httpx.AsyncClient, body: bytes | str) -> None:
    answer = await asking.post("/decode", content=body, headers={**ASKED, **BEARER})

    assert (answer.status_code, answer.text) == (400, "not payloads as JSON")


async def test_what_is_too_long_is_not_read(asking: httpx.AsyncClient) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b" " * (LARGEST // 8)

    answer = await asking.post("/decode", content=endless(), headers={**ASKED, **BEARER})

    assert answer.status_code == 413


async def test_a_key_that_is_missing_is_named(asking: httpx.AsyncClient) -> None:
    hidden = await encrypted(asking)
    hidden["payloads"][0]["metadata"]["encryption-key-id"] = base64.b64encode(b"2025").decode()

    answer = await posted(asking, "/decode", hidden)

    assert answer.status_code == 400
    assert answer.text == "CodecKeyMissingError: the key '2025' is not in CODEC_KEYS"


@asynccontextmanager
async def served() -> AsyncIterator[str]:
    """Serve on a real port; yields the address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(APP, log_config=None))
        serving = asyncio.create_task(server.serve([listening]))
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        await serving


async def told_by_temporal(settings: Settings, *words: str) -> str:
    """Run the `temporal` command; returns what it prints."""
    process = await asyncio.create_subprocess_exec(
        str(await temporal_cli(settings, print)),
        *words,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    return (await process.communicate())[0].decode()


async def test_the_temporal_command_reads_a_history_through_it(
    client: Client, settings: Settings
) -> None:
    address = client.service_client.config.target_host
    under_keys = await Client.connect(address, data_converter=converter(KEYS))
    async with working(under_keys, Memory()) as engine:
        await engine.offered()
    show = ["workflow", "show", "--address", address, "--workflow-id", str(engine.agreement)]
    show += ["--output", "json"]

    async with served() as codec:
        through = ["--codec-endpoint", codec, "--codec-auth", f"Bearer {TOKEN}"]
        blind = await told_by_temporal(settings, *show)
        shown = await told_by_temporal(settings, *show, *through)

    assert not any("agreement.offered" in word for word in words(json.loads(blind)))
    assert any("agreement.offered" in word for word in words(json.loads(shown)))
