"""`akkoord codec-server` as a process: what it says, whom it serves, how it ends."""

import base64
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from google.protobuf.json_format import MessageToJson, Parse
from temporalio.api.common.v1 import Payload, Payloads

from adapters.codec import Codec
from adapters.local.ports import free_port
from cli.codec_server import origins
from settings import ROOT
from tests.programs import program

KEYS = f"2026={base64.b64encode(os.urandom(32)).decode()}"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Name the keys, and the pages of a UI."""
    return {
        "AKKOORD_STATE": str(tmp_path),
        "AKKOORD_CODEC": f"127.0.0.1:{free_port()}",
        "CODEC_KEYS": KEYS,
        "TEMPORAL_UI_URL": "http://127.0.0.1:8233",
    }


@asynccontextmanager
async def started(environment: dict[str, str]) -> AsyncIterator[Process]:
    """Run the command for the length of the block."""
    words = [sys.executable, "-u", "-m", "cli", "codec-server"]
    async with program(*words, cwd=ROOT, env=environment, stdout=PIPE, stderr=STDOUT) as process:
        yield process


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
async def test_it_prints_an_address_that_works_until_it_is_told_to_end(
    environment: dict[str, str], told: signal.Signals
) -> None:
    async with started(environment) as process:
        assert process.stdout is not None
        said = (await process.stdout.readline()).decode()
        address = re.search(r"http://\S+", said)
        assert address is not None
        headers = {"X-Namespace": "default", "Origin": "http://localhost:8233"}
        async with httpx.AsyncClient() as client:
            answer = await client.post(f"{address[0]}/decode", content="{}", headers=headers)
            refused = await client.post(f"{address[0]}x/decode", content="{}", headers=headers)
        process.send_signal(told)
        rest = (await process.stdout.read()).decode()

        assert await process.wait() == 0
    assert (answer.status_code, refused.status_code) == (200, 401)
    assert "--codec-auth" in rest
    assert "Traceback" not in rest


async def test_without_keys_it_shows_what_is_deflated(environment: dict[str, str]) -> None:
    words = Payload(metadata={"encoding": b"json/plain"}, data=b'"' + b"lager " * 500 + b'"')
    kept = Payloads(payloads=await Codec({}).encode([words]))
    async with started(environment | {"CODEC_KEYS": "", "CODEC_TOKEN": "s3cret"}) as process:
        assert process.stdout is not None
        await process.stdout.readline()
        address = f"http://{environment['AKKOORD_CODEC']}/s3cret/decode"
        async with httpx.AsyncClient() as client:
            answer = await client.post(
                address, content=MessageToJson(kept), headers={"X-Namespace": "default"}
            )

    assert Parse(answer.text, Payloads()).payloads == [words]


async def test_a_token_that_is_given_is_not_printed(environment: dict[str, str]) -> None:
    async with started(environment | {"CODEC_TOKEN": "s3cret"}) as process:
        assert process.stdout is not None
        said = (await process.stdout.readline()).decode()

    assert environment["AKKOORD_CODEC"] in said
    assert "s3cret" not in said


@pytest.mark.parametrize(
    ("wrong", "code", "said"),
    [
        ({"CODEC_KEYS": "2026=x"}, 2, "CODEC_KEYS holds lines NAME=KEY"),
        ({"AKKOORD_CODEC": "here"}, 2, "AKKOORD_CODEC=here is no HOST:PORT"),
        ({"AKKOORD_CODEC": "192.0.2.1:80"}, 2, "AKKOORD_CODEC=192.0.2.1:80: "),
        ({"TEMPORAL_UI_URL": ""}, 3, "NothingRunsError"),
    ],
)
async def test_it_says_what_it_lacks(
    environment: dict[str, str], wrong: dict[str, str], code: int, said: str
) -> None:
    async with started(environment | wrong) as process:
        assert process.stdout is not None
        told = (await process.stdout.read()).decode()

        assert await process.wait() == code
    assert said in told
    assert "Traceback" not in told


def test_the_pages_of_this_machine_have_two_origins() -> None:
    assert origins("http://127.0.0.1:8233/namespaces") == (
        "http://127.0.0.1:8233",
        "http://localhost:8233",
    )
    assert origins("https://temporal.example.org") == ("https://temporal.example.org",)
