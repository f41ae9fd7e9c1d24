"""Whatever the parties did, the gate answers the same from the database's tables and its log."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.directory import Product, School, enter
from adapters.event_store import EventStore, PostgresEventStore
from adapters.gate import may_process, may_process_from_log
from adapters.postgres import Pool
from domain.agreement.gate import of_known
from domain.agreement.gate_history import History, Question
from domain.agreement.permits import Allowed, Denied
from tests.adapters.store.gate_lives import (
    Life,
    apart,
    edges,
    from_logs,
    lives,
    questions,
    whole,
)
from tests.domain.agreement.shapes import PRODUCTS, SCHOOLS
from tests.stored import append_of, commands, folded

STORED = settings(max_examples=8, suppress_health_check=list(HealthCheck))
numbers = count()


@pytest.fixture
def store(pool: Pool) -> EventStore:
    return PostgresEventStore(pool)


async def store_life(store: EventStore, one: Life) -> None:
    state = one.unborn
    for records in commands(one.records):
        state = folded(state, records)
        await store.append(append_of(state, records))


async def enter_all(pool: Pool, home: dict[str, str]) -> None:
    schools = (School(id=one, board=board, name=one) for one, board in home.items())
    products = (Product(id=one, supplier="github", name=one) for one in PRODUCTS)
    await enter(pool, (*schools, *products))


@dataclass(frozen=True, slots=True)
class World:
    """What happened, and which board has which school today."""

    told: tuple[Life, ...]
    home: dict[str, str]

    def answer(self, question: Question, at: datetime, known_at: datetime) -> Allowed | Denied:
        """What the folds say of the agreements that concern the school."""
        pasts = self._concerned(question.school, min(at, known_at))
        known = question.product in PRODUCTS
        answer = from_logs(tuple(pasts), question, at)
        return of_known(answer, school=question.school in self.home, product=known)

    def _concerned(self, school: str, until: datetime) -> Iterator[History]:
        for one in self.told:
            past = one.until(until)
            if past and (
                one.unborn.board == self.home.get(school)
                or any(school in moment.state.schools for moment in past.moments)
            ):
                yield past


@STORED
@given(data=st.data(), moved=st.sampled_from((*SCHOOLS, "nobody")), spread=st.integers(0, 6))
async def test_both_roads_give_the_answer_of_the_fold(
    store: EventStore, pool: Pool, data: st.DataObject, moved: str, spread: int
) -> None:
    prefix = f"x{next(numbers)}-"
    home = {prefix + one: prefix + ("brugge" if one == moved else "gent") for one in SCHOOLS}
    world = World(apart(data.draw(lives()), prefix), home)
    await enter_all(pool, home)
    for one in world.told:
        await store_life(store, one)
    instants = edges(*world.told)
    for index, at in enumerate(instants[spread :: len(instants) // 7 + 1]):
        known_at = instants[(index * 11 + spread) % len(instants)]
        for question in questions(prefix)[(spread + index) % 4 :: 4]:
            key = (question.school, question.product, question.service, at)
            answer = await may_process(pool, *key)
            assert whole(answer) == whole(world.answer(question, at, at)), key
            assert whole(await may_process_from_log(pool, *key)) == whole(answer)
            then = await may_process(pool, *key, known_at=known_at)
            assert whole(then) == whole(world.answer(question, at, known_at)), (key, known_at)
