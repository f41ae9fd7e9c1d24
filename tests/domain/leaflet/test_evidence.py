"""What an item shows of itself: the services it touches, and on what it was judged."""

import pytest

from domain.leaflet.items import Stated
from domain.leaflet.leaflet import Leaflet, Retention
from domain.leaflet.offered import DataCategory, Subprocessor
from tests.domain.leaflet.examples import CORE, HOST, LEAFLET, SPEECH, host, judged, leaflet, voice
from tests.domain.leaflet.examples import supplier as by


def of(kind: str, old: Leaflet, new: Leaflet) -> tuple[Stated, Stated, bool]:
    """Return what stood there, what stands there now, and whether that is important."""
    [found] = [one for one in judged(old, new) if one.kind == kind]
    return found.before, found.after, found.important


def test_a_sub_processor_of_another_name_shows_the_number_it_shares() -> None:
    shown = ("Host BV (BE 0111.111.111)", "Host NV (BE 0111.111.111)", False)
    assert of("subprocessor.company.changed", LEAFLET, host(name="Host NV")) == shown


def test_a_supplier_of_another_name_shows_the_number_it_shares() -> None:
    shown = ("Quill BV (BE 0333.333.333)", "Quill NV (BE 0333.333.333)", False)
    assert of("supplier.changed", LEAFLET, by(name="Quill NV")) == shown


def test_another_legal_person_shows_its_own_number() -> None:
    other = host(name="Host NV", enterprise_number="BE 0999.999.999", subprocessors=())
    after, important = of("subprocessor.added", LEAFLET, other)[1:]
    assert important
    assert "enterprise number: BE 0999.999.999" in (after or ())


def test_a_name_that_is_stated_for_the_first_time_is_doubt() -> None:
    shown = (None, "Quill BV (BE 0333.333.333)", True)
    assert of("supplier.changed", by(name=None), LEAFLET) == shown


@pytest.mark.parametrize("place", ["US", "GB", "CH", "worldwide"])
def test_a_processor_that_moves_outside_the_area_is_important_with_a_mechanism_too(
    place: str,
) -> None:
    there = HOST.model_copy(update={"places": (place,), "mechanisms": ("EU SCC",)})
    before = HOST.model_copy(update={"mechanisms": ("EU SCC",)})
    found = judged(leaflet(subprocessors=(before,)), leaflet(subprocessors=(there,)))
    assert [one.important for one in found if one.kind == "subprocessor.location.added"] == [True]


@pytest.mark.parametrize("services", [("core",), ("speech",), None])
def test_a_processor_outside_the_area_that_comes_is_important_with_a_mechanism_too(
    services: tuple[str, ...] | None,
) -> None:
    cloud = Subprocessor(
        name="Cloud", country="US", places=("US",), mechanisms=("EU-US DPF",), services=services
    )
    new = leaflet(subprocessors=(*(LEAFLET.subprocessors or ()), cloud))
    [came] = judged(LEAFLET, new)
    assert (came.kind, came.important) == ("subprocessor.added", True)
    assert came.services == (services or ())


def kept(leaflet_: Leaflet, period: str) -> Leaflet:
    rows = (Retention(what="messages", period=period),)
    return leaflet_.model_copy(update={"retention": rows})


def with_data(core: str, speech: str) -> Leaflet:
    texts = ((CORE, "results", core), (SPEECH, "messages", speech))
    services = (
        one.model_copy(update={"data": (DataCategory(key=key, text=text),)})
        for one, key, text in texts
    )
    return leaflet(services=tuple(services), automated_decisions=(), subprocessors=())


@pytest.mark.parametrize(
    ("core", "touched"),
    [
        ("scores", ("speech",)),
        ("chat messages", ("speech", "core")),
        ("a message to the teacher", ("speech", "core")),
    ],
)
def test_what_is_kept_longer_touches_every_service_that_may_hold_it(
    core: str, touched: tuple[str, ...]
) -> None:
    there = with_data(core, "spoken")
    [found] = judged(kept(there, "1 year"), kept(there, "2 years"))
    assert (found.services, found.important) == (touched, True)


def test_what_no_service_names_touches_all() -> None:
    there = with_data("scores", "spoken")
    rows = [(Retention(what="traces", period=period),) for period in ("1 year", "2 years")]
    old, new = (there.model_copy(update={"retention": one}) for one in rows)
    [found] = judged(old, new)
    assert found.services == ()


def test_a_service_of_one_sub_processor_only_is_touched_alone() -> None:
    [found] = judged(LEAFLET, voice(task="reads texts aloud and keeps them"))
    assert (found.services, found.important) == (("speech",), True)
