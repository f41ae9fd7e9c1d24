"""Whose access token the issuer knows."""

import asyncio
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from adapters.access_tokens import REMEMBERED, Issuer
from adapters.local.ports import free_port


@dataclass
class Provider:
    """An issuer on a port of its own, which counts how often it is asked."""

    address: str = ""
    asked: list[str] = field(default_factory=list)

    async def userinfo(self, request: Request) -> Response:
        bearer = request.headers.get("authorization", "")
        self.asked.append(bearer)
        if bearer == "Bearer anna":
            return JSONResponse({"sub": "anna"})
        return Response(status_code=401)


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    """Serve an issuer."""
    provider = Provider()
    app = Starlette(
        routes=[
            Route("/userinfo", provider.userinfo),
            Route("/moved", lambda _: RedirectResponse("/login")),
            Route("/login", lambda _: PlainTextResponse("please log in")),
            Route("/error", lambda _: JSONResponse({"error": "no"})),
        ]
    )
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None))
        serving = asyncio.create_task(server.serve([listening]))
        provider.address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        yield provider
        server.should_exit = True
        await serving


async def test_who_is_logged_in_is_known_and_nobody_else(provider: Provider) -> None:
    issuer = Issuer(f"{provider.address}/userinfo")

    assert await issuer.knows("anna")
    assert not await issuer.knows("mallory")
    assert not await issuer.knows("")
    assert not await issuer.knows("anna\r\nX: y")


@pytest.mark.parametrize("path", ["moved", "login", "error", "nowhere"])
async def test_a_page_to_log_in_is_no_yes(provider: Provider, path: str) -> None:
    assert not await Issuer(f"{provider.address}/{path}").knows("anna")


async def test_an_issuer_that_is_away_knows_nobody() -> None:
    assert not await Issuer(f"http://127.0.0.1:{free_port()}/userinfo").knows("anna")


async def test_a_yes_is_remembered_for_a_minute_and_a_no_is_not(provider: Provider) -> None:
    hour = [0.0]
    issuer = Issuer(f"{provider.address}/userinfo", lambda: hour[0])
    for token in ("anna", "anna", "mallory", "mallory"):
        await issuer.knows(token)
    assert len(provider.asked) == 3

    hour[0] += REMEMBERED
    await issuer.knows("anna")

    assert len(provider.asked) == 4
