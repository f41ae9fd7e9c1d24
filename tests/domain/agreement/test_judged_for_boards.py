"""Leaflets compared and judged for one board: services that turn, processors far away, a name."""

import pytest

from domain.agreement import commands as c
from domain.agreement.events import AgreementEvent
from domain.agreement.permits import Reason
from domain.leaflet.completeness import missing
from domain.leaflet.digest import digest
from domain.leaflet.leaflet import Leaflet
from domain.values import CORE
from tests.domain.leaflet.examples import CORE as EXERCISES
from tests.domain.leaflet.examples import (
    HOST,
    LEAFLET,
    SPARE,
    SPEECH,
    VOICE,
    host,
    judged,
    leaflet,
    option,
    supplier,
)
from tests.scenario import SCHOOLS, Story, chosen, closed_for, opens, told, types

FAR = {"country": "US", "places": ("US",), "mechanisms": ("EU SCC",)}
STATS = SPEECH.model_copy(update={"id": "stats", "name": "Statistics"})
FAR_AWAY = HOST.model_copy(
    update={"name": "Far, Inc.", "enterprise_number": None, "subprocessors": (), **FAR}
)


def announced(
    new: Leaflet, *choices: c.Chosen, old: Leaflet = LEAFLET
) -> tuple[Story, tuple[AgreementEvent, ...]]:
    """A board with this product, and what comes of the next leaflet there."""
    before, after = digest(old), digest(new)
    story = Story(stored=(before, after)).offered(before)
    story.chose(chosen(of=before), *choices).signed()
    return story, story.announced(after, judged(old, new))


def test_an_option_that_becomes_core_is_asked_of_everyone() -> None:
    new = option(kind="core")
    story, brought = announced(new)
    assert types(brought) == ["change.received", "change.proposed"]
    assert brought[-1].model_dump()["touches"] == ({"service": CORE, "schools": SCHOOLS},)
    assert closed_for(story.gate(service="speech", product="quill"), Reason.OPTION_NOT_CHOSEN)


def test_a_service_that_appears_as_core_is_asked_of_everyone() -> None:
    stats = STATS.model_copy(update={"kind": "core"})
    _, brought = announced(leaflet(services=(EXERCISES, SPEECH, stats)))
    assert types(brought) == ["change.received", "change.proposed"]


def test_a_new_option_is_told_and_off_everywhere_until_it_is_chosen() -> None:
    new = leaflet(services=(EXERCISES, SPEECH, STATS))
    story, brought = announced(new)
    assert types(brought) == ["change.received", "change.told"]
    assert ("change.told", "board:gent") in told(story, "change.told")
    for school in SCHOOLS:
        verdict = story.gate(school, "stats", "quill")
        assert closed_for(verdict, Reason.OPTION_NOT_CHOSEN)
    story.ask(c.Choose(choices=(chosen("stats", "yes", "college", of=digest(new)),)))
    assert opens(story.gate("college", "stats", "quill"), digest(new))
    assert closed_for(story.gate("atheneum", "stats", "quill"), Reason.OPTION_NOT_CHOSEN)


FAR_FOR_THE_FIRST_TIME = {
    "a new sub-processor": leaflet(subprocessors=(HOST, VOICE, FAR_AWAY)),
    "one of a sub-processor's own": host(subprocessors=(SPARE, FAR_AWAY)),
    "data of one that stays": host(places=("US",), mechanisms=("EU SCC",)),
    "data of one that stays, to an adequate country": host(
        places=("UK",), mechanisms=("adequacy decision",)
    ),
    "a further place of one that stays": host(places=("BE", "NL", "US"), mechanisms=("EU SCC",)),
    "the seat of one that stays": host(country="US", mechanisms=("EU SCC",)),
    "the supplier's own places": leaflet(places=("BE", "US"), mechanisms=("EU SCC",)),
}


@pytest.mark.parametrize("what", FAR_FOR_THE_FIRST_TIME)
def test_what_goes_outside_the_area_with_a_mechanism_is_asked(what: str) -> None:
    new = FAR_FOR_THE_FIRST_TIME[what]
    assert missing(new) == ()
    _, brought = announced(new)
    assert types(brought) == ["change.received", "change.proposed"]


def test_a_mechanism_in_the_place_of_another_is_asked_too() -> None:
    old = host(**FAR)
    _, brought = announced(host(**FAR | {"mechanisms": ("EU-US DPF",)}), old=old)
    assert types(brought) == ["change.received", "change.proposed"]


@pytest.mark.parametrize("place", ["US", "India"])
def test_outside_the_area_from_one_country_to_another_is_asked(place: str) -> None:
    old = host(**FAR | {"places": ("Brazil",)})
    _, brought = announced(host(**FAR | {"places": (place,)}), old=old)
    assert types(brought) == ["change.received", "change.proposed"]


def test_the_suppliers_own_seat_outside_the_area_is_asked() -> None:
    _, brought = announced(supplier(country="US"))
    assert types(brought) == ["change.received", "change.proposed"]


def test_a_sub_processor_of_the_same_number_under_another_name_is_told_with_the_evidence() -> None:
    new = host(name="Host NV")
    story, brought = announced(new)
    assert types(brought) == ["change.received", "change.told"]
    (item,) = brought[0].model_dump()["items"]
    assert (item["kind"], item["important"]) == ("subprocessor.company.changed", False)
    number = HOST.enterprise_number
    assert (item["before"], item["after"]) == (f"Host BV ({number})", f"Host NV ({number})")
    assert "enterprise number is the same" in item["reason"]
    assert opens(story.gate(product="quill"), digest(new))


def test_under_another_number_it_is_another_and_asked() -> None:
    _, brought = announced(host(name="Host NV", enterprise_number="BE 0999.999.999"))
    assert types(brought) == ["change.received", "change.proposed"]
