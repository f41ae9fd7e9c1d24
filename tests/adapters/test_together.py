"""What comes while other work is being done is done together; everybody has their own answer."""

import asyncio
from collections.abc import Sequence

import pytest

from adapters.together import Together


class AwayError(Exception):
    """Nothing can be done now, for anybody."""


class Clerk:
    """Answers with what was asked, in capitals; notes who went together, and waits for a nod."""

    def __init__(self) -> None:
        self.served: list[list[str]] = []
        self.nods = asyncio.Semaphore(0)
        self.refuses = "no"
        self.is_away = False
        self.together = Together(
            self.answer, alike=lambda asked: asked[0], at_once=3, in_vain=AwayError
        )

    async def answer(self, asked: Sequence[str]) -> list[str]:
        self.served.append(list(asked))
        await self.nods.acquire()
        if self.is_away:
            raise AwayError
        if self.refuses in asked:
            raise ValueError(self.refuses)
        return [one.upper() for one in asked]

    async def ask(self, *asked: str) -> list[asyncio.Task[str]]:
        tasks = [asyncio.create_task(self.together.done(one)) for one in asked]
        await asyncio.sleep(0)  # each has asked
        return tasks

    def nod(self, times: int = 100) -> None:
        for _ in range(times):
            self.nods.release()


async def test_the_first_goes_alone_and_who_comes_meanwhile_goes_together() -> None:
    clerk = Clerk()
    first = await clerk.ask("a")
    await asyncio.sleep(0)
    others = await clerk.ask("b", "c")
    clerk.nod()
    assert await asyncio.gather(*first, *others) == ["A", "B", "C"]
    assert clerk.served == [["a"], ["b", "c"]]


async def test_no_more_go_together_than_may() -> None:
    clerk = Clerk()
    tasks = await clerk.ask("a", "b", "c", "d")
    clerk.nod()
    assert await asyncio.gather(*tasks) == ["A", "B", "C", "D"]
    assert clerk.served == [["a", "b", "c"], ["d"]]


async def test_of_what_is_alike_one_goes_after_the_other() -> None:
    clerk = Clerk()
    tasks = await clerk.ask("a1", "a2", "b1", "a3")
    clerk.nod()
    assert await asyncio.gather(*tasks) == ["A1", "A2", "B1", "A3"]
    assert clerk.served == [["a1", "b1"], ["a2"], ["a3"]]


async def test_nobody_is_refused_for_what_another_asked() -> None:
    clerk = Clerk()
    tasks = await clerk.ask("a", "no", "c")
    clerk.nod()
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    assert answers[0::2] == ["A", "C"]
    assert isinstance(answers[1], ValueError)
    assert clerk.served == [["a", "no", "c"], ["a"], ["no"], ["c"]]


async def test_where_nothing_can_be_done_all_hear_it_at_once() -> None:
    clerk = Clerk()
    clerk.is_away = True
    tasks = await clerk.ask("a", "b", "c")
    clerk.nod(1)
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(one) for one in answers] == [AwayError] * 3
    clerk.is_away = False
    clerk.nod()
    assert await clerk.together.done("d") == "D"


async def test_who_goes_away_takes_nobody_along() -> None:
    clerk = Clerk()
    leaving, staying = await clerk.ask("a", "b")
    leaving.cancel()
    clerk.nod()
    assert await staying == "B"
    with pytest.raises(asyncio.CancelledError):
        await leaving


async def test_what_nobody_waits_for_any_more_is_not_begun() -> None:
    clerk = Clerk()
    first = await clerk.ask("a")
    await asyncio.sleep(0)
    leaving, staying = await clerk.ask("b", "c")
    leaving.cancel()
    clerk.nod()
    assert await asyncio.gather(*first, staying) == ["A", "C"]
    assert clerk.served == [["a"], ["c"]]


async def test_after_the_work_was_broken_off_it_goes_on_with_the_next() -> None:
    clerk = Clerk()
    await clerk.ask("a")
    await asyncio.sleep(0)
    broken_off = next(
        one for one in asyncio.all_tasks() if "Together._work" in repr(one.get_coro())
    )
    broken_off.cancel()
    await asyncio.wait([broken_off])
    clerk.nod()
    assert await clerk.together.done("b") == "B"
