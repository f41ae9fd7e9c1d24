"""The doors of every stream: one for each command of a person, each kept and described."""

import pytest
from pydantic import BaseModel
from temporalio import workflow

from domain.agreement.mandates import MANDATES as OF_AGREEMENT
from domain.product.mandates import MANDATES as OF_PRODUCT
from workflows.agreement.workflow import AgreementWorkflow
from workflows.intake.workflow import IntakeWorkflow
from workflows.product.workflow import ProductWorkflow
from workflows.turns import Turns

STREAMS: dict[type, tuple[set[type[BaseModel]], set[str]]] = {
    AgreementWorkflow: (set(OF_AGREEMENT), {"remind", "compact", "catch_up"}),
    ProductWorkflow: (set(OF_PRODUCT), {"compact", "catch_up", "announce"}),
    IntakeWorkflow: (set(), {"compact", "catch_up", "announce_leaflet", "replay", "discard"}),
}
"""By workflow: the commands of its people, and what machines and operators ask."""


def updates(stream: type) -> dict[str, workflow._UpdateDefinition]:
    """The updates of a workflow, by name."""
    return {
        name or "": one
        for name, one in workflow._Definition.must_from_class(stream).updates.items()
    }


def kinds(stream: type) -> set[str]:
    """The kinds of the commands that people ask."""
    return {command.model_fields["kind"].default for command in STREAMS[stream][0]}


@pytest.mark.parametrize("stream", STREAMS)
def test_every_command_of_a_person_has_its_update_and_nothing_else_has(stream: type) -> None:
    assert set(updates(stream)) == kinds(stream) | STREAMS[stream][1]


@pytest.mark.parametrize("stream", STREAMS)
def test_every_update_that_needs_a_mandate_is_checked_at_the_door(stream: type) -> None:
    assert {updates(stream)[kind].validator for kind in kinds(stream)} <= {Turns.check}


@pytest.mark.parametrize("stream", STREAMS)
def test_every_update_has_a_validator_without_which_no_seal_is_checked(stream: type) -> None:
    assert all(update.validator for update in updates(stream).values())


@pytest.mark.parametrize("stream", STREAMS)
def test_every_update_says_what_it_is_for(stream: type) -> None:
    descriptions = [update.description or "" for update in updates(stream).values()]

    assert all(one.endswith(".") and len(one) < 200 for one in descriptions)
    assert len(set(descriptions)) == len(descriptions)
