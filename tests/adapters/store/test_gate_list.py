"""The list for a supplier says of everything what the gate says when asked one by one."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from adapters import gate_list
from adapters.directory import Product, School, enter
from adapters.event_store import EventStore, PostgresEventStore
from adapters.gate import may_process
from adapters.gate_list import Told, answers
from adapters.postgres import Pool
from domain.agreement.gate_history import Question
from domain.agreement.permits import Allowed, Denied, Reason
from domain.values import CORE
from tests.adapters.store.gate_lives import Life, apart, edges, life, whole
from tests.adapters.store.stories import (
    STORIES,
    products_come_and_go,
    schools_come_and_go,
)
from tests.scenario import SCHOOLS, START, V1, Story, chosen
from tests.stored import append_of, commands, folded

EVERY = (*SCHOOLS, "nieuwe-school")
LATER = START + timedelta(days=500)


@pytest.fixture
async def store(pool: Pool) -> EventStore:
    await enter(pool, [Product(id=one, supplier="github", name=one) for one in ("code", "meet")])
    return PostgresEventStore(pool)


async def entered(pool: Pool, board: str, *schools: str) -> None:
    await enter(pool, [School(id=one, board=board, name=one) for one in schools])


async def store_life(store: EventStore, one: Life) -> None:
    state = one.unborn
    for records in commands(one.records):
        state = folded(state, records)
        await store.append(append_of(state, records))


async def listed(
    pool: Pool, at: datetime, product: str | None = None, supplier: str = "github"
) -> dict[Question, Allowed | Denied]:
    found: list[Told] = []
    async for some in answers(pool, supplier, at, product):
        assert len({question.school for question, _ in some}) <= gate_list.AT_ONCE
        found += some
    assert len(dict(found)) == len(found)
    return dict(found)


def boards() -> Iterator[Life]:
    """Every story, each at a board of its own."""
    for number, told in enumerate(STORIES):
        one = life(told(), f"agreement:board{number}:github:1")
        yield from apart((one,), f"x{number}-")


async def test_it_says_what_is_answered_one_by_one_at_any_instant(
    store: EventStore, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate_list, "AT_ONCE", 7)
    lives = tuple(boards())
    for number, one in enumerate(lives):
        await entered(pool, one.unborn.board, *(f"x{number}-{school}" for school in EVERY))
        await store_life(store, one)
    instants = edges(*lives)
    for at in (*instants[:: len(instants) // 6], LATER):
        found = await listed(pool, at)
        born = [one for one in lives if one.until(at)]
        assert len({question.school for question in found}) == len(EVERY) * len(born)
        for question, answer in found.items():
            assert whole(answer) == whole(await may_process(pool, *question, at)), (question, at)
        services = {question.service for question in found if question.product == "code"}
        assert not born or services >= {CORE, "ai", "sms"}


async def test_one_product_is_listed_alone(store: EventStore, pool: Pool) -> None:
    await entered(pool, "gent", *EVERY)
    await store_life(store, life(products_come_and_go()))
    both, one = await listed(pool, LATER), await listed(pool, LATER, "meet")
    assert {question.product for question in both} == {"code", "meet"}
    assert one == {question: both[question] for question in both if question.product == "meet"}
    other = await listed(pool, LATER, "chess")
    assert set(other.values()) == {Denied(Reason.UNKNOWN_PRODUCT)}


async def test_a_product_without_agreement_is_listed_as_such(store: EventStore, pool: Pool) -> None:
    await entered(pool, "gent", *EVERY)
    await store_life(store, life(Story().active()))
    found = await listed(pool, LATER, "meet")
    assert found == {Question(one, "meet", CORE): Denied(Reason.NO_AGREEMENT) for one in EVERY}


async def test_a_supplier_is_told_nothing_of_what_another_may_do(
    store: EventStore, pool: Pool
) -> None:
    """The product has passed to another supplier, which has an agreement of its own."""
    await entered(pool, "gent", *SCHOOLS)
    ended = Story().active(chosen()).later(days=1)
    ended.ended()
    await store_life(store, life(ended))
    taken_over = Story(now=ended.now + timedelta(days=9)).active()
    await store_life(store, life(taken_over, "agreement:gent:gitlab:1"))
    asked = Question("college", "code", CORE)
    assert (await listed(pool, LATER))[asked] == Denied(Reason.ENDED)
    theirs = await listed(pool, LATER, supplier="gitlab")
    assert theirs[asked] == Allowed("agreement:gent:gitlab:1", V1.hash)


async def test_a_school_that_moved_is_listed_once_with_all_that_concerns_it(
    store: EventStore, pool: Pool
) -> None:
    story = schools_come_and_go()
    await entered(pool, "gent", *EVERY)
    await store_life(store, life(story))
    (other,) = apart((life(Story().active(), "agreement:brugge:github:1"),), "x-")
    await entered(pool, "x-brugge", *(f"x-{one}" for one in SCHOOLS))
    await store_life(store, other)
    await entered(pool, "x-brugge", "college")
    found = await listed(pool, LATER, "code")
    for question, answer in found.items():
        assert whole(answer) == whole(await may_process(pool, *question, LATER))
    assert isinstance(found[Question("college", "code", CORE)], Allowed)


async def test_a_school_that_nobody_entered_is_named_as_such(store: EventStore, pool: Pool) -> None:
    story = Story().offered()
    await entered(pool, "gent", *SCHOOLS[1:])
    await store_life(store, life(story))
    found = await listed(pool, LATER, "code")
    assert found[Question(SCHOOLS[0], "code", CORE)] == Denied(Reason.UNKNOWN_SCHOOL)
    assert found[Question(SCHOOLS[1], "code", CORE)] == Denied(Reason.NOT_SIGNED)


async def test_before_the_first_agreement_there_is_nothing_to_list(
    store: EventStore, pool: Pool
) -> None:
    await entered(pool, "gent", *SCHOOLS)
    await store_life(store, life(Story().active()))
    assert await listed(pool, START - timedelta(days=1)) == {}
    assert await listed(pool, LATER, supplier="nobody") == {}
