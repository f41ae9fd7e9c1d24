"""Every refusal: a sentence, in the registry, and given by a story."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import domain
from domain.refusals import RefusedError, refusal_classes, sentence
from tests.domain.agreement.refused import TABLE, Row

TESTS = Path(__file__).parents[2]


def of_the_domain() -> list[type[RefusedError]]:
    """Every refusal that any module of the domain defines."""
    for module in pkgutil.walk_packages(domain.__path__, "domain."):
        import_module(module.name)
    found = (one for one in below(RefusedError) if one.__module__.startswith("domain."))
    return sorted(found, key=lambda one: one.__name__)


def below(parent: type[RefusedError]) -> Iterator[type[RefusedError]]:
    """Every subclass, at any depth."""
    for child in parent.__subclasses__():
        yield child
        yield from below(child)


REFUSALS = of_the_domain()
OF_AGREEMENTS = [one for one in REFUSALS if one.__module__.startswith("domain.agreement.")]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda one: one.__name__)
def test_a_refusal_is_a_sentence_that_people_read(refusal: type[RefusedError]) -> None:
    assert refusal.__doc__
    assert refusal.__doc__.endswith(".")
    assert refusal.__doc__[0].isupper()
    assert "\n\n" not in refusal.__doc__
    assert len(sentence(refusal).split()) <= 20
    assert refusal.__name__.endswith("Error")


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda one: one.__name__)
def test_a_refusal_is_found_by_its_code(refusal: type[RefusedError]) -> None:
    assert refusal_classes()[refusal("why").code] is refusal


def test_a_code_names_one_refusal_only() -> None:
    assert len({one.__name__ for one in REFUSALS}) == len(REFUSALS)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0].__name__)
def test_a_refusal_is_given_by_a_story_and_nothing_happens(row: Row) -> None:
    refusal, story, command, by = row
    story().refuses(refusal, command, by)


@pytest.mark.parametrize("refusal", OF_AGREEMENTS, ids=lambda one: one.__name__)
def test_every_refusal_of_an_agreement_has_its_story(refusal: type[RefusedError]) -> None:
    assert refusal in [row[0] for row in TABLE]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda one: one.__name__)
def test_every_other_refusal_is_expected_by_some_test(refusal: type[RefusedError]) -> None:
    here = {Path(__file__), Path(__file__).with_name("refused.py")}
    if refusal not in OF_AGREEMENTS:
        tests = (path for path in TESTS.rglob("*.py") if path not in here)
        assert any(refusal.__name__ in path.read_text("utf-8") for path in tests)
