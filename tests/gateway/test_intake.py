"""A supplier's announcement goes by the gateway, as a signal or for an answer."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from temporalio.client import Client

from domain.intake.orders import MessageOrder
from domain.intake.refusals import NotInQuarantineError
from domain.intake.state import Standing
from domain.orders import CompactReason, UnknownReasonCodeError
from domain.refusals import RefusedError
from gateway.intake import LARGEST, AnnouncementTooLargeError, announce, send
from gateway.operating import compact, discard, replay
from gateway.refusals import EngineAwayError, NoSuchStreamError
from tests.domain.intake.examples import FAULT
from tests.gateway.desk import EARLY, FITS, UNFIT, Desk, desk_of
from workflows.ids import IntakeId

ABSENT = IntakeId("nobody")


@pytest.fixture
async def desk(client: Client) -> AsyncIterator[Desk]:
    async with desk_of(client) as desk:
        yield desk


async def test_who_waits_for_the_answer_hears_under_which_change_it_is_announced(
    desk: Desk,
) -> None:
    fate = await announce(desk.gateway, desk.sending(FITS))
    assert (fate.message, fate.standing, fate.change) == (
        desk.name(),
        Standing.ANNOUNCED,
        "mail",
    )


async def test_who_waits_hears_until_when_it_waits_for_its_predecessor(desk: Desk) -> None:
    fate = await announce(desk.gateway, desk.sending(EARLY))
    assert fate.standing is Standing.WAITING
    assert fate.until is not None
    assert fate.until > desk.gateway.clock() + timedelta(hours=23)


async def test_who_waits_hears_every_fault_of_what_is_quarantined(desk: Desk) -> None:
    fate = await announce(desk.gateway, desk.sending(UNFIT))
    assert (fate.standing, fate.faults) == (Standing.QUARANTINED, (FAULT, FAULT))


async def test_the_same_message_again_gets_the_same_answer_and_is_taken_in_once(
    desk: Desk,
) -> None:
    for payload in (FITS, UNFIT):
        message = desk.sending(payload, message_id=payload)
        first = await announce(desk.gateway, message)
        assert await announce(desk.gateway, message) == first
    assert desk.types == ["message.accepted", "message.announced", "message.quarantined"]


async def test_a_signal_waits_for_nothing_and_is_the_same_message(desk: Desk) -> None:
    await send(desk.gateway, desk.sending(FITS))
    await send(desk.gateway, desk.sending(FITS))
    fate = await announce(desk.gateway, desk.sending(FITS))
    assert fate.standing is Standing.ANNOUNCED
    assert desk.types == ["message.accepted", "message.announced"]


async def test_what_is_too_large_to_travel_is_refused_before_it_is_sent(desk: Desk) -> None:
    too_large = desk.sending("x" * LARGEST)
    for door in (announce, send):
        with pytest.raises(AnnouncementTooLargeError):
            await door(desk.gateway, too_large)
    with pytest.raises(NoSuchStreamError):
        await compact(desk.gateway.client, desk.place, CompactReason.REHEARSED)


async def test_an_engine_that_does_not_answer_is_told_as_away(client: Client) -> None:
    async with desk_of(client) as desk:
        await announce(desk.gateway, desk.sending(FITS))
    impatient = replace(desk.gateway, patience=timedelta(seconds=1))
    with pytest.raises(EngineAwayError):
        await announce(impatient, desk.sending(FITS, message_id="release-3"))


async def test_an_operator_has_a_message_opened_again_once(desk: Desk) -> None:
    await announce(desk.gateway, desk.sending(UNFIT))
    desk.forgives = True
    order = MessageOrder(message=desk.name(), reason="reading_repaired")
    for _ in range(2):
        await replay(desk.gateway.client, desk.place, order, "again-today")
    fate = await announce(desk.gateway, desk.sending(UNFIT))
    assert fate.standing is Standing.ANNOUNCED
    assert desk.types.count("quarantine.replayed") == 1


async def test_an_operator_lays_a_message_aside_and_its_sender_hears_that(desk: Desk) -> None:
    await announce(desk.gateway, desk.sending(UNFIT))
    order = MessageOrder(message=desk.name(), reason="sent_by_mistake")
    await discard(desk.gateway.client, desk.place, order, "aside-today")
    fate = await announce(desk.gateway, desk.sending(UNFIT))
    assert fate.standing is Standing.DISCARDED


@pytest.mark.parametrize(
    ("place", "reason", "refusal"),
    [
        (None, "sent_by_mistake", NotInQuarantineError),
        (ABSENT, "sent_by_mistake", NotInQuarantineError),
        (None, "because", UnknownReasonCodeError),
    ],
)
async def test_an_order_about_nothing_or_for_no_known_reason_is_refused_by_name(
    desk: Desk, place: IntakeId | None, reason: str, refusal: type[RefusedError]
) -> None:
    await announce(desk.gateway, desk.sending(FITS))
    order = MessageOrder(message=desk.name("another"), reason=reason)
    with pytest.raises(refusal):
        await discard(desk.gateway.client, place or desk.place, order, "aside-today")


async def test_a_history_begins_anew_on_an_operators_word(desk: Desk) -> None:
    await announce(desk.gateway, desk.sending(FITS))
    handle = desk.gateway.client.get_workflow_handle(str(desk.place))
    before = (await handle.describe()).run_id
    assert (await compact(desk.gateway.client, desk.place, CompactReason.TOO_LONG)).version == 2
    while (await handle.describe()).run_id == before:  # noqa: ASYNC110 - the server's
        await asyncio.sleep(0.05)
    fate = await announce(desk.gateway, desk.sending(FITS))
    assert (fate.standing, fate.change) == (Standing.ANNOUNCED, "mail")
