"""What an agreement lacks of what was announced: one answer, whoever asks, in whatever order."""

from datetime import timedelta

import pytest

from adapters.announcements import StoredAnnouncements
from adapters.event_store import EventStore, PostgresEventStore
from adapters.postgres import Pool
from domain.agreement import commands as c
from domain.announcing import Lacking
from domain.leaflet.digest import LeafletDigest
from tests.adapters.store.hearing import CODE, MAIL, V4, changes, going, hear, in_parts, on
from tests.adapters.store.lines import Line, store_line
from tests.scenario import MAIL_ADDED, STREAM, SUPPLIER, V1, V2, V3, Story, chosen, leaflet
from tests.stored import store_story

MEET = leaflet("1", product="meet")


@pytest.fixture
def store(pool: Pool) -> EventStore:
    return PostgresEventStore(pool)


@pytest.fixture
def known(pool: Pool) -> StoredAnnouncements:
    return StoredAnnouncements(pool)


@pytest.fixture
def line() -> Line:
    return Line().registered().announced(V2, "c2")


async def test_it_lacks_what_was_announced_behind_its_leaflet_in_the_order_of_the_line(
    store: EventStore, known: StoredAnnouncements, line: Line
) -> None:
    await store_story(store, on())
    assert await known.lacked_by(STREAM) == Lacking()
    await store_line(store, line.announced(V3, "c3"))
    lacking = await known.lacked_by(STREAM)
    assert changes(lacking) == ["c2", "c3"]
    first, second = lacking.leaflets
    assert (first.announcement, first.announced.leaflet) == (f"{CODE}#2", V2.hash)
    assert (second.announced.predecessor, second.independent_of) == (V2.hash, ())


@pytest.mark.parametrize(
    ("offered", "lacked"),
    [(V1, ["c2", "c3"]), (V2, ["c3"]), (V3, []), (V4, ["c2", "c3"])],
    ids=["registered", "announced", "last", "of no line"],
)
async def test_it_lacks_nothing_that_came_before_the_leaflet_it_was_offered_on(
    offered: LeafletDigest,
    lacked: list[str],
    store: EventStore,
    known: StoredAnnouncements,
    line: Line,
) -> None:
    await store_story(store, on(offered))
    await store_line(store, line.announced(V3, "c3"))
    assert changes(await known.lacked_by(STREAM)) == lacked


async def test_what_it_received_it_lacks_no_more_whatever_became_of_it(
    store: EventStore, known: StoredAnnouncements, line: Line
) -> None:
    await store_line(store, line.announced(V3, "c3"))
    story = hear(on(), line, "c2")
    story.rejected(V2, "c2")
    await store_story(store, story)
    assert changes(await known.lacked_by(STREAM)) == ["c3"]


async def test_what_it_was_told_before_there_were_lines_it_knows_by_its_name(
    store: EventStore, known: StoredAnnouncements, line: Line
) -> None:
    story = on()
    story.announced(V2, change="c2")
    story.announced(V3, change="c3")
    await store_story(store, story)
    await store_line(store, line.announced(V3, "c3").announced(V4, "c4"))
    assert changes(await known.lacked_by(STREAM)) == ["c4"]


async def test_only_an_agreement_with_the_product_in_force_lacks_anything(
    store: EventStore, known: StoredAnnouncements, line: Line
) -> None:
    await store_line(store, line)
    story = Story(stored=(V1, MEET))
    for step, lacked in (
        (lambda: story.offered(V1, MEET).chose(chosen(), chosen(of=MEET)), []),
        (story.signed, ["c2"]),
        (lambda: story.later(days=1).ask(c.DropProduct(product="code")), []),
    ):
        step()
        await store_story(store, story)
        assert changes(await known.lacked_by(STREAM)) == lacked


async def test_one_that_ends_is_still_to_be_told_and_one_that_is_closed_is_not(
    store: EventStore, known: StoredAnnouncements, line: Line
) -> None:
    await store_line(store, line)
    story = on()
    ending = story.ended()
    await store_story(store, story)
    assert changes(await known.lacked_by(STREAM)) == ["c2"]
    story.later(days=1).settled(ending).certified(ending)
    await store_story(store, story)
    assert await known.lacked_by(STREAM) == Lacking()


async def test_a_withdrawn_announcement_is_lacked_where_it_waits_and_nowhere_else(
    store: EventStore, known: StoredAnnouncements, line: Line
) -> None:
    story = hear(on(), line, "c2")
    await store_story(store, story)
    await store_line(store, line.withdrawn("c2"))
    lacking = await known.lacked_by(STREAM)
    assert (changes(lacking), going(lacking)) == ([], [("c2", "mistaken")])
    assert lacking.withdrawals[0].announcement == f"{CODE}#3"
    story.withdrew("c2")
    await store_story(store, story)
    assert await known.lacked_by(STREAM) == Lacking()


async def test_what_is_approved_can_go_until_the_instant_it_rules(
    store: EventStore, known: StoredAnnouncements, line: Line
) -> None:
    story = hear(on(), line, "c2", after=timedelta(days=60))
    rules = story.now + timedelta(days=60)
    story.later(days=1).approved(V2, "c2")
    await store_story(store, story)
    await store_line(store, line.withdrawn("c2"))
    for at, is_lacked in ((rules - timedelta(seconds=1), True), (rules, False)):
        assert bool(going(await known.lacked_by(STREAM, at))) is is_lacked
        assert bool(await known.lacking_agreements(CODE, at=at)) is is_lacked
        assert bool((await known.telling_of(CODE, at)).lacking) is is_lacked


async def test_each_part_is_a_change_of_its_own_and_independent_of_the_others(
    store: EventStore, known: StoredAnnouncements, line: Line
) -> None:
    await store_story(store, on())
    line.announced(V3, "c3", in_parts("c3", "mail", "maps"))
    await store_line(store, line.announced(V4, "c4", independent_of="c3"))
    second, mail, _, fourth = (await known.lacked_by(STREAM)).leaflets
    assert second.independent_of == ()
    assert (mail.announced.change, mail.announced.leaflet) == ("c3-mail", MAIL.hash)
    assert (mail.announced.predecessor, mail.announced.parts) == (V2.hash, ())
    assert mail.independent_of == ("c3-maps",)
    assert fourth.independent_of == ("c3-mail", "c3-maps")


@pytest.mark.parametrize(("offered", "lacked"), [(V3, []), (MAIL, ["c3-maps"])])
async def test_who_was_offered_the_whole_lacks_no_part_of_it(
    offered: LeafletDigest,
    lacked: list[str],
    store: EventStore,
    known: StoredAnnouncements,
    line: Line,
) -> None:
    await store_story(store, on(offered))
    await store_line(store, line.announced(V3, "c3", in_parts("c3", "mail", "maps")))
    assert changes(await known.lacked_by(STREAM)) == lacked


async def test_another_product_of_the_same_supplier_has_its_own_line(
    store: EventStore, known: StoredAnnouncements, line: Line
) -> None:
    story = Story(stored=(V1, MEET)).offered(V1, MEET).chose(chosen(), chosen(of=MEET)).signed()
    await store_story(store, story)
    await store_line(store, line.announced(V3, "c3", in_parts("c3", "mail", "maps")))
    meet = Line("product:github:meet").registered(MEET).announced(leaflet("2", "meet"), "c3")
    await store_line(store, meet)
    lacking = await known.lacked_by(STREAM)
    assert changes(lacking) == ["c2", "c3-mail", "c3-maps", "c3"]
    assert [one.independent_of for one in lacking.leaflets] == [(), ("c3-maps",), ("c3-mail",), ()]
    assert await known.lacking_agreements("product:zoom:code") == ()


async def test_a_change_that_is_offered_again_goes_with_its_announcement(
    store: EventStore, known: StoredAnnouncements, line: Line
) -> None:
    story = hear(on(), line, "c2")
    story.wait(days=31)
    story.ask(c.ReofferChange(change="c2", new_change="c2-again"), SUPPLIER, MAIL_ADDED)
    await store_story(store, story)
    assert await known.lacked_by(STREAM) == Lacking()
    await store_line(store, line.withdrawn("c2"))
    assert going(await known.lacked_by(STREAM)) == [("c2-again", "mistaken")]
