"""Choosing: the product as such and each option by itself, school by school (3.2)."""

import time

import pytest

from domain.agreement import commands as c
from domain.agreement.choices import answer
from domain.agreement.permits import Reason
from domain.agreement.refusals import (
    ContradictoryChoiceError,
    NotAllAnsweredError,
    OptionWithoutProductError,
    SchoolNotInScopeError,
    SupplierIsControllerError,
    UnknownProductError,
    UnknownServiceError,
    WrongLeafletError,
)
from domain.agreement.state import Phase
from domain.canonical import content_hash
from domain.leaflet.digest import LeafletDigest, ServiceDigest
from domain.refusals import RefusedError
from domain.values import CORE, Answer
from tests.scenario import SCHOOLS, V1, V2, Story, chosen, closed_for, leaflet, opens, types

OWN_ENDS = LeafletDigest(
    hash=content_hash("own ends"),
    product="code",
    version="1",
    services=(
        ServiceDigest(id="core", name="Core", kind="core"),
        ServiceDigest(id="research", name="Research", kind="optional", controller=True),
    ),
)


@pytest.mark.parametrize(
    ("choices", "refusal", "detail"),
    [
        ((chosen(of=leaflet(product="chess")),), UnknownProductError, "chess"),
        ((chosen(of=V2),), WrongLeafletError, V1.hash),
        ((chosen(), chosen("chat")), UnknownServiceError, "chat"),
        ((chosen(CORE, "yes", "zeeschool"),), SchoolNotInScopeError, "zeeschool"),
        ((chosen("ai", "yes", "college"),), OptionWithoutProductError, "ai (college)"),
        ((chosen(answer="no"), chosen("ai")), OptionWithoutProductError, "ai (atheneum)"),
        ((chosen(), chosen(CORE, "no", "college")), ContradictoryChoiceError, ""),
        ((chosen(CORE, "yes", "college", "college"),), ContradictoryChoiceError, ""),
    ],
)
def test_a_choice_that_means_nothing_is_refused(
    choices: tuple[c.Chosen, ...], refusal: type[RefusedError], detail: str
) -> None:
    assert Story().offered().refuses(refusal, c.Choose(choices=choices)) == detail


def test_a_core_service_is_no_option() -> None:
    two_cores = leaflet("1", ai="core")
    story = Story(stored=(two_cores,)).offered(two_cores)
    by_itself = c.Choose(choices=(chosen("ai", of=two_cores),))
    story.refuses(UnknownServiceError, by_itself)


def test_what_the_supplier_does_for_itself_can_not_be_chosen_and_is_never_permitted() -> None:
    story = Story(stored=(OWN_ENDS,)).offered(OWN_ENDS)
    own = c.Choose(choices=(chosen("research", of=OWN_ENDS),))
    story.refuses(SupplierIsControllerError, own)
    story.chose(chosen(of=OWN_ENDS)).signed()
    assert closed_for(story.gate(service="research"), Reason.SUPPLIER_IS_CONTROLLER)


def test_the_whole_board_is_expanded_when_it_decides() -> None:
    story = Story().offered().chose()
    assert {choice.school for choice in story.state.choices} == set(SCHOOLS)
    assert {choice.leaflet for choice in story.state.choices} == {V1.hash}


def test_silence_about_a_school_is_no_answer_and_nothing_can_be_signed() -> None:
    story = Story().offered().chose(chosen(CORE, "yes", *SCHOOLS[:4]))
    assert answer(story.state.choices, (SCHOOLS[4], "code", CORE)) is None
    assert story.state.phase is Phase.OFFERED
    story.refuses(NotAllAnsweredError, c.Sign(hash=story.hash))


def test_a_school_may_say_no_where_others_say_yes() -> None:
    story = Story().active(chosen(CORE, "yes", *SCHOOLS[:4]), chosen(CORE, "no", SCHOOLS[4]))
    assert opens(story.gate(SCHOOLS[0]), V1)
    assert closed_for(story.gate(SCHOOLS[4]), Reason.PRODUCT_NOT_CHOSEN)


def test_a_no_to_the_product_at_a_school_closes_its_options_too() -> None:
    story = Story().active(chosen(), chosen("ai"))
    brought = story.ask(c.Choose(choices=(chosen(CORE, "no", "college"),)))
    assert types(brought) == ["choices.recorded", "ending.opened"]
    assert answer(story.state.choices, ("college", "code", "ai")) is Answer.NO
    assert brought[1].model_dump()["scope"] == {
        "product": "code",
        "school": "college",
        "service": None,
    }
    story.chose(chosen(CORE, "yes", "college"))
    assert opens(story.gate("college"), V1)
    assert closed_for(story.gate("college", "ai"), Reason.OPTION_NOT_CHOSEN)


def test_a_repeated_no_ends_nothing_twice() -> None:
    story = Story().active(chosen(), chosen("ai"))
    story.chose(chosen("ai", "no"))
    opened = len(story.state.endings)
    assert opened == len(SCHOOLS)
    story.chose(chosen("ai", "no"))
    assert len(story.state.endings) == opened


def test_changing_ones_mind_before_signing_ends_no_data() -> None:
    story = Story().offered().chose(chosen(), chosen("ai")).chose(chosen("ai", "no"))
    assert story.state.endings == ()
    assert story.signed().state.phase is Phase.ACTIVE


def seconds_to_choose(schools: int) -> float:
    """Of the processor, for a board of so many schools that chooses, signs and closes an option."""
    leaflets = [leaflet(product=f"product-{number}", options=("ai", "sms")) for number in range(8)]
    names = tuple(f"school-{number:03}" for number in range(schools))
    everything = [chosen(one, of=of) for of in leaflets for one in (CORE, "ai", "sms")]
    before = time.process_time()
    story = Story(stored=tuple(leaflets), of_board=names).offered(*leaflets, schools=names)
    story.chose(*everything).signed().chose(chosen("ai", "no", of=leaflets[0]))
    return time.process_time() - before


def test_a_board_of_four_times_as_many_schools_takes_about_four_times_as_long() -> None:
    few = min(seconds_to_choose(20) for _ in range(3))
    many = min(seconds_to_choose(80) for _ in range(3))
    assert many < 8 * few
