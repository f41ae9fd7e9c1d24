"""What a proposal must hold, and until when it stands."""

from datetime import UTC, date, datetime

import pytest

from domain.agreement import commands as c
from domain.agreement.decider import decide
from domain.agreement.deciding.facts import FactsNotGatheredError
from domain.agreement.refusals import (
    DurationOverError,
    LeafletNamesError,
    LeafletOfferedTwiceError,
    NotAllAnsweredError,
    NotInThisPhaseError,
    TermsTooLaxError,
    UnknownLeafletError,
    UnknownSchoolError,
    UnknownTextError,
)
from domain.agreement.requests import Request
from domain.agreement.state import Phase
from domain.agreement.terms import PRODUCTION, Duration
from domain.canonical import content_hash
from domain.leaflet.completeness import LeafletIncompleteError
from domain.leaflet.digest import LeafletDigest, ServiceDigest, SubprocessorDigest
from domain.periods import days
from tests.scenario import SCHOOLS, SUPPLIER, TEXT, V1, V2, Story, leaflet, types

UNKNOWN = content_hash("nothing")


def offer(**also: object) -> c.Offer:
    body = {"schools": SCHOOLS, "leaflets": (V1.hash,), "text": TEXT, **also}
    return c.Offer.model_validate(body)


def test_an_offer_records_its_terms_and_the_policy_they_were_checked_against() -> None:
    (offered,) = Story().offered().events
    assert offered.type == "agreement.offered"
    assert (offered.policy, offered.terms) == ("production", PRODUCTION.defaults)


def test_schools_are_recorded_once_and_sorted() -> None:
    story = Story()
    story.ask(offer(schools=("college", "atheneum", "college")), SUPPLIER)
    assert story.state.schools == ("atheneum", "college")


def test_an_incomplete_leaflet_can_not_be_offered_and_everything_missing_is_named() -> None:
    story = Story(missing={V1.hash: ("retention (4.3)", "breach notice (4.3)")})
    detail = story.refuses(LeafletIncompleteError, offer(), SUPPLIER)
    assert detail == "retention (4.3); breach notice (4.3)"


def test_a_leaflet_text_or_school_that_nobody_knows_is_refused() -> None:
    story = Story()
    assert story.refuses(UnknownLeafletError, offer(leaflets=(UNKNOWN,)), SUPPLIER) == UNKNOWN
    assert story.refuses(UnknownTextError, offer(text=UNKNOWN), SUPPLIER) == UNKNOWN
    assert story.refuses(UnknownSchoolError, offer(schools=("zee", "aa")), SUPPLIER) == "aa, zee"


def test_the_same_product_twice_is_refused() -> None:
    twice = offer(leaflets=(V1.hash, V2.hash))
    assert Story().refuses(LeafletOfferedTwiceError, twice, SUPPLIER) == "code, code"


def named(product: str = "code", service: str = "ai", processor: str = "Cloud") -> LeafletDigest:
    return LeafletDigest(
        hash=content_hash([product, service, processor]),
        product=product,
        version="1",
        services=(ServiceDigest(id=service, name=service, kind="optional", data=("x",)),),
        subprocessors=(SubprocessorDigest(name=processor),),
    )


@pytest.mark.parametrize(
    ("unusable", "detail"),
    [
        (named(service="core"), "core"),
        (named(service="Sms Box"), "Sms Box"),
        (named(product="Code!"), "Code!"),
        (named(processor=""), ""),
        (named(processor="N" * 121), "N" * 121),
        (named(processor="N\x00"), "N\x00"),
    ],
)
def test_names_that_could_not_be_told_apart_or_certified_are_refused(
    unusable: LeafletDigest, detail: str
) -> None:
    story = Story(stored=(unusable,))
    refused = story.refuses(LeafletNamesError, offer(leaflets=(unusable.hash,)), SUPPLIER)
    assert refused == detail


def test_a_core_service_may_be_called_core() -> None:
    assert Story().offered(V1).state.phase is Phase.OFFERED


def test_clocks_that_protect_less_are_all_named_with_their_ground() -> None:
    lax = PRODUCTION.defaults.model_copy(
        update={"answer_period": days(29), "destruction": days(31)}
    )
    detail = Story().refuses(TermsTooLaxError, offer(terms=lax), SUPPLIER)
    assert detail == "answer_period (declaration 9.2), destruction (GDPR 28(3)(g))"


def test_stricter_clocks_are_agreed_and_count() -> None:
    strict = PRODUCTION.defaults.model_copy(update={"answer_period": days(60)})
    story = Story()
    story.ask(offer(terms=strict), SUPPLIER)
    story.chose().signed()
    story.announced()
    story.wait(days=59)
    assert types(story.events).count("change.lapsed") == 0
    story.wait(days=2)
    assert types(story.events).count("change.lapsed") == 1


def test_a_revision_keeps_the_policy_of_the_offer() -> None:
    story = Story(policy="demonstration").offered()
    story.policy = "production"
    revised = c.ReviseOffer(schools=SCHOOLS[:1], leaflets=(V1.hash,), text=TEXT)
    story.ask(revised, SUPPLIER)
    assert story.state.policy == "demonstration"
    assert story.state.terms is not None
    assert story.state.terms.answer_period.unit.value == "seconds"


@pytest.mark.parametrize("day", [date(2026, 3, 2), date(2026, 3, 1), date(2020, 1, 1)])
def test_a_duration_that_is_over_is_refused(day: date) -> None:
    over = offer(duration=Duration(ends_on=day))
    assert Story().refuses(DurationOverError, over, SUPPLIER) == f"{day:%Y-%m-%d}"


def test_a_revision_to_a_duration_that_is_over_is_refused() -> None:
    story = Story().offered()
    over = c.ReviseOffer(
        schools=SCHOOLS,
        leaflets=(V1.hash,),
        text=TEXT,
        duration=Duration(ends_on=date(2026, 3, 2)),
    )
    story.refuses(DurationOverError, over, SUPPLIER)


def test_a_proposal_lapses_when_its_own_term_would_be_over() -> None:
    story = Story()
    story.ask(offer(duration=Duration(ends_on=date(2026, 3, 10))), SUPPLIER)
    assert story.state.valid_until == datetime(2026, 3, 9, 23, tzinfo=UTC)
    story.chose().signed(SUPPLIER).later(days=8)
    assert story.refuses(NotInThisPhaseError, c.Sign(hash=story.hash)) == "lapsed"


def test_an_agreement_is_offered_once() -> None:
    assert Story().offered().refuses(NotInThisPhaseError, offer(), SUPPLIER) == "offered"


def test_a_decision_without_its_facts_is_a_fault_and_no_refusal() -> None:
    story = Story()
    with pytest.raises(FactsNotGatheredError):
        decide(story.state, Request(offer(), SUPPLIER), story.now)


def test_two_products_are_offered_and_one_is_declined() -> None:
    meet = leaflet("1", "meet")
    story = Story(stored=(V1, meet)).offered(V1, meet)
    story.ask(c.Choose(choices=(c_yes(V1), c_no(meet))))
    story.signed()
    assert {one.id: one.standing for one in story.state.products} == {
        "code": "in_force",
        "meet": "declined",
    }
    assert all(choice.product == "code" for choice in story.state.choices)


def test_nothing_is_signed_while_one_of_two_products_is_unanswered() -> None:
    meet = leaflet("1", "meet")
    story = Story(stored=(V1, meet)).offered(V1, meet).chose(c_yes(V1))
    assert story.state.phase is Phase.OFFERED
    story.refuses(NotAllAnsweredError, c.Sign(hash=story.hash))


def c_yes(of: LeafletDigest) -> c.Chosen:
    return c.Chosen.model_validate(
        {"product": of.product, "service": "core", "answer": "yes", "leaflet": of.hash}
    )


def c_no(of: LeafletDigest) -> c.Chosen:
    return c_yes(of).model_copy(update={"answer": "no"})
