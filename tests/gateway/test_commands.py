"""What the one who asks is told when the engine does not do its part."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from temporalio.client import Client, WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError
from temporalio.service import RetryConfig, RPCError, RPCStatusCode

from adapters.local.temporal import temporal_in_memory
from adapters.local.temporal_cli import temporal_cli
from domain.agreement import commands as c
from domain.agreement.refusals import HashNotCurrentError
from domain.refusals import RefusedError
from gateway.engine import converter
from gateway.refusals import EngineAwayError, EngineBusyError, EngineFaultError, named_failures
from settings import Settings
from tests.scenario import SUPPLIER
from tests.workflows.engine import OFFER, Engine, working
from tests.workflows.memory import Memory

SHORT = timedelta(seconds=1)
IMPATIENT = RetryConfig(max_retries=1, max_elapsed_time_millis=500)


async def test_a_server_that_is_away_is_told_as_such(
    engine: Engine, settings: Settings, tmp_path: Path
) -> None:
    cli = await temporal_cli(settings, print)
    async with temporal_in_memory(cli, tmp_path) as server:
        client = await Client.connect(
            server.address, data_converter=converter(), retry_config=IMPATIENT
        )
    engine.gateway = replace(engine.gateway, client=client, patience=SHORT)

    with pytest.raises(EngineAwayError):
        await engine.offered()
    with pytest.raises(EngineAwayError):
        await engine.ask(c.RefuseOffer(reason="not_needed"))


async def test_a_worker_that_is_away_is_told_as_such_and_the_command_can_be_repeated(
    client: Client,
) -> None:
    memory = Memory()
    async with working(client, memory) as engine:
        await engine.offered()
    no = c.RefuseOffer(reason="not_needed")
    patient = engine.gateway
    engine.gateway = replace(patient, patience=SHORT)
    with pytest.raises(EngineAwayError):
        await engine.ask(no, command_id="the-refusal")

    engine.gateway = patient
    async with working(client, memory, engine):
        answer = await engine.ask(no, command_id="the-refusal")

    assert answer.version == 2
    assert engine.types == ["agreement.offered", "offer.refused"]


async def test_a_store_that_is_away_is_waited_for(engine: Engine) -> None:
    engine.memory.store.is_away = True
    engine.gateway = replace(engine.gateway, patience=SHORT)
    with pytest.raises(EngineAwayError):
        await engine.ask(OFFER, SUPPLIER, command_id="the-offer")

    engine.memory.store.is_away = False
    engine.gateway = replace(engine.gateway, patience=timedelta(seconds=20))

    assert (await engine.ask(OFFER, SUPPLIER, command_id="the-offer")).version == 1
    assert engine.types == ["agreement.offered"]


async def test_a_namespace_that_is_not_there_is_a_fault(engine: Engine) -> None:
    address = engine.client.service_client.config.target_host
    elsewhere = await Client.connect(address, namespace="nowhere", data_converter=converter())
    engine.gateway = replace(engine.gateway, client=elsewhere, patience=SHORT)

    with pytest.raises(EngineFaultError):
        await engine.ask(c.RefuseOffer(reason="not_needed"))


@pytest.mark.parametrize("status", [RPCStatusCode.FAILED_PRECONDITION, RPCStatusCode.ABORTED])
def test_a_history_that_ends_under_a_request_means_ask_again(status: RPCStatusCode) -> None:
    with pytest.raises(EngineBusyError), named_failures():
        raise RPCError("unexpected workflow task failure", status, b"")


def failed(cause: BaseException) -> Exception:
    """What the one who asks gets for a failed update."""
    with pytest.raises((RefusedError, EngineFaultError)) as told, named_failures():
        raise WorkflowUpdateFailedError(cause)
    return told.value


def test_a_refusal_arrives_as_the_class_it_was_with_its_detail() -> None:
    refusal = HashNotCurrentError("abc")

    told = failed(ApplicationError(str(refusal), type="HashNotCurrentError"))

    assert isinstance(told, HashNotCurrentError)
    assert told.detail == "abc"


@pytest.mark.parametrize(
    "cause",
    [
        ApplicationError("", type="KeyError"),
        ApplicationError(""),
        RuntimeError("undecodable"),
    ],
    ids=str,
)
def test_what_is_no_refusal_is_a_fault(cause: BaseException) -> None:
    assert type(failed(cause)) is EngineFaultError
