"""What suppliers' systems send, as it comes: twice, out of order, unreadable, unsealed."""

import asyncio
import json
from dataclasses import replace

from adapters.intakes import quarantine
from domain.agreement import commands as c
from domain.agreement.state import ChangeStanding
from domain.intake.envelope import Envelope, message_command_id
from domain.intake.orders import MessageOrder
from domain.intake.state import Standing
from domain.periods import seconds
from domain.product.commands import EndProduct
from domain.records import Appended
from gateway import intake
from gateway.intake import Sending
from tests.journeys.journey import Journey
from tests.journeys.leaflets import BOTH_NEW, CHEAPER, FIRST, NEW_PURPOSE
from tests.journeys.said import opens
from workflows.ids import IntakeId


async def until_held(journey: Journey, number: int) -> list[set[str]]:
    """Wait until so many messages are in quarantine; returns the codes of their faults."""

    async def there() -> bool:
        return len(await quarantine(journey.system.pool, journey.line.supplier)) >= number

    await journey.seen(there)
    held = await quarantine(journey.system.pool, journey.line.supplier)
    return [{fault.code for fault in one.faults} for one in held]


async def sent(journey: Journey, *messages: Sending) -> None:
    """Signal the intake, message by message."""
    for message in messages:
        await intake.send(journey.system.gateway, message)


async def test_story_18_three_times_out_of_order_and_one_that_does_not_parse(
    journey: Journey, other: Journey
) -> None:
    system, line = journey.system, journey.line
    for one in (journey, other):
        await one.active()
    await line.registered(system)
    first = await line.message(system, line.announcement(system, NEW_PURPOSE, "change-1"))
    line.changes["change-1"] = NEW_PURPOSE
    second = await line.message(system, line.announcement(system, BOTH_NEW, "change-2"))
    garbage = await line.message(system, '{"schema": "announcement/1", "product": ')

    await sent(journey, second, garbage, first, second, first, second, first)

    for one in (journey, other):
        await one.counted("change.received", 2)
        state = await one.state()
        assert [change.id for change in state.changes] == ["change-1", "change-2"]
        assert [change.follows for change in state.changes] == [None, "change-1"]
    assert await until_held(journey, 1) == [{"not_json"}]


async def test_two_boards_that_hear_of_one_change_go_different_ways(
    journey: Journey, other: Journey
) -> None:
    for one in (journey, other):
        await one.active()
        await one.announced()

    await asyncio.gather(journey.rejected(), other.approved())

    assert opens(await journey.gate(), FIRST)
    assert opens(await other.gate(), NEW_PURPOSE)


async def test_a_message_whose_predecessor_never_comes_goes_to_quarantine(
    journey: Journey,
) -> None:
    system, line = journey.system, journey.line
    await journey.active()
    await line.registered(system)
    line.changes["never-sent"] = CHEAPER
    early = await line.message(system, line.announcement(system, BOTH_NEW, "change-2"))

    fate = await intake.announce(system.gateway, early)

    assert fate.standing is Standing.WAITING
    assert await until_held(journey, 1) == [{"predecessor_unknown"}]
    assert await journey.count("change.received") == 0


async def test_what_waited_and_was_given_up_is_replayed_when_its_predecessor_is_there(
    journey: Journey,
) -> None:
    system, line = journey.system, journey.line
    await journey.active()
    await line.registered(system)
    first = line.announcement(system, NEW_PURPOSE, "change-1")
    line.changes["change-1"] = NEW_PURPOSE
    second = await line.message(system, line.announcement(system, BOTH_NEW, "change-2"))
    await sent(journey, second)
    await until_held(journey, 1)
    await sent(journey, await line.message(system, first))
    await journey.counted("change.received", 1)

    handle = system.client.get_workflow_handle(str(IntakeId(line.supplier)))
    order = MessageOrder(
        message=message_command_id(line.supplier, second.message_id),
        reason="predecessor_announced",
    )
    await handle.execute_update("replay", order, result_type=Appended)

    await journey.counted("change.received", 2)
    assert await quarantine(system.pool, line.supplier) == ()


async def test_whatever_is_signalled_is_kept_and_seen(journey: Journey) -> None:
    system, line = journey.system, journey.line
    await journey.active()
    await line.registered(system)
    good = line.announcement(system, NEW_PURPOSE, "change-1")
    sealed = intake.sealed(system.gateway, await line.message(system, good))
    place = str(IntakeId(line.supplier))
    await sent(journey, await line.message(system, "no json at all"))
    handle = system.client.get_workflow_handle(place)

    for whatever in (
        {"source": "erp", "message_id": "unsealed", "payload": json.dumps(good)},
        sealed.model_copy(update={"payload": sealed.payload.replace("2026", "2027", 1)}),
        system.gateway.sealer.seal_envelope(sealed, "intake:somebody-else"),
        [1, 2, 3],
        "only words",
        None,
    ):
        await handle.signal("announce_leaflet", whatever)

    codes = await until_held(journey, 7)
    told = {code for held in codes for code in held}
    assert {"not_json", "seal_missing", "seal_invalid", "envelope_unreadable"} <= told
    assert await journey.count("change.received") == 0
    assert (await handle.describe()).status is not None


async def test_the_same_id_with_other_words_is_a_message_of_its_own_in_quarantine(
    journey: Journey,
) -> None:
    system, line = journey.system, journey.line
    await journey.active()
    await journey.announced()
    said = line.announcement(system, CHEAPER, "change-2")
    again = replace(await line.message(system, said), message_id="message-1")
    taken = await intake.announce(system.gateway, replace(again, message_id="message-x"))
    assert taken.standing is Standing.ANNOUNCED

    other = await line.message(system, line.announcement(system, BOTH_NEW, "change-3"))
    fate = await intake.announce(system.gateway, replace(other, message_id="message-x"))

    assert fate.standing is Standing.QUARANTINED
    assert "message_id_used" in {fault.code for fault in fate.faults} | set.union(
        *await until_held(journey, 1)
    )


async def test_an_update_without_a_seal_is_refused_and_leaves_nothing(journey: Journey) -> None:
    system, line = journey.system, journey.line
    await line.registered(system)
    await sent(journey, await line.message(system, "no json at all"))
    await until_held(journey, 1)
    handle = system.client.get_workflow_handle(str(IntakeId(line.supplier)))

    refused = False
    try:
        await handle.execute_update("announce_leaflet", Envelope(message_id="forged"))
    except Exception as error:  # noqa: BLE001 - whatever the client raises
        refused = "SealMissingError" in repr(getattr(error, "cause", error).__dict__)

    assert refused
    assert len(await until_held(journey, 1)) == 1


async def test_an_agreement_that_is_activated_later_hears_once_of_what_was_announced(
    journey: Journey, other: Journey
) -> None:
    await journey.active()
    await journey.announced()
    await journey.announced(BOTH_NEW, "change-2")

    await other.active()
    await other.counted("change.received", 2)

    assert [one.standing for one in (await other.state()).changes] == [ChangeStanding.ASKED] * 2
    assert (await journey.types()).count("change.received") == 2


async def test_an_agreement_that_is_ending_is_told_and_not_asked(journey: Journey) -> None:
    await journey.active()
    await journey.ended()

    change = await journey.announced()

    assert change.standing is ChangeStanding.NOTED
    assert change.answer_by is None
    assert (await journey.types())[-1] == "change.told"


async def test_a_lapsed_change_is_offered_again_to_one_agreement(journey: Journey) -> None:
    await journey.active(answer_period=seconds(1))
    await journey.announced()
    await journey.happened("change.lapsed")

    again = c.ReofferChange(change="change-1", new_change="change-1-again")
    await journey.ask(again, journey.seller)

    state = await journey.until(lambda one: one.changes[-1].id == "change-1-again")
    assert state.changes[-1].standing is ChangeStanding.ASKED


async def test_what_is_announced_of_a_product_that_ended_goes_to_quarantine(
    journey: Journey,
) -> None:
    system, line = journey.system, journey.line
    await line.registered(system)
    await line.ask(system, EndProduct(reason="no_longer_offered"))
    late = await line.message(system, line.announcement(system, NEW_PURPOSE, "change-1"))

    fate = await intake.announce(system.gateway, late)

    assert fate.standing is Standing.QUARANTINED
    assert await until_held(journey, 1) == [{"product_not_running"}]
