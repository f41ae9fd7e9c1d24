"""The codec as a server: the Temporal UI and its command line ask it what payloads say."""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from google.protobuf.json_format import MessageToJson, Parse, ParseError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from temporalio.api.common.v1 import Payloads

from adapters.codec import Codec, CodecKeyMissingError, CodecPayloadUnreadableError

LARGEST = 32 * 1024 * 1024  # Temporal answers with 4 MiB at most, which base64 makes longer
ASKED_WITH = ("Content-Type", "X-Namespace", "Authorization", "Authorization-Extras")

Knows = Callable[[str], Awaitable[bool]]
"""Whether the issuer of the UI's access tokens knows one."""


async def nobody(_: str) -> bool:
    """Know no access token: where the UI has no log-in of its own."""
    return False


@dataclass(frozen=True, slots=True)
class Door:
    """Who may ask: with our token, or as the UI has let in; from its pages, on its namespace."""

    token: str
    namespace: str
    origins: tuple[str, ...]
    knows: Knows = nobody

    async def admit(self, request: Request) -> None:
        """Refuse with 401 whoever is not known, with 403 what is none of this server's."""
        if not await self._is_known(request):
            raise HTTPException(401, "token", {"WWW-Authenticate": "Bearer"})
        origin = request.headers.get("origin")
        if origin is not None and origin not in self.origins:
            raise HTTPException(403, "origin")
        if request.headers.get("x-namespace") != self.namespace:
            raise HTTPException(403, "namespace")

    async def _is_known(self, request: Request) -> bool:
        """A UI without a log-in can send no header of its own: it has the token in its path."""
        scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
        given = bearer if scheme.lower() == "bearer" else request.path_params.get("token", "")
        if not given:
            return False
        if hmac.compare_digest(given.encode(), self.token.encode()):
            return True
        return scheme.lower() == "bearer" and await self.knows(given)


def codec_app(codec: Codec, door: Door) -> Starlette:
    """Serve POST /encode and /decode, with or without the token before them."""

    async def encode(request: Request) -> Response:
        await door.admit(request)
        payloads = await _payloads(request)
        await codec.encode_wrapper(payloads)
        return _said(payloads)

    async def decode(request: Request) -> Response:
        await door.admit(request)
        payloads = await _payloads(request)
        try:
            await codec.decode_wrapper(payloads)
        except (CodecKeyMissingError, CodecPayloadUnreadableError) as error:
            raise HTTPException(400, f"{type(error).__name__}: {error}") from error
        return _said(payloads)

    asked = {"encode": encode, "decode": decode}
    return Starlette(
        routes=[
            Route(f"{before}/{name}", endpoint, methods=["POST"])
            for name, endpoint in asked.items()
            for before in ("", "/{token}")
        ],
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=door.origins,
                allow_methods=["POST"],
                allow_headers=ASKED_WITH,
            )
        ],
    )


async def _payloads(request: Request) -> Payloads:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise HTTPException(413, "too long")
    try:
        return Parse(bytes(body), Payloads(), ignore_unknown_fields=True)
    except (ParseError, UnicodeDecodeError):
        raise HTTPException(400, "not payloads as JSON") from None


def _said(payloads: Payloads) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(MessageToJson(payloads, indent=None), 200, headers, "application/json")
