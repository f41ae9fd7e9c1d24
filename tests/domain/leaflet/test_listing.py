"""Free text is compared by what it lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.leaflet.limiting import lifts
from domain.leaflet.listing import Relation, parts, relation, worded

LOOSER = (
    ("location, city level", "location"),
    ("photo, blurred", "photo"),
    ("usage data, aggregated per class", "usage data"),
    ("usage data, everything pseudonymised", "usage data"),
    ("IP address, last octet removed", "IP address"),
    ("audio, processed locally", "audio"),
    ("audio, deleted immediately", "audio"),
    ("stem, wordt niet bewaard", "stem"),
    ("foto, vervaagd", "foto"),
    ("camera, stays on device", "camera"),
    ("video, 30 seconds", "video"),
    ("name, nickname allowed", "name"),
    ("results, visible to own teacher", "results"),
    ("voice, opt-in", "voice"),
    ("voice, off by default", "voice"),
    ("photo, 18+", "photo"),
    ("photo, naar keuze", "photo"),
    ("photo, subject to consent", "photo"),
    ("no photos and videos", "no photos"),
    ("no photos, no videos", "no photos"),
    ("geen foto's en video's", "geen foto's"),
    ("data such as name, e-mail and phone", "data such as name"),
    ("gegevens zoals naam, e-mail", "gegevens zoals naam"),
    ("name, e-mail, etc.", "name, etc."),
    ("name, e-mail and more", "name and more"),
)
"""What lists less, and reaches as far or further."""
WORDS = st.lists(
    st.sampled_from(["name", "photo", "score", "age", "class"]), min_size=1, unique=True
)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("name, e-mail", "E-mail;  NAME", Relation.SAME),
        ("pupils/students", "students and pupils", Relation.SAME),
        ("support and hosting of data", "hosting of data, support", Relation.SAME),
        ("EU SCC 2021/914, DPF", "DPF; EU SCC 2021/914", Relation.SAME),
        ("runs servers", "runs servers and AI models", Relation.WIDER),
        ("country, gender, birth date", "gender, country", Relation.NARROWER),
        ("storage of files and backups", "storage of files", Relation.NARROWER),
        ("name, e-mail (optional)", "name", Relation.NARROWER),
        ("e-mail (of a parent, under 16)", "e-mail", Relation.UNCLEAR),
        ("content, only to answer", "content", Relation.UNCLEAR),
        ("names, pseudonymised", "names", Relation.UNCLEAR),
        ("names, with consent", "names", Relation.UNCLEAR),
        ("IP address, truncated", "IP address", Relation.UNCLEAR),
        ("support, in the EU", "support", Relation.UNCLEAR),
        ("city or country, derived from IP", "city or country", Relation.UNCLEAR),
        ("naam, ingekort", "naam", Relation.UNCLEAR),
        ("all content, excluding chats", "all content", Relation.UNCLEAR),
        ("naam, mits de ouders dat vragen", "naam", Relation.UNCLEAR),
        ("content, when the teacher asks", "content", Relation.UNCLEAR),
        ("content, provided that parents agree", "content", Relation.UNCLEAR),
        ("name, data provided by parents", "name", Relation.NARROWER),
        ("inhoud, uitsluitend voor hulp", "inhoud", Relation.UNCLEAR),
        ("research, only with consent, ads", "research, ads, only with consent", Relation.UNCLEAR),
        ("research, only with consent, ads", "research, only with consent", Relation.NARROWER),
        ("city or country, derived from IP", "City or country; derived from IP", Relation.SAME),
        ("never sold, never shown", "never shown; never sold", Relation.SAME),
        ("pupils\u2019 names \u2013 \u201cown\u201d", 'pupils\' names - "own"', Relation.SAME),
        ("analysed content", "content", Relation.UNCLEAR),
        ("name of teacher and grades", "name of teacher, grades", Relation.UNCLEAR),
        ("name of teacher and grades, x", "grades", Relation.UNCLEAR),
        (
            "name of teacher and pupils, phone of teacher",
            "name of teacher, phone of teacher and pupils",
            Relation.UNCLEAR,
        ),
    ],
)
def test_the_later_text_is_placed_by_what_it_lists(old: str, new: str, expected: Relation) -> None:
    assert relation(old, new) is expected


@pytest.mark.parametrize(("old", "new"), LOOSER)
def test_to_drop_what_restricts_denies_or_is_an_example_does_not_narrow(old: str, new: str) -> None:
    assert relation(old, new) is Relation.UNCLEAR


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- name\n- e-mail", "name, e-mail"),
        ("1. name\n2) e-mail", "* e-mail\n\u2022 name"),
        ("a) name\nb) e-mail", "name; e-mail"),
        ("name (first and last), e-mail", "e-mail and name (first and last)"),
        ("name [first, last] / e-mail", "e-mail, name [first, last]"),
    ],
)
def test_bullets_numbers_and_order_are_nothing(old: str, new: str) -> None:
    assert relation(old, new) is Relation.SAME


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("no photos; videos, chats", "no photos; videos"),
        ("name, data such as scores", "data such as scores"),
        ("name, data such as scores, times", "name"),
        ("name, e-mail (not shared)", "name"),
        ("name, deleted files", "name"),
        ("name (and others), e-mail", "name (and others)"),
    ],
)
def test_to_drop_what_stands_by_itself_narrows(old: str, new: str) -> None:
    assert relation(old, new) is Relation.NARROWER


@given(WORDS, WORDS)
def test_lists_stand_to_each_other_as_sets_do(old: list[str], new: list[str]) -> None:
    found = relation(", ".join(old), "; ".join(new))
    if set(old) == set(new):
        assert found is Relation.SAME
    elif set(old) < set(new):
        assert found is Relation.WIDER
    elif set(new) < set(old):
        assert found is Relation.NARROWER
    else:
        assert found is Relation.UNCLEAR


@given(st.text(), st.text())
def test_any_text_can_be_compared_and_is_the_same_as_itself(old: str, new: str) -> None:
    assert relation(old, old) is Relation.SAME
    assert relation(old, new) in Relation


def test_brackets_hold_together_even_when_they_do_not_close() -> None:
    assert parts("users (teachers, pupils), guests") == {"users (teachers, pupils)", "guests"}
    assert parts("a), b (c, d") == {"a)", "b (c, d"}


def test_a_part_is_found_back_as_it_was_worded() -> None:
    assert worded("eu scc", "The EU  SCC") == "EU SCC"
    assert worded("strasse", "Straße") == "strasse"


def test_an_exception_may_take_away_from_a_promise() -> None:
    assert lifts("except for images")
    assert lifts("where possible")
    assert not lifts("at rest")
