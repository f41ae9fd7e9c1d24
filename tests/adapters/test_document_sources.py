"""What a document is made of, found in the database."""

from dataclasses import replace

import pytest

from adapters.directory import Party, School, enter
from adapters.document_sources import UnknownTextInStreamError, sources_of
from adapters.postgres import Pool
from adapters.texts import put_leaflet
from domain.leaflet.digest import digest
from domain.text.library import CURRENT
from tests.domain.document.examples import LEAFLET
from tests.scenario import Story, chosen


async def test_names_leaflets_and_the_text_are_found(pool: Pool) -> None:
    shown = digest(LEAFLET)
    await enter(pool, [Party(id="board:gent", name="Stad Gent")])
    await enter(pool, [School(id="college", board="gent", name="College")])
    assert await put_leaflet(pool, LEAFLET) == shown.hash
    story = Story(stored=(shown,)).offered(shown).chose(chosen(of=shown)).signed()

    sources = await sources_of(pool, story.state)

    assert sources.names["board:gent"] == "Stad Gent"
    assert sources.names["school:college"] == "College"
    assert sources.names["school:atheneum"] == "atheneum"
    assert sources.leaflets == {shown.hash: LEAFLET}
    assert sources.text is CURRENT


async def test_a_school_that_another_board_has_now_keeps_its_name(pool: Pool) -> None:
    await enter(pool, [School(id="college", board="brugge", name="College")])

    sources = await sources_of(pool, Story().active().state)

    assert sources.names["school:college"] == "College"


async def test_no_names_are_read_but_those_of_the_two_parties(pool: Pool) -> None:
    parties = ("board:gent", "board:brugge", "supplier:github", "supplier:other")
    await enter(pool, [Party(id=one, name=one.upper()) for one in parties])

    sources = await sources_of(pool, Story().active().state)

    named = {one for one in sources.names if not one.startswith("school:")}
    assert named == {"board:gent", "supplier:github"}


async def test_a_text_that_is_gone_is_a_fault(pool: Pool) -> None:
    state = replace(Story().active().state, text="0" * 64)

    with pytest.raises(UnknownTextInStreamError):
        await sources_of(pool, state)
