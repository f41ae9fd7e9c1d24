"""What an agreement can be found by."""

import asyncio
from collections import Counter

from temporalio.api.operatorservice.v1 import ListSearchAttributesRequest
from temporalio.client import Client

from domain.agreement import commands as c
from gateway.namespace import register_search_attributes
from tests.scenario import START, Story, chosen
from tests.workflows.engine import Engine
from workflows.agreement.attributes import attributes
from workflows.search_attributes import (
    BUDGET,
    CATALOGUE,
    NEXT_DEADLINE,
    OPEN_CHANGES,
    PHASE,
    WAITS_FOR,
    changed_attributes,
)


def test_the_catalogue_is_within_the_budget_of_a_namespace() -> None:
    used = Counter(key.indexed_value_type for key in CATALOGUE)

    assert all(used[kind] <= BUDGET[kind] for kind in used)


def test_none_takes_the_place_of_the_badge() -> None:
    assert "Status" not in {key.name for key in CATALOGUE}


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

    assert changed == {OPEN_CHANGES, WAITS_FOR, NEXT_DEADLINE}


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
