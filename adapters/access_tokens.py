"""Access tokens of people who are logged in to the Temporal UI, as their issuer knows them."""

import asyncio
import json
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field

from typing_extensions import override

from domain.canonical import hash_of

PATIENCE, REMEMBERED, MOST = 5.0, 60.0, 1_000


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A page to log in is no answer, and no other server is shown a token."""

    @override
    def redirect_request(self, *_: object) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Issuer:
    """Asks the `userinfo` endpoint (OpenID Connect) whose a token is; a yes holds for a minute."""

    url: str
    clock: Callable[[], float] = time.monotonic
    known: dict[str, float] = field(default_factory=dict)

    async def knows(self, token: str) -> bool:
        """Whether the issuer answers for this token; one that is away knows nobody."""
        name = hash_of(token.encode())
        if self.clock() < self.known.get(name, float("-inf")):
            return True
        if not await asyncio.to_thread(self._answers, token):
            return False
        if len(self.known) >= MOST:
            self.known.clear()
        self.known[name] = self.clock() + REMEMBERED
        return True

    def _answers(self, token: str) -> bool:
        headers = {"Authorization": f"Bearer {token}"}
        opener = urllib.request.build_opener(_NoRedirect)
        try:
            asked = urllib.request.Request(self.url, headers=headers)  # noqa: S310 - the operator's
            with opener.open(asked, timeout=PATIENCE) as answer:
                said = json.load(answer)
        except (OSError, ValueError):  # ValueError: no JSON, or a token that no header can hold
            return False
        return isinstance(said, dict) and bool(said.get("sub"))
