"""A valid mandate: the right, the day, and the schools it covers."""

from datetime import timedelta

import pytest

from domain.actors import CLOCK, ENGINE, ActorKind, Right
from domain.agreement.refusals import (
    ActorNotAllowedError,
    MandateExpiredError,
    MandateMissingError,
    MandateNotForSchoolError,
)
from domain.mandates import is_valid, refuse_all_but, valid_mandate
from tests.scenario import START, actor

BOTH = frozenset({"atheneum", "college"})


def test_a_mandate_gives_its_own_rights_only() -> None:
    signer = actor("board:gent", Right.SIGN)
    assert valid_mandate(signer, Right.SIGN, START) == signer.mandates[0]
    with pytest.raises(MandateMissingError, match="choose"):
        valid_mandate(signer, Right.CHOOSE, START)


def test_a_mandate_covers_all_schools_or_those_it_names() -> None:
    everywhere = actor("board:gent")
    both = actor("board:gent", schools=("atheneum", "basisschool", "college"))
    one = actor("board:gent", schools=("college",))
    assert valid_mandate(everywhere, Right.CHOOSE, START, BOTH) == everywhere.mandates[0]
    assert valid_mandate(both, Right.CHOOSE, START, BOTH) == both.mandates[0]
    assert valid_mandate(one, Right.CHOOSE, START) == one.mandates[0]
    with pytest.raises(MandateNotForSchoolError, match="atheneum, college"):
        valid_mandate(one, Right.CHOOSE, START, BOTH)


def test_of_several_mandates_the_first_that_is_valid_and_covers_counts() -> None:
    past = actor("board:gent", until=START).mandates[0]
    part = actor("board:gent", schools=("college",)).mandates[0]
    whole, other = actor("board:gent").mandates[0], actor("board:gent", person="p-2").mandates[0]
    held = actor("board:gent").model_copy(update={"mandates": (past, part, whole, other)})
    assert valid_mandate(held, Right.CHOOSE, START, BOTH) == whole


def test_a_mandate_is_valid_from_its_first_instant_until_before_its_last() -> None:
    until, moment = START + timedelta(days=1), timedelta(microseconds=1)
    dated = actor("board:gent", until=until).mandates[0]
    assert is_valid(dated, dated.valid_from)
    assert not is_valid(dated, dated.valid_from - moment)
    assert is_valid(dated, until - moment)
    assert not is_valid(dated, until)
    with pytest.raises(MandateExpiredError, match="sign"):
        valid_mandate(actor("board:gent", until=until), Right.SIGN, until)


def test_what_is_for_one_kind_of_actor_is_for_no_other() -> None:
    actors = {
        ActorKind.PERSON: actor("board:gent"),
        ActorKind.CLOCK: CLOCK,
        ActorKind.ENGINE: ENGINE,
    }
    for kind in ActorKind:
        for own, one in actors.items():
            if own is kind:
                refuse_all_but(kind, one)
            else:
                with pytest.raises(ActorNotAllowedError):
                    refuse_all_but(kind, one)
