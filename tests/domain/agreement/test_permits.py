"""The gate: every reason of its closed list that an agreement can give, and its windows."""

from datetime import date, timedelta

import pytest

from domain.agreement import commands as c
from domain.agreement.gate_services import services_of
from domain.agreement.permits import Reason, Window, permits, windows
from domain.agreement.state import Phase, unborn
from domain.canonical import content_hash
from domain.leaflet.digest import LeafletDigest, ServiceDigest
from domain.values import CORE
from tests.domain.agreement.asked import in_phase
from tests.scenario import (
    SCHOOLS,
    STREAM,
    SUPPLIER,
    TYPO,
    V1,
    V2,
    V3,
    Story,
    chosen,
    closed_for,
    item,
    leaflet,
    opens,
)

MEET = leaflet("1", "meet")
WITH_CHAT = leaflet("2", options=("ai", "sms", "chat"))

CLOSED_IN = {
    Phase.UNBORN: Reason.NO_AGREEMENT,
    Phase.OFFERED: Reason.NOT_SIGNED,
    Phase.CONSENTED: Reason.NOT_SIGNED,
    Phase.ACTIVE: None,
    Phase.ENDING: Reason.ENDED,
    Phase.CLOSED: Reason.ENDED,
    Phase.REFUSED: Reason.NO_AGREEMENT,
    Phase.WITHDRAWN: Reason.NO_AGREEMENT,
    Phase.LAPSED: Reason.NO_AGREEMENT,
}


@pytest.mark.parametrize("phase", Phase)
def test_the_gate_is_open_in_one_phase_only(phase: Phase) -> None:
    story, reason = in_phase(phase), CLOSED_IN[phase]
    assert opens(story.gate(), V1) if reason is None else closed_for(story.gate(), reason)
    assert bool(windows(story.state)) is (reason is None)


def test_what_is_not_part_of_the_agreement_is_named_as_unknown() -> None:
    story = Story().active()
    assert closed_for(story.gate(product="chess"), Reason.UNKNOWN_PRODUCT)
    assert closed_for(story.gate(service="chat"), Reason.UNKNOWN_SERVICE)
    assert closed_for(story.gate(school="zeeschool"), Reason.SCHOOL_OUT_OF_SCOPE)


def test_a_service_that_comes_with_a_later_leaflet_is_not_yet_in_force() -> None:
    story = Story(stored=(V1, WITH_CHAT)).active()
    ahead = story.now + timedelta(days=30)
    story.announced(WITH_CHAT, (item("service.added", "chat"),), announced_from=ahead)
    assert closed_for(story.gate(service="chat"), Reason.NOT_YET_IN_FORCE)
    then = permits(story.state, "college", "code", "chat", ahead)
    assert closed_for(then, Reason.OPTION_NOT_CHOSEN)


def test_before_the_product_came_in_it_is_not_yet_in_force() -> None:
    story = Story().active()
    before = story.now - timedelta(seconds=1)
    verdict = permits(story.state, "college", "code", CORE, before)
    assert closed_for(verdict, Reason.NOT_YET_IN_FORCE)


def test_a_product_is_closed_by_its_own_standing() -> None:
    story = Story(stored=(V1, MEET)).active()
    story.ask(c.OfferProduct(leaflet=MEET.hash), SUPPLIER)
    assert closed_for(story.gate(product="meet"), Reason.NOT_SIGNED)
    story.chose(chosen(answer="no", of=MEET))
    assert closed_for(story.gate(product="meet"), Reason.PRODUCT_NOT_CHOSEN)
    story.chose(chosen(CORE, "no", "college"))
    assert closed_for(story.gate("college"), Reason.PRODUCT_NOT_CHOSEN)


def cores(*services: tuple[str, bool]) -> LeafletDigest:
    """A leaflet whose core is none of that name, each its supplier's own purpose or not."""
    return LeafletDigest(
        hash=content_hash(services),
        product="code",
        version="1",
        services=tuple(
            ServiceDigest(id=one, name=one, kind="core", controller=own) for one, own in services
        ),
    )


def test_the_product_as_such_is_its_core_whatever_that_is_called() -> None:
    named = cores(("statistics", True), ("repositories", False))
    story = Story(stored=(named,)).offered(named).chose(chosen(of=named)).signed()
    assert opens(story.gate(service=CORE), named)
    assert opens(story.gate(service="repositories"), named)
    assert closed_for(story.gate(service="statistics"), Reason.SUPPLIER_IS_CONTROLLER)


def test_a_product_that_serves_its_supplier_only_is_never_permitted() -> None:
    own = cores(("statistics", True))
    story = Story(stored=(own,)).offered(own).chose(chosen(of=own)).signed()
    assert closed_for(story.gate(), Reason.SUPPLIER_IS_CONTROLLER)
    assert windows(story.state) == ()


def test_a_leaflet_without_any_service_permits_nothing() -> None:
    empty = cores()
    story = Story(stored=(empty,)).offered(empty).chose(chosen(of=empty)).signed()
    assert closed_for(story.gate(), Reason.UNKNOWN_SERVICE)


def test_windows_tell_what_is_open_and_until_when() -> None:
    story = Story().offered(schools=("college",)).chose().signed()
    start, date_ = story.now, story.now + timedelta(days=30)
    story.announced(items=TYPO, announced_from=date_)
    story.ask(c.GiveNotice(reason="product_stops", ends_on=date(2026, 10, 1)), SUPPLIER)
    end = story.state.ends_at
    assert windows(story.state) == (
        Window("college", "code", CORE, V1.hash, start, date_),
        Window("college", "code", CORE, V2.hash, date_, end),
    )


def test_a_leaflet_overtaken_at_the_same_instant_has_no_window() -> None:
    story = Story().offered(schools=("college",)).chose().signed()
    story.announced(items=TYPO)
    story.announced(V3, TYPO, "change-2")
    assert [one.leaflet for one in windows(story.state)] == [V3.hash]
    assert opens(story.gate("college"), V3)


def test_nothing_that_never_began_has_windows() -> None:
    assert windows(unborn(STREAM, "gent", "github")) == ()


def test_what_would_begin_after_the_end_has_no_window() -> None:
    story = Story().offered(schools=("college",)).chose().signed()
    story.announced(items=TYPO, announced_from=story.now + timedelta(days=300))
    story.ask(c.GiveNotice(reason="other_product", ends_on=date(2026, 5, 1)))
    assert [one.leaflet for one in windows(story.state)] == [V1.hash]


def test_every_reason_an_agreement_can_give_is_given_by_a_story() -> None:
    elsewhere = {Reason.UNKNOWN_SCHOOL}  # who looks the school up says so
    given = {
        Reason.NO_AGREEMENT,
        Reason.NOT_SIGNED,
        Reason.PRODUCT_NOT_CHOSEN,
        Reason.OPTION_NOT_CHOSEN,
        Reason.SCHOOL_OUT_OF_SCOPE,
        Reason.NOT_YET_IN_FORCE,
        Reason.ENDED,
        Reason.SUPPLIER_IS_CONTROLLER,
        Reason.UNKNOWN_PRODUCT,
        Reason.UNKNOWN_SERVICE,
    }
    assert given | elsewhere == set(Reason)
    assert len(SCHOOLS) == 5


def test_an_ended_agreement_says_nothing_of_a_product_it_was_never_about() -> None:
    story = Story().active()
    story.ask(c.GiveNotice(reason="moving_on"))

    assert closed_for(story.gate(), Reason.ENDED)
    assert closed_for(story.gate(product="chess"), Reason.UNKNOWN_PRODUCT)


def test_the_services_of_a_product_are_those_that_any_leaflet_names_here() -> None:
    story = Story(stored=(V1, WITH_CHAT)).active()
    ahead = story.now + timedelta(days=30)
    story.announced(WITH_CHAT, (item("service.added", "chat"),), announced_from=ahead)
    assert services_of(story.state.products[0]) == {CORE, "ai", "sms", "chat"}
