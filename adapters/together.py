"""Work that comes while other work is being done, done together as soon as that is over."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class _Waiting(Generic[Asked, Answer]):
    asked: Asked
    answer: "asyncio.Future[Answer]"

    def tell(self, answer: Answer) -> None:
        if not self.answer.done():  # who asked may be gone
            self.answer.set_result(answer)

    def refuse(self, error: Exception) -> None:
        if not self.answer.done():
            self.answer.set_exception(error)


class Together(Generic[Asked, Answer]):
    """Does what several callers ask in one go; nobody waits for company.

    `do` does all of what it is given or nothing. Where it refuses, each is done by itself, so that
    nobody is refused for what another asked; `in_vain` is what would refuse them all again. Of what
    is `alike` one is done after the other, in the order in which it came.
    """

    def __init__(
        self,
        do: Callable[[Sequence[Asked]], Awaitable[Sequence[Answer]]],
        alike: Callable[[Asked], Hashable],
        at_once: int,
        in_vain: type[Exception],
    ) -> None:
        self._do, self._alike, self._at_once, self._in_vain = do, alike, at_once, in_vain
        self._waiting: list[_Waiting[Asked, Answer]] = []
        self._working: asyncio.Task[None] | None = None

    async def done(self, asked: Asked) -> Answer:
        """Have it done; who is cancelled while it is being done hears nothing of it."""
        one: _Waiting[Asked, Answer] = _Waiting(asked, asyncio.get_running_loop().create_future())
        self._waiting.append(one)
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work())
        return await one.answer

    async def _work(self) -> None:
        while some := self._next():
            await self._serve(some)

    def _next(self) -> list[_Waiting[Asked, Answer]]:
        """Take those who go together, the first come first; who is gone is passed over."""
        some: dict[Hashable, _Waiting[Asked, Answer]] = {}
        others: list[_Waiting[Asked, Answer]] = []
        for one in self._waiting:
            kind = self._alike(one.asked)
            if one.answer.done():
                continue
            if kind in some or len(some) == self._at_once:
                others.append(one)
            else:
                some[kind] = one
        self._waiting = others
        return list(some.values())

    async def _serve(self, some: Sequence[_Waiting[Asked, Answer]]) -> None:
        try:
            answers = await self._do([one.asked for one in some])
        except Exception as error:  # noqa: BLE001 - whatever it is, it is for who asked
            if len(some) == 1 or isinstance(error, self._in_vain):
                for one in some:
                    one.refuse(error)
            else:
                for one in some:
                    await self._serve([one])
        else:
            for one, answer in zip(some, answers, strict=True):
                one.tell(answer)
