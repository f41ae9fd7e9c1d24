"""Story 35: what is not sealed as it must be is refused, and the worker is unharmed."""

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from temporalio.client import WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError

from adapters.seal import Sealer
from domain.agreement import commands as c
from domain.orders import OperatorOrder
from domain.records import Appended
from domain.requests import SealedRequest
from tests.scenario import chosen
from tests.workflows.engine import Engine

YES = c.Choose(choices=(chosen(),))
NO = c.RefuseOffer(reason="not_needed")


async def refused(engine: Engine, update: str, argument: SealedRequest) -> str | None:
    """Send an update past the gateway; return the name of its refusal."""
    with pytest.raises(WorkflowUpdateFailedError) as failed:
        await engine.handle.execute_update(update, argument)
    cause = failed.value.cause
    assert isinstance(cause, ApplicationError)
    return cause.type


def forged(engine: Engine) -> SealedRequest:
    """Another person's name under a genuine seal."""
    sealed = engine.sealed(YES)
    return sealed.model_copy(update={"body": sealed.body.replace("director", "impostor")})


def of_a_stranger(engine: Engine) -> SealedRequest:
    """A good seal of a key that is nobody's, under the name of the gateway's key."""
    sealed = engine.sealed(YES)
    stranger = Sealer(Ed25519PrivateKey.generate())
    signature = stranger._key.sign(sealed.body.encode()).hex()
    return sealed.model_copy(update={"signature": signature})


FORGERIES = {
    "the words were altered": (forged, "SealInvalidError"),
    "another key sealed it": (of_a_stranger, "SealInvalidError"),
    "the key is unknown": (
        lambda engine: engine.sealed(YES).model_copy(update={"key_id": "0" * 16}),
        "UnknownKeyError",
    ),
    "the signature is no signature": (
        lambda engine: engine.sealed(YES).model_copy(update={"signature": "no hex"}),
        "SealInvalidError",
    ),
    "the signature is too short": (
        lambda engine: engine.sealed(YES).model_copy(update={"signature": "00"}),
        "SealInvalidError",
    ),
    "it is old": (
        lambda engine: engine.sealed(YES, issued_at=engine.now() - timedelta(minutes=16)),
        "SealExpiredError",
    ),
    "it is of a time to come": (
        lambda engine: engine.sealed(YES, issued_at=engine.now() + timedelta(minutes=5)),
        "SealExpiredError",
    ),
    "it is for another agreement": (
        lambda engine: engine.sealed(YES, workflow_id="agreement:gent:github:999999"),
        "SealForeignError",
    ),
    "it is of another command": (
        lambda engine: engine.sealed(NO),
        "SealedForOtherCommandError",
    ),
    "it is the engine's own command": (
        lambda engine: engine.sealed(c.PassTime()),
        "SealedForOtherCommandError",
    ),
}


@pytest.mark.parametrize("how", FORGERIES)
async def test_a_false_seal_is_refused_and_leaves_nothing(engine: Engine, how: str) -> None:
    forge, refusal = FORGERIES[how]
    await engine.offered()
    before = await engine.history()

    assert await refused(engine, "choose", forge(engine)) == refusal

    assert await engine.history() == before
    assert engine.types == ["agreement.offered"]
    assert (await engine.ask(YES)).version > 1  # the worker is unharmed


@pytest.mark.parametrize(
    "argument",
    [
        {"kind": "choose"},
        {"body": "{}", "key_id": "", "signature": ""},
        "yes",
        None,
        [],
        7,
    ],
    ids=str,
)
async def test_a_plain_update_is_refused_and_leaves_nothing(
    engine: Engine, argument: object
) -> None:
    await engine.offered()
    before = await engine.history()

    with pytest.raises(WorkflowUpdateFailedError):
        await engine.handle.execute_update("choose", argument)
    with pytest.raises(WorkflowUpdateFailedError):
        await engine.handle.execute_update("choose")

    assert await engine.history() == before
    assert engine.types == ["agreement.offered"]
    assert (await engine.ask(YES)).version > 1


async def test_an_update_without_any_argument_lacks_a_seal(engine: Engine) -> None:
    await engine.offered()

    with pytest.raises(WorkflowUpdateFailedError) as failed:
        await engine.handle.execute_update("choose")

    assert isinstance(failed.value.cause, ApplicationError)
    assert failed.value.cause.type == "SealMissingError"


async def test_an_order_does_not_open_a_persons_door(engine: Engine) -> None:
    await engine.offered()

    with pytest.raises(WorkflowUpdateFailedError):
        await engine.handle.execute_update("choose", OperatorOrder(reason="because"))

    assert engine.types == ["agreement.offered"]


async def test_a_false_seal_at_birth_leaves_no_agreement(engine: Engine) -> None:
    engine.gateway = engine.with_key(Ed25519PrivateKey.generate())

    with pytest.raises(Exception, match="key that is not accepted"):
        await engine.offered()

    await engine.handle.result()
    assert engine.types == []


async def test_a_seal_used_again_gets_its_first_answer_and_adds_nothing(engine: Engine) -> None:
    await engine.offered()
    sealed = engine.sealed(YES)
    first = await engine.handle.execute_update("choose", sealed, result_type=Appended)
    stored = engine.types

    again = await engine.handle.execute_update("choose", sealed, result_type=Appended)

    assert again == first
    assert engine.types == stored
