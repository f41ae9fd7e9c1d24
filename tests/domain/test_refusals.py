"""A refusal is known by its class: the code is its name, the sentence its docstring."""

from collections import Counter
from collections.abc import Iterator

import cli.app  # noqa: F401 - brings the whole system, and so every refusal
from domain.leaflet.compare import OtherProductError
from domain.refusals import RefusedError, refusal_classes, refusal_from, sentence


class GateIsShutError(RefusedError):
    """The gate is shut."""


def test_it_says_its_sentence_and_what_it_is_about() -> None:
    assert str(GateIsShutError()) == "The gate is shut"
    assert str(GateIsShutError("school 1")) == "The gate is shut: school 1"
    assert GateIsShutError("school 1").detail == "school 1"
    assert GateIsShutError().code == "GateIsShutError"


def test_without_a_docstring_its_name_is_its_sentence() -> None:
    bare = type("BareError", (RefusedError,), {"__doc__": None})
    assert sentence(bare) == "BareError"


def test_every_one_that_is_imported_is_in_the_registry_at_any_depth() -> None:
    deeper = type("DeeperError", (GateIsShutError,), {})
    found = refusal_classes()
    assert found["GateIsShutError"] is GateIsShutError
    assert found["DeeperError"] is deeper
    assert found["OtherProductError"] is OtherProductError


def test_one_told_elsewhere_comes_back_by_its_code_and_a_fault_does_not() -> None:
    told = GateIsShutError("school 1")
    back = refusal_from(told.code, str(told))
    assert isinstance(back, GateIsShutError)
    assert back.detail == "school 1"
    assert refusal_from("KeyError", "'x'") is None


def test_a_code_names_one_refusal_only() -> None:
    codes = Counter(_codes(RefusedError))
    assert [code for code, count in codes.items() if count > 1] == []


def _codes(parent: type[RefusedError]) -> Iterator[str]:
    for child in parent.__subclasses__():
        if not child.__module__.startswith("tests"):
            yield child.__name__
        yield from _codes(child)
