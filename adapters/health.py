"""How a worker is, for who watches it: /healthz while its loop turns, /readyz while it can work."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

PATIENCE = 3.0  # seconds that a part has to answer

Check = Callable[[], Awaitable[None]]
"""Raises an exception that says what is not as it must be, without anybody's data."""


class Health:
    """The parts that a worker needs; before it has begun and once it is ending it is not ready."""

    def __init__(self) -> None:
        self._checks: Mapping[str, Check] = {}
        self._phase: str | None = "starting"

    def begin(self, checks: Mapping[str, Check]) -> None:
        """From now on the parts decide."""
        self._checks, self._phase = checks, None

    def end(self) -> None:
        """From now on nothing new is begun."""
        self._phase = "ending"

    @property
    def app(self) -> Starlette:
        """The two pages."""
        return Starlette(routes=[Route("/healthz", _alive), Route("/readyz", self._ready)])

    async def reasons(self) -> dict[str, str]:
        """Return why it is not ready, by part; nothing where it is."""
        if self._phase is not None:
            return {"worker": self._phase}
        return {name: said for name, said in (await self.parts()).items() if said is not None}

    async def parts(self) -> dict[str, str | None]:
        """Return what is wrong with each part; None where nothing is."""
        said = await asyncio.gather(*map(_said, self._checks.values()))
        return dict(zip(self._checks, said, strict=True))

    async def _ready(self, _: Request) -> JSONResponse:
        if reasons := await self.reasons():
            return JSONResponse({"ready": False, "reasons": reasons}, status_code=503)
        return JSONResponse({"ready": True})


async def _alive(_: Request) -> JSONResponse:
    return JSONResponse({"alive": True})


async def _said(check: Check) -> str | None:
    try:
        async with asyncio.timeout(PATIENCE):
            await check()
    except TimeoutError:
        return "no answer in time"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is not ready
        return ": ".join(filter(None, (type(error).__name__, str(error).partition("\n")[0])))
    return None
