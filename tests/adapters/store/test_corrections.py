"""A corrected announcement: what waits for it makes room, whether its correction comes or goes."""

import pytest

from adapters.announcements import StoredAnnouncements
from adapters.event_store import EventStore, PostgresEventStore
from adapters.postgres import Pool
from tests.adapters.store.hearing import CODE, V4, changes, corrected, going, hear, in_parts, on
from tests.adapters.store.lines import Line, store_line
from tests.scenario import STREAM, V2, V3
from tests.stored import store_story


@pytest.fixture
def store(pool: Pool) -> EventStore:
    return PostgresEventStore(pool)


@pytest.fixture
def known(pool: Pool) -> StoredAnnouncements:
    return StoredAnnouncements(pool)


@pytest.fixture
def line() -> Line:
    return Line().registered().announced(V2, "c2")


async def test_a_correction_takes_the_place_of_what_waits(
    store: EventStore, known: StoredAnnouncements, line: Line
) -> None:
    await store_story(store, hear(on(), line, "c2"))
    await store_line(store, line.announced(V3, "c3", corrects="c2"))
    lacking = await known.lacked_by(STREAM)
    assert (corrected(lacking), going(lacking)) == ({"c3": "c2"}, [])


async def test_who_never_heard_of_the_first_gets_the_correction_alone(
    store: EventStore, known: StoredAnnouncements, line: Line
) -> None:
    await store_story(store, on())
    await store_line(store, line.announced(V3, "c3", corrects="c2"))
    lacking = await known.lacked_by(STREAM)
    assert (corrected(lacking), going(lacking)) == ({"c3": None}, [])


async def test_what_was_decided_stays_where_it_is(
    store: EventStore, known: StoredAnnouncements, line: Line
) -> None:
    story = hear(on(), line, "c2")
    story.rejected(V2, "c2")
    await store_story(store, story)
    await store_line(store, line.announced(V3, "c3", corrects="c2"))
    lacking = await known.lacked_by(STREAM)
    assert (corrected(lacking), going(lacking)) == ({"c3": None}, [])


async def test_who_missed_a_correction_gets_the_next_in_the_place_of_the_first(
    store: EventStore, known: StoredAnnouncements, line: Line
) -> None:
    await store_story(store, hear(on(), line, "c2"))
    line.announced(V3, "c3", corrects="c2")
    await store_line(store, line.announced(V4, "c4", corrects="c3"))
    lacking = await known.lacked_by(STREAM)
    assert (corrected(lacking), going(lacking)) == ({"c4": "c2"}, [])


async def test_who_missed_a_correction_that_was_withdrawn_loses_the_first_all_the_same(
    store: EventStore, known: StoredAnnouncements, line: Line
) -> None:
    await store_story(store, hear(on(), line, "c2"))
    await store_line(store, line.announced(V3, "c3", corrects="c2").withdrawn("c3"))
    lacking = await known.lacked_by(STREAM)
    assert (changes(lacking), going(lacking)) == ([], [("c2", "mistaken")])
    assert lacking.withdrawals[0].announcement == f"{CODE}#4"


async def test_parts_are_corrected_by_name_and_what_has_no_such_part_goes(
    store: EventStore, known: StoredAnnouncements, line: Line
) -> None:
    line.announced(V3, "c3", in_parts("c3", "mail", "maps"))
    story = hear(hear(hear(on(), line, "c2"), line, "c3-mail"), line, "c3-maps")
    await store_story(store, story)
    await store_line(store, line.announced(V4, "c4", in_parts("c4", "maps"), corrects="c3"))
    lacking = await known.lacked_by(STREAM)
    assert corrected(lacking) == {"c4-maps": "c3-maps"}
    assert going(lacking) == [("c3-mail", "corrected")]
    assert lacking.withdrawals[0].announcement == f"{CODE}#4"


async def test_a_whole_takes_the_place_of_the_first_part(
    store: EventStore, known: StoredAnnouncements, line: Line
) -> None:
    line.announced(V3, "c3", in_parts("c3", "mail", "maps"))
    story = hear(hear(hear(on(), line, "c2"), line, "c3-mail"), line, "c3-maps")
    await store_story(store, story)
    await store_line(store, line.announced(V4, "c4", corrects="c3"))
    lacking = await known.lacked_by(STREAM)
    assert corrected(lacking) == {"c4": "c3-mail"}
    assert going(lacking) == [("c3-maps", "corrected")]


async def test_of_several_parts_the_first_takes_the_place_of_a_whole(
    store: EventStore, known: StoredAnnouncements, line: Line
) -> None:
    await store_story(store, hear(on(), line, "c2"))
    await store_line(store, line.announced(V3, "c3", in_parts("c3", "mail", "maps"), corrects="c2"))
    lacking = await known.lacked_by(STREAM)
    assert (corrected(lacking), going(lacking)) == ({"c3-mail": "c2", "c3-maps": None}, [])


async def test_what_was_withdrawn_between_a_leaflet_and_its_correction_is_not_taken_for_one(
    store: EventStore, known: StoredAnnouncements, line: Line
) -> None:
    await store_story(store, hear(on(), line, "c2"))
    line.announced(V3, "c3").withdrawn("c3")
    await store_line(store, line.announced(V4, "c4", corrects="c2"))
    lacking = await known.lacked_by(STREAM)
    assert (corrected(lacking), going(lacking)) == ({"c4": "c2"}, [])
