"""Whether a difference touches what a board has."""

from domain.leaflet.affects import affects
from domain.leaflet.compare import compare
from domain.leaflet.digest import digest
from domain.leaflet.importance import another_party, with_label
from domain.leaflet.leaflet import Leaflet
from tests.domain.leaflet.examples import (
    CORE,
    LEAFLET,
    judged,
    leaflet,
    option,
    service,
    supplier,
    voice,
)


def touched(old: Leaflet, new: Leaflet, *chosen: str) -> bool:
    return any(affects(one, digest(old), digest(new), chosen) for one in judged(old, new))


def test_what_touches_an_option_touches_only_who_chose_it() -> None:
    other = voice(task="reads texts aloud, trains voices")
    assert not touched(LEAFLET, other)
    assert touched(LEAFLET, other, "speech")


def test_what_touches_core_or_the_product_touches_everyone() -> None:
    assert touched(LEAFLET, service(does="hands out exercises"))
    assert touched(LEAFLET, leaflet(places=("US",)))


def test_a_service_that_becomes_core_or_stops_being_core_touches_everyone() -> None:
    assert touched(LEAFLET, option(kind="core"))
    assert touched(option(kind="core"), LEAFLET)


def test_a_new_optional_service_touches_nobody_yet() -> None:
    before = leaflet(services=(CORE,), subprocessors=())
    after = before.model_copy(update={"services": LEAFLET.services})
    assert not touched(before, after)


def test_the_suppliers_label_raises_and_never_lowers() -> None:
    cheaper = judged(LEAFLET, leaflet(price="1 euro"))
    moved = judged(LEAFLET, leaflet(places=("US",)))
    assert [one.important for one in with_label(cheaper, "important")] == [True]
    assert with_label(cheaper, "not_important") == with_label(cheaper, None) == cheaper
    assert with_label(moved, "not_important") == moved
    assert with_label(moved[:1], "important") == moved[:1]


def test_another_legal_person_as_supplier_is_another_party() -> None:
    assert another_party(compare(LEAFLET, supplier(enterprise_number="BE 0999.999.999")))
    assert not another_party(compare(LEAFLET, supplier(name="Quill NV")))
