"""Facts become a leaflet: what is not stated is missing, never invented."""

import pytest

from domain.leaflet.facts import (
    leaflet_from_facts,
)
from domain.leaflet.leaflet import Supplier
from domain.leaflet.unsaid import unsaid
from tests.domain.leaflet.facts_examples import product, service, version


def test_what_is_stated_is_read() -> None:
    one = leaflet_from_facts(product(), purposes={"Give  lessons": "c"})
    (core,) = one.services or ()
    (host,) = one.subprocessors or ()
    assert (one.product, one.version, one.date) == ("quill", "quill@1", "2025-01-01")
    assert one.supplier == Supplier(
        name="Quill BV", enterprise_number="KBO 0333.333.333", country="BE"
    )
    assert [(purpose.text, purpose.code) for purpose in core.purposes or ()] == [
        ("give lessons", "c"),
        ("run the tool", None),
    ]
    assert [subjects.name for subjects in core.data_subjects or ()] == ["pupils"]
    assert (host.task, host.country, host.places) == ("runs servers", "BE", ("BE",))
    assert (one.mechanisms, one.certificates) == (("EU SCC",), ("ISO 27001",))
    assert one.contacts.privacy == "privacy office"
    assert one.unstated == ()


@pytest.mark.parametrize(
    "nothing",
    ["unknown", [], ["unknown"], None, "to be checked", ["TBD"], ["Not specified"], "niet gekend"],
)
def test_unknown_and_empty_state_nothing(nothing: object) -> None:
    one = leaflet_from_facts(
        product(
            version(
                retention=nothing,
                subprocessors=nothing,
                storage_location=nothing,
                certifications=nothing,
                data_subjects=nothing,
                services=nothing,
            )
        )
    )
    for field in ("retention", "subprocessors", "places", "certificates", "services"):
        assert getattr(one, field) is None


@pytest.mark.parametrize("none", ["none", ["None"], "geen", ["Geen."]])
def test_only_the_word_none_states_that_there_is_none(none: object) -> None:
    one = leaflet_from_facts(product(version(subprocessors=none, transfer_basis="None")))
    assert one.subprocessors == ()
    assert one.mechanisms == ()
    (core,) = (
        leaflet_from_facts(
            product(version(services=[service(data_categories=none)], subprocessors=none))
        ).services
        or ()
    )
    assert core.data == ()


def test_what_is_unknown_by_name_is_missing_even_where_none_is_stated() -> None:
    one = leaflet_from_facts(product(version(subprocessors="none", unknown=["subprocessors"])))
    assert one.subprocessors is None
    assert one.unstated == ()


def test_a_list_named_in_part_keeps_what_is_named() -> None:
    prose = ["sub-processors beyond those named", "retention per category", "a text of its own"]
    one = leaflet_from_facts(product(version(unknown=prose)))
    assert one.subprocessors
    assert one.unstated == ("subprocessors", "retention", "a text of its own")


@pytest.mark.parametrize(
    ("prose", "field"),
    [
        ("full list of data processors (linked page not stored)", "subprocessors"),
        ("named service providers", "subprocessors"),
        ("certifications", "certificates"),
        ("data categories", "data"),
        ("purposes", "purposes"),
        ("hosting location", "places"),
        ("opslaglocatie", "places"),
        ("soorten gegevens", "data"),
        ("transfer_basis", "mechanisms"),
        ("security measures", "measures"),
        ("recipients", "disclosures"),
        ("contact", "contacts"),
        ("data_subjects", "data_subjects"),
        ("how long things are kept", "retention"),
    ],
)
def test_prose_is_the_field_it_makes_missing(prose: str, field: str) -> None:
    assert unsaid([prose, prose]) == (field,)


def test_unknown_data_categories_are_not_named() -> None:
    rows = [{"key": "unknown", "text": "not in the stored part"}]
    facts = product(version(services=[service(data_categories=rows)], unknown=["data categories"]))
    one = leaflet_from_facts(facts)
    (core,) = one.services or ()
    assert core.data is None
    assert one.unstated == ()


def test_a_category_without_a_key_counts_when_its_text_says_something() -> None:
    rows = [{"key": "unknown", "text": "shoe size"}, {"key": "unknown"}]
    one = leaflet_from_facts(product(version(services=[service(data_categories=rows)])))
    (core,) = one.services or ()
    assert [(row.key, row.text) for row in core.data or ()] == [("unknown", "shoe size")]


def test_rows_that_name_nothing_are_not_stated() -> None:
    nobody = {"name": "unknown", "entity_country": "unknown", "service_ids": ["core"]}
    rows = [{"what": "unknown", "period": "not stated"}]
    one = leaflet_from_facts(product(version(subprocessors=[nobody], retention=rows)))
    assert one.subprocessors is None
    assert one.retention is None


def test_a_row_without_a_name_counts_when_it_says_something() -> None:
    nobody = {"name": "unknown", "what_for": "support"}
    rows = [{"what": "unknown", "period": "7 days"}]
    one = leaflet_from_facts(product(version(subprocessors=[nobody], retention=rows)))
    assert [found.task for found in one.subprocessors or ()] == ["support"]
    assert [row.period for row in one.retention or ()] == ["7 days"]


def test_data_subjects_without_services_are_kept_beside() -> None:
    facts = product(version(services=[], subprocessors=[], data_subjects=["pupils", "parents"]))
    assert leaflet_from_facts(facts).remarks == ("data_subjects: pupils, parents",)


def test_what_is_stated_twice_is_joined() -> None:
    host = {"name": "Host", "what_for": "runs servers", "service_ids": ["core"]}
    rows = [
        {"key": "contact", "text": "e-mail"},
        {"key": "contact", "text": "phone"},
        {"key": "contact"},
    ]
    one = leaflet_from_facts(
        product(
            version(
                services=[service(data_categories=rows)],
                subprocessors=[host, {**host, "name": "host.", "what_for": "keeps backups"}],
                retention=[
                    {"what": "logs", "period": "7 days"},
                    {"what": "Logs", "period": "9 days"},
                ],
            )
        )
    )
    (joined,) = one.subprocessors or ()
    (core,) = one.services or ()
    assert (joined.name, joined.task) == ("Host", "runs servers; keeps backups")
    assert joined.services == ("core",)
    assert [(row.key, row.text) for row in core.data or ()] == [("contact", "e-mail; phone")]
    assert [row.period for row in one.retention or ()] == ["7 days; 9 days"]


def test_what_the_format_does_not_know_is_kept_beside_it() -> None:
    host = {"name": "Host", "audited": "every year", "subprocessors": [{"name": "Spare"}]}
    one = leaflet_from_facts(
        product(
            version(
                note="signed the declaration",
                price="2 euro",
                language="nl",
                subprocessors=[host],
                retention=[{"what": "logs", "period": "7 days", "why": ["law", {"no": "1"}]}],
                hosting={"by": "itself"},
            ),
            notes="for schools",
        )
    )
    (found,) = one.subprocessors or ()
    assert found.note == "audited: every year"
    assert [own.name for own in found.subprocessors or ()] == ["Spare"]
    assert one.remarks == ("for schools", "signed the declaration", "hosting: by: itself")
    assert [row.period for row in one.retention or ()] == ["7 days; why: law, no: 1"]
    assert (one.price, one.language) == ("2 euro", "nl")


@pytest.mark.parametrize(
    ("named", "country", "same"),
    [
        (None, "BE", True),
        ("Quill B.V.", "BE", True),
        ("Quill BVBA", "BE", True),
        ("Quill BVBA", None, True),
        ("Quill NV", "BE", True),
        ("Quill NV", None, False),
        ("Quill, Inc.", "BE", False),
        ("Quill NV", "BE / NL", False),
        ("Quill Holding BV", "BE", False),
        ("Quill", "BE", False),
        ("Quill NV", "US", False),
        ("Quill", "US", False),
    ],
)
def test_the_number_is_that_of_the_legal_person_named_for_the_product(
    named: str | None,
    country: str | None,
    same: bool,  # noqa: FBT001 - an expectation
) -> None:
    known = {"name": "Quill BV", "country": country, "registration": "KBO 0333.333.333"}
    one = leaflet_from_facts(product(version(supplier_name=named), supplier=known))
    assert one.supplier.name == (named or "Quill BV")
    assert (one.supplier.enterprise_number is not None) is same


@pytest.mark.parametrize(
    ("named", "known", "country"),
    [
        ("Quill GmbH", "Quill AG", "DE"),
        ("Quill Limited", "Quill plc", "Ireland"),
        ("Quill LLC", "Quill, Inc.", "US"),
        ("Quill S.L.", "Quill SA", "ES"),
    ],
)
def test_a_legal_form_changes_in_its_own_country(named: str, known: str, country: str) -> None:
    supplier = {"name": known, "country": country, "registration": "1"}
    one = leaflet_from_facts(product(version(supplier_name=named), supplier=supplier))
    assert one.supplier.enterprise_number == "1"
