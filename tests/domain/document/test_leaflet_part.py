"""A leaflet in the document's words: everything it states, and what it never stated."""

from domain.agreement_document import LeafletPart
from domain.canonical import content_hash
from domain.document.leaflet_part import leaflet_part
from domain.leaflet.leaflet import EndOfContract
from domain.leaflet.offered import Purpose, Service, Subprocessor
from tests.domain.document.examples import BARE_LEAFLET, EXERCISES, LEAFLET

PART = leaflet_part(LEAFLET)
BARE = leaflet_part(BARE_LEAFLET)


def facts(part: LeafletPart) -> dict[str, tuple[str, ...]]:
    return {fact.label: fact.lines for fact in part.facts}


def service(changed: Service) -> LeafletPart:
    return leaflet_part(BARE_LEAFLET.model_copy(update={"services": (changed,)}))


def test_it_carries_the_hash_of_the_leaflet_itself() -> None:
    assert PART.hash == content_hash(LEAFLET)


def test_purposes_name_their_letter_and_the_suppliers_own_stand_apart() -> None:
    exercises, plagiarism = PART.services
    assert (
        exercises.purposes[0] == "de onderwijstaak van de school ondersteunen (5.1.c, leermiddelen)"
    )
    assert plagiarism.purposes == ("samenwerking opmerken (5.1.b, leerlingenbegeleiding)",)
    assert plagiarism.own_purposes == ("onderzoek naar plagiaat",)


def test_a_purpose_without_a_letter_says_so() -> None:
    loose = EXERCISES.model_copy(update={"purposes": (Purpose(text="meten"),)})
    assert service(loose).services[0].purposes == ("meten (niet ingedeeld volgens artikel 5.1)",)


def test_a_service_with_only_the_suppliers_own_purposes_has_none_here() -> None:
    own = EXERCISES.model_copy(update={"purposes": (Purpose(text="reclame", code="supplier"),)})
    assert service(own).services[0].purposes == ("geen",)


def test_minors_and_special_data_are_marked_and_notes_kept() -> None:
    exercises, plagiarism = PART.services
    assert exercises.data_subjects == ("leerlingen, ook minderjarigen", "leerkrachten")
    assert plagiarism.data[0].special
    assert plagiarism.does.endswith("Alleen binnen de eigen klas.")


def test_subprocessors_name_their_services_and_who_engaged_them() -> None:
    cloud, cellar = PART.subprocessors
    assert (cloud.name, cloud.engaged_by) == ("Wolk nv, 0987.654.321", "")
    assert (cloud.services, cloud.mechanisms) == ("Programmeeroefeningen", "geen")
    assert (cellar.name, cellar.engaged_by) == ("Kelder bv", "Wolk nv")
    assert (cellar.services, cellar.places) == ("die van Wolk nv", "niet vermeld")


def test_a_subprocessor_that_names_no_service_works_for_all() -> None:
    everywhere = BARE_LEAFLET.model_copy(update={"subprocessors": (Subprocessor(name="Wolk nv"),)})
    assert leaflet_part(everywhere).subprocessors[0].services == "alle diensten"


def test_retention_says_how_long_from_when_and_what_then() -> None:
    assert [rule.then for rule in PART.retention] == ["gewist", "geanonimiseerd"]


def test_every_other_statement_is_a_fact() -> None:
    stated = facts(PART)
    assert stated["Leverancier"] == ("Oefenplein bv",)
    assert stated["Adres"] == ("Kaai 1, Gent, BE",)
    assert stated["Verstrekking aan derden"] == (
        "politie: wettelijke verplichting (gegevens: naam)",
    )
    assert stated["Geautomatiseerde besluiten"] == (
        "volgorde van oefeningen (Programmeeroefeningen)",
    )
    assert stated["Waarborg voor doorgifte"] == ("geen",)
    assert stated["Melding van een inbreuk"] == ("binnen 24 uur",)
    assert stated["Bewijs van vernietiging"] == ("ja",)
    assert stated["Niet volledig vermeld"] == ("certificaten", "iets")
    assert stated["Opmerkingen"] == ("Nagekeken door de school.",)
    assert stated["Prijs"] == ("gratis",)


def test_no_word_that_the_leaflet_states_is_left_out() -> None:
    printed = PART.model_dump_json()
    translated = {
        "schema_version",
        "then",
        "code",
        "kind",
        "services",
        "unstated",
        "ground",
    }
    for path, word in strings(LEAFLET.model_dump(mode="json")):
        assert path in translated or word in printed, (path, word)


def strings(value: object, path: str = "") -> list[tuple[str, str]]:
    if isinstance(value, str):
        return [(path, value)]
    if isinstance(value, dict):
        return [found for key, one in value.items() for found in strings(one, key)]
    return (
        [found for one in value for found in strings(one, path)] if isinstance(value, list) else []
    )


def test_what_was_never_stated_says_so_everywhere() -> None:
    assert {line for lines in facts(BARE).values() for line in lines} == {"niet vermeld"}
    assert (BARE.summary, BARE.for_parents, BARE.date) == ("niet vermeld",) * 3
    assert {"Diensten", "Bewaartermijnen", "Subverwerkers"} <= set(facts(BARE))


def test_a_table_that_is_stated_to_be_empty_is_none() -> None:
    none = leaflet_part(BARE_LEAFLET.model_copy(update={"subprocessors": ()}))
    assert facts(none)["Subverwerkers"] == ("geen",)


def test_a_certificate_that_is_refused_is_no() -> None:
    end = EndOfContract(certificate=False)
    refused = leaflet_part(BARE_LEAFLET.model_copy(update={"end_of_contract": end}))
    assert facts(refused)["Bewijs van vernietiging"] == ("nee",)


def test_a_bare_service_states_nothing() -> None:
    bare = service(Service(id="x", name="X", kind="core")).services[0]
    assert bare.purposes == bare.data_subjects == bare.operations == ("niet vermeld",)
    assert [data.what for data in bare.data] == ["niet vermeld"]


def test_a_service_without_personal_data_says_so() -> None:
    without = service(EXERCISES.model_copy(update={"data": ()})).services[0]
    assert [data.what for data in without.data] == ["geen"]
