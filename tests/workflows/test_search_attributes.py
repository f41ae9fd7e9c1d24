"""What workflows can be found by."""

import asyncio
from collections import Counter

import pytest
from temporalio.api.operatorservice.v1 import ListSearchAttributesRequest
from temporalio.client import Client

from domain.agreement import commands as c
from domain.agreement.waiting import WaitKind
from domain.intake.state import unborn as no_intake
from domain.letter_cases import NEEDS_A_PERSON, LetterCase, Standing
from domain.product.state import unborn as no_product
from gateway.namespace import register_search_attributes
from tests.scenario import START, STREAM, Story, chosen
from tests.workflows.engine import Engine
from workflows.agreement.attributes import attributes
from workflows.intake.attributes import attributes as of_intake
from workflows.letter_attributes import letter_attributes
from workflows.product.attributes import attributes as of_product
from workflows.search_attributes import (
    BOARD,
    BUDGET,
    CATALOGUE,
    DUE,
    KIND,
    MEANINGS,
    NEXT_DEADLINE,
    OPEN_CHANGES,
    PHASE,
    PROBLEM,
    SUPPLIER,
    WAITS_FOR,
    Problem,
    WaitsFor,
    changed_attributes,
)


def test_the_catalogue_is_within_the_budget_of_a_namespace() -> None:
    used = Counter(key.indexed_value_type for key in CATALOGUE)

    assert all(used[kind] <= BUDGET[kind] for kind in used)


def test_none_takes_the_place_of_the_badge() -> None:
    assert "Status" not in {key.name for key in CATALOGUE}


def test_each_says_in_a_sentence_what_it_means_and_where_it_is_found() -> None:
    for meaning in MEANINGS:
        assert meaning.sentence.endswith(".")
        assert meaning.sentence[0].isupper()
        assert set(meaning.of) <= {"agreement", "product", "intake", "letter"}
    assert len({meaning.key.name for meaning in MEANINGS}) == len(MEANINGS)


def test_the_words_that_are_searched_for_are_named_where_they_are_explained() -> None:
    said = {meaning.key: meaning.sentence for meaning in MEANINGS}

    assert all(one.value in said[WAITS_FOR] for one in WaitsFor)
    assert all(one.value in said[PROBLEM] for one in Problem)
    assert all(one.value in said[KIND] for one in WaitKind)


def test_a_workflow_has_only_what_is_explained_of_its_kind() -> None:
    case = LetterCase(
        letter="letter-1", standing=Standing.FAILED, stream=STREAM, template="t", office="o"
    )
    shown = {
        "agreement": attributes(Story().offered().state),
        "product": of_product(no_product("product:github:code")),
        "intake": of_intake(no_intake("intake:github")),
        "letter": letter_attributes(case),
    }

    for kind, found in shown.items():
        explained = {meaning.key for meaning in MEANINGS if kind in meaning.of}
        assert {pair.key for pair in found} <= explained


async def test_the_server_knows_them_all_by_type(client: Client) -> None:
    listed = await client.operator_service.list_search_attributes(
        ListSearchAttributesRequest(namespace=client.namespace)
    )

    known = {key.name: int(listed.custom_attributes[key.name]) for key in CATALOGUE}
    assert known == {key.name: int(key.indexed_value_type) for key in CATALOGUE}


async def test_registering_again_changes_nothing(client: Client) -> None:
    assert await register_search_attributes(client) == ()


def test_an_offer_waits_for_the_board() -> None:
    shown = attributes(Story().offered().state)

    assert shown[PHASE] == "offered"
    assert shown[WAITS_FOR] == ["board"]
    assert shown[NEXT_DEADLINE] > START


def test_what_is_due_is_what_somebody_must_do_first() -> None:
    story = Story().active()
    story.announced()

    shown = attributes(story.state)

    assert shown[KIND] == "answer"
    assert shown[DUE] == story.state.changes[0].answer_by
    assert shown[NEXT_DEADLINE] < shown[DUE]  # the engine reminds before


def test_where_nobody_is_waited_for_nothing_is_due() -> None:
    shown = attributes(Story().active().state)

    assert [shown.get(key) for key in (WAITS_FOR, DUE, KIND, PROBLEM)] == [None] * 4


def test_an_overdue_certificate_is_a_problem_and_stays_due() -> None:
    story = Story().active()
    story.settled(story.ended())
    story.wait(days=120)

    shown = attributes(story.state)

    assert shown[PROBLEM] == ["proof_missing"]
    assert shown[WAITS_FOR] == ["supplier"]
    assert shown[DUE] < story.now


def test_a_refused_change_of_a_core_service_stays_a_problem() -> None:
    story = Story().active()
    story.announced()
    story.rejected()

    assert attributes(story.state)[PROBLEM] == ["refused_change"]


@pytest.mark.parametrize("standing", sorted(NEEDS_A_PERSON))
@pytest.mark.parametrize(
    ("stream", "parties"),
    [
        (STREAM, ("gent", "github")),
        ("product:github:code", (None, "github")),
        ("intake:github", (None, "github")),
        ("something else", (None, None)),
    ],
)
def test_a_letter_that_needs_a_person_waits_for_the_secretariat(
    standing: Standing, stream: str, parties: tuple[str | None, str | None]
) -> None:
    case = LetterCase(
        letter="letter-1", standing=standing, stream=stream, template="change.told", office="o"
    )

    shown = letter_attributes(case)

    assert (shown.get(BOARD), shown.get(SUPPLIER)) == parties
    assert shown[WAITS_FOR] == ["secretariat"]
    assert shown[PROBLEM] == [f"letter_{standing.value}"]


def test_a_letter_on_its_way_waits_for_nobody() -> None:
    case = LetterCase(
        letter="letter-1", standing=Standing.PENDING, stream=STREAM, template="t", office="o"
    )

    shown = letter_attributes(case)

    assert [shown.get(key) for key in (WAITS_FOR, PROBLEM)] == [None] * 2


def test_an_open_change_is_counted() -> None:
    story = Story().active()
    story.announced()

    assert attributes(story.state)[OPEN_CHANGES] == 1


def test_only_what_changed_is_altered() -> None:
    before = Story().active()
    shown = attributes(before.state)
    assert changed_attributes(shown, attributes(before.state)) == []

    before.announced()
    changed = {update.key for update in changed_attributes(shown, attributes(before.state))}

    assert changed == {OPEN_CHANGES, WAITS_FOR, KIND, DUE, NEXT_DEADLINE}


async def test_an_agreement_is_found_by_its_phase(engine: Engine) -> None:
    await engine.active()
    await engine.announced("mail")

    async with asyncio.timeout(20):
        while await shown(engine) != ("active", 1):  # noqa: ASYNC110 - the worker's
            await asyncio.sleep(0.05)


async def shown(engine: Engine) -> tuple[str | None, int | None]:
    """The phase of the agreement and its open changes, as Temporal has them."""
    found = (await engine.handle.describe()).typed_search_attributes
    return found.get(PHASE), found.get(OPEN_CHANGES)


async def test_they_are_altered_at_most_once_in_a_turn(engine: Engine) -> None:
    await engine.offered()
    await engine.ask(c.Choose(choices=(chosen(),)))
    await engine.ask(c.Choose(choices=(chosen(),)))

    history = await engine.history()

    assert history.count("UPSERT_WORKFLOW_SEARCH_ATTRIBUTES") == 2
