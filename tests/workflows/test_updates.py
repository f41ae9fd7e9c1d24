"""The doors of an agreement: one for each command of a person, each kept and described."""

from temporalio import workflow

from domain.agreement.mandates import MANDATES
from workflows.agreement.workflow import AgreementWorkflow
from workflows.turns import Turns

UPDATES = workflow._Definition.must_from_class(AgreementWorkflow).updates
FOR_OPERATORS = {"compact"}
KINDS = {command.model_fields["kind"].default for command in MANDATES}


def test_every_command_of_a_person_has_its_update_and_nothing_else_has() -> None:
    assert set(UPDATES) == KINDS | FOR_OPERATORS


def test_every_update_that_needs_a_mandate_is_checked_at_the_door() -> None:
    assert {UPDATES[kind].validator for kind in KINDS} == {Turns.check}


def test_every_update_has_a_validator_without_which_no_seal_is_checked() -> None:
    assert all(update.validator for update in UPDATES.values())


def test_every_update_says_what_it_is_for() -> None:
    descriptions = [update.description or "" for update in UPDATES.values()]

    assert all(one.endswith(".") and len(one) < 100 for one in descriptions)
    assert len(set(descriptions)) == len(descriptions)
