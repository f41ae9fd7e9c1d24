"""What stands in the document at each point of an agreement's life."""

from datetime import timedelta

import pytest

from domain.agreement import commands as c
from domain.agreement_document import AgreementDocument
from domain.document.issued import Sources, as_it_stood, issued
from domain.leaflet.digest import digest
from domain.text.library import CURRENT
from domain.values import Side
from tests.domain.document.examples import LEAFLET
from tests.scenario import BOARD, MAIL_ADDED, SCHOOLS, START, STREAM, SUPPLIER, Story, chosen

NEXT = LEAFLET.model_copy(update={"version": "oefenplein@2026-06-01", "consequences": "Meer."})
OTHER = LEAFLET.model_copy(update={"product": "schrijfplein", "name": "Schrijfplein"})
FIRST, SECOND, THIRD = (digest(one) for one in (LEAFLET, NEXT, OTHER))
SOURCES = Sources(
    names={
        "board:gent": "Stad Gent",
        "supplier:github": "Oefenplein bv",
        "school:college": "College",
    },
    leaflets={FIRST.hash: LEAFLET, SECOND.hash: NEXT, THIRD.hash: OTHER},
    text=CURRENT,
)


@pytest.fixture
def story() -> Story:
    return Story(stored=(FIRST, SECOND, THIRD))


def active(story: Story) -> Story:
    story.offered(FIRST).chose(chosen(of=FIRST))
    return story.later(hours=1).signed()


def document(story: Story) -> AgreementDocument:
    state = as_it_stood(story.records, "gent", "github")
    assert state == story.state
    return issued(state, story.records, SOURCES)


def test_after_both_signed_it_holds_the_hash_that_both_signed(story: Story) -> None:
    story.offered(FIRST).chose(chosen(of=FIRST))
    signed_hash = story.later(hours=1).hash
    whole = document(story.signed())
    assert (whole.agreement, whole.reason) == (STREAM, "signature")
    assert whole.issued_at == START + timedelta(hours=1)
    assert whole.hash == signed_hash
    assert {one.side for one in whole.signatures} == set(Side)
    assert {one.hash for one in whole.signatures} == {signed_hash}
    assert {one.person for one in whole.signatures} == {"director", "seller"}


def test_organisations_have_their_names_or_else_their_ids(story: Story) -> None:
    whole = document(active(story))
    assert (whole.board.name, whole.supplier.name) == ("Stad Gent", "Oefenplein bv")
    assert {one.id: one.name for one in whole.schools} == {
        **{school: school for school in SCHOOLS},
        "college": "College",
    }


def test_terms_choices_and_the_leaflet_in_force_are_there(story: Story) -> None:
    whole = document(active(story))
    assert whole.choices == story.state.choices
    assert [(one.hash, one.since) for one in whole.leaflets] == [(FIRST.hash, story.now)]
    assert whole.terms[0].value == "onbepaald"


def test_an_option_given_later_issues_an_annex_and_leaves_the_signatures(story: Story) -> None:
    signed = document(active(story))
    story.later(days=1).ask(c.Choose(choices=(chosen("plagiarism", of=FIRST),)), BOARD)
    annex = document(story)
    assert annex.reason == "annex"
    assert annex.hash == story.hash != signed.hash
    assert annex.signatures == signed.signatures


def test_a_change_that_is_approved_for_later_is_printed_beside_what_rules(story: Story) -> None:
    active(story).announced(SECOND, MAIL_ADDED)
    story.ask(c.ApproveChange(change="change-1", leaflet=SECOND.hash), BOARD)
    begins = story.state.changes[0].in_force_from
    assert [(one.version, one.since) for one in document(story).leaflets] == [
        (LEAFLET.version, START + timedelta(hours=1)),
        (NEXT.version, begins),
    ]
    story.wait(days=40)
    story.ask(c.Choose(choices=(chosen("plagiarism", of=SECOND),)), BOARD)
    assert [one.version for one in document(story).leaflets] == [NEXT.version]


def test_a_product_that_was_declined_is_not_printed(story: Story) -> None:
    no = chosen(answer="no", of=THIRD)
    story.offered(FIRST, THIRD).chose(chosen(of=FIRST), no).signed()
    whole = document(story)
    assert [one.product for one in whole.leaflets] == [LEAFLET.product]
    assert {one.product for one in whole.choices} == {LEAFLET.product}


def test_a_product_added_carries_the_new_signatures(story: Story) -> None:
    before = document(active(story))
    story.ask(c.OfferProduct(leaflet=THIRD.hash), SUPPLIER)
    story.chose(chosen(of=THIRD)).later(days=1).signed()
    whole = document(story)
    assert whole.reason == "signature"
    assert [one.product for one in whole.leaflets] == [LEAFLET.product, OTHER.product]
    assert {one.signed_at for one in whole.signatures} == {story.now}
    assert whole.hash == whole.signatures[0].hash != before.hash
