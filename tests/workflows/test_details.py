"""The page on an agreement in the Temporal UI."""

from dataclasses import replace
from datetime import date

from domain.agreement import commands as c
from domain.agreement.products import with_product
from domain.agreement.state import Product, unborn
from tests.scenario import SUPPLIER, V1, V2, Story
from tests.workflows.engine import Engine
from workflows.agreement.details import details


def test_it_names_phase_parties_products_and_schools() -> None:
    page = details(Story().active().state)

    assert page.startswith("# active")
    for word in ("**gent**", "**github**", "**code**", "Schools (5)", "- atheneum"):
        assert word in page


def test_it_says_who_is_waited_for_and_until_when() -> None:
    story = Story().active()
    story.announced()

    page = details(story.state)

    until = story.state.changes[0].answer_by
    assert f"**board**: `answer to change change-1` until {until:%Y-%m-%d %H:%M:%S} UTC" in page


def test_what_stays_open_after_a_refusal_is_shown_and_waited_for_by_nobody() -> None:
    story = Story().active()
    story.announced()
    story.ask(c.RejectChange(change="change-1", leaflet=V2.hash, reason="not_acceptable"))

    page = details(story.state)

    assert "### Open points\n- **code**: `change-1` was refused" in page
    assert "### Waits for\n- nothing" in page


def test_when_nothing_is_waited_for_it_says_so() -> None:
    assert "### Waits for\n- nothing" in details(Story().active().state)


def test_it_says_who_must_still_sign() -> None:
    story = Story().offered().chose().signed(SUPPLIER)

    assert "**board**: `signature`" in details(story.state)
    assert "**supplier**: `signature`" not in details(story.state)


def test_in_an_ending_it_names_each_proof_that_is_owed() -> None:
    story = Story().active()
    story.ask(c.GiveNotice(reason="moving_on"))
    story.wait(days=1)
    assert "return or waiver" in details(story.state)

    story.ask(c.WaiveReturn(ending=story.state.endings[0].id))

    page = details(story.state)
    assert "certificate of subprocessor:Cloud" in page
    assert "certificate of backups" in page


def test_the_words_of_others_are_no_markup() -> None:
    evil = V1.model_copy(update={"version": "`[click](http://evil) **now**"})
    state = with_product(Story().offered().state, Product("code", "offered", evil))

    assert "leaflet ` [click](http://evil) **now**`" in details(state)


def test_it_stays_short_however_many_schools_there_are() -> None:
    schools = tuple(f"school-{number}" for number in range(500))

    page = details(replace(Story().active().state, schools=schools))

    assert len(page) < 1000
    assert "- and 480 more" in page


def test_before_its_birth_there_is_little_to_say() -> None:
    assert details(unborn("agreement:gent:github:1", "gent", "github")).startswith("# unborn")


async def test_it_is_there_again_in_a_new_history(engine: Engine) -> None:
    await engine.offered()
    await engine.compacted()

    metadata = await engine.metadata()

    assert metadata.current_details.startswith("# offered")
    assert {"offer", "compact"} < {one.name for one in metadata.definition.update_definitions}


def test_an_ending_says_what_proof_is_missing_and_what_a_law_keeps() -> None:
    story = Story().active()
    story.ask(c.GiveNotice(reason="moving_on"))
    ending = story.state.endings[0].id
    story.ask(c.WaiveReturn(ending=ending))
    keep = c.CiteDutyToKeep(
        ending=ending,
        part="supplier",
        categories=("code:account",),
        law="accounting act",
        until=date(2033, 12, 31),
    )
    story.ask(keep, SUPPLIER)
    assert "ending-1: `supplier` kept by law until 2033-12-31" in details(story.state)

    story.wait(days=120)

    assert "ending-1: **proof missing**" in details(story.state)
