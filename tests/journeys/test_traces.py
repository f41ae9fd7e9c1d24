"""What a whole life leaves behind: letters, documents, chains, read models, and nobody's name."""

import asyncio
from collections import Counter
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from temporalio.service import RPCError

from adapters.erasing import erase
from adapters.mailer import message_id
from adapters.people import Holder, appoint, people
from adapters.read_models import rebuild
from adapters.verify import verify
from domain.agreement import commands as c
from domain.agreement.signing import agreement_hash
from domain.canonical import content_hash, hash_of
from domain.letter_cases import ResendReason
from domain.offices import Office, Role
from gateway.letters import resend_letter
from settings import Settings
from tests.journeys.histories import (
    DERIVED,
    kept_by_engine,
    kept_by_store,
    naming,
    page_of,
    rows,
)
from tests.journeys.journey import Journey
from tests.journeys.leaflets import BOTH_NEW, CHEAPER, NEW_PURPOSE
from tests.journeys.running import LETTERS, TURNS
from tests.journeys.said import chosen
from tests.journeys.system import System
from workflows.ids import letter_case_id


async def a_whole_life(journey: Journey) -> None:
    """Offered, chosen, signed, changed, half withdrawn, returned, destroyed, closed."""
    await journey.active(chosen(), chosen("speech"))
    await journey.filed()
    await journey.announced()
    await journey.approved()
    await journey.announced(BOTH_NEW, "change-2")
    await journey.rejected(BOTH_NEW, "change-2")
    await journey.chose(chosen("speech", "no", journey.schools[0], of=NEW_PURPOSE))
    await journey.filed()
    ending = await journey.ended()
    await journey.ask(c.RequestReturn(ending=ending))
    export = c.DeliverExport(ending=ending, export=content_hash("export"))
    await journey.ask(export, journey.seller)
    await journey.ask(c.ConfirmExport(ending=ending))
    await journey.settled("ending-1")
    for one in ("ending-1", ending):
        await journey.certified(one)
    assert await journey.outcome() == "COMPLETED"


async def test_every_letter_that_is_owed_reaches_its_reader_once(
    journey: Journey, settings: Settings
) -> None:
    await a_whole_life(journey)
    await journey.delivered()

    letters = await journey.system.letters(str(journey.place))
    arrived = Counter(one["Message-ID"] for one in journey.system.mail_kept())
    sent = [message_id(f"letter:{one.id}", settings.mail_from) for one in letters if one.sent_at]
    assert {arrived[one] for one in sent} == {1}
    assert {one.state for one in letters} <= {"sent", "obsolete"}
    told = {(one.template, one.party.partition(":")[0]) for one in letters}
    assert {("agreement.closed", "board"), ("agreement.closed", "supplier")} <= told
    assert all(one.question for one in letters if one.state == "obsolete")


async def test_the_document_is_stored_under_its_hash_and_says_what_was_agreed(
    journey: Journey,
) -> None:
    await journey.active(chosen(), chosen("speech", "yes", journey.schools[0]))
    await journey.filed()

    (record,) = [one for one in await journey.records() if one.event.type == "document.filed"]
    assert record.event.type == "document.filed"
    state = await journey.state(record.provenance.occurred_at)
    content = await journey.system.storage.get(record.event.hash)
    assert hash_of(content) == record.event.hash
    page = text_of(content)
    assert agreement_hash(state, record.provenance.occurred_at) in page.replace(" ", "")
    board, *schools = (journey.place.board, *journey.schools)
    assert all(f"School {school}" in page for school in schools)
    assert f"Board {board}" in page
    assert str(journey.place) in page
    assert not any(name in page for name in await private(journey.system))


async def test_chains_hold_and_read_models_are_the_same_when_made_anew(
    journey: Journey, other: Journey
) -> None:
    await a_whole_life(journey)
    await other.active()
    await other.announced()
    pool = journey.system.pool
    await journey.system.at_rest()

    verified = await verify(pool)
    before = {table: await rows(pool, table) for table in DERIVED}
    await rebuild(pool)
    after = {table: await rows(pool, table) for table in DERIVED}

    assert verified.broken == ()
    assert verified.events == len(await rows(pool, "event"))
    assert after == before
    assert all(before.values())


async def test_an_erased_person_breaks_nothing_and_letters_wait_for_who_comes_after(
    journey: Journey,
) -> None:
    pool, client = journey.system.pool, journey.system.client
    await journey.active()
    await journey.delivered()
    await erase(pool, journey.director, journey.system.now())

    await journey.announced(CHEAPER)
    await journey.seen(lambda: case_is_open(journey))
    office = Office(party=f"board:{journey.place.board}", role=Role.DIRECTION)
    today = journey.system.now()
    await appoint(pool, Holder(office=office, person=journey.deputy, valid_from=today))
    (waiting,) = await letters_without_recipient(journey)
    await resend_letter(client, waiting, ResendReason.RECIPIENT_APPOINTED)

    await journey.post("change.told")
    assert (await verify(pool)).broken == ()
    await journey.system.at_rest()
    before = {table: await rows(pool, table) for table in DERIVED}
    await rebuild(pool)
    assert {table: await rows(pool, table) for table in DERIVED} == before


async def letters_without_recipient(journey: Journey) -> list[str]:
    """The ids of the letters about this agreement that nobody can be sent."""
    letters = await journey.system.letters(str(journey.place))
    return [one.id for one in letters if one.state == "no_recipient"]


async def case_is_open(journey: Journey) -> bool:
    """Whether people see in the Temporal UI that a letter has no recipient."""
    for letter in await letters_without_recipient(journey):
        handle = journey.system.client.get_workflow_handle(letter_case_id(letter))
        with suppress(RPCError):
            return "akkoord people" in await page_of(handle)
    return False


async def test_nobody_is_named_in_what_is_kept_for_good(journey: Journey, worker_log: Path) -> None:
    await a_whole_life(journey)
    await journey.delivered()
    system = journey.system

    by_engine = await kept_by_engine(system.client, (TURNS, LETTERS))
    by_store, said = await kept_by_store(system.pool), worker_log.read_text()

    assert journey.director in by_engine
    assert journey.director in by_store
    assert "letter.handled" in said
    written = " ".join(str(one["To"]) for one in system.mail_kept())
    assert f"Verzonnen {journey.director.title().replace('-', ' ')}" in written
    assert naming(by_engine + by_store + said, system.told_of_people()) == []


async def test_a_name_is_found_wherever_the_engine_keeps_it(system: System) -> None:
    places = ("Argument", "Id", "Memo", "Signal", "Summary", "Word of the end", "Details")
    an = {place: f"An {place} Peeters" for place in places}
    handle = await system.client.start_workflow(
        "nobody-works-on-this",
        {"deep": [an["Argument"]]},
        id=an["Id"],
        task_queue="journeys-nobody",
        memo={"said": an["Memo"]},
        static_summary=an["Summary"],
        static_details=an["Details"],
    )
    await handle.signal("any", an["Signal"])
    await handle.terminate(an["Id"].upper(), reason=an["Word of the end"])
    await until_listed(system, an["Id"])

    kept = await kept_by_engine(system.client)

    assert naming(kept, [*an.values(), "An Peeters"]) == list(an.values())


async def until_listed(system: System, workflow: str) -> None:
    """Wait until a workflow is in the lists, which follow a moment later."""
    async with asyncio.timeout(10):
        listed = f"WorkflowId = '{workflow}' AND ExecutionStatus = 'Terminated'"
        while not (await system.client.count_workflows(listed)).count:  # noqa: ASYNC110 - asked of a server
            await asyncio.sleep(0.05)


async def private(system: System) -> list[str]:
    """Everything that is known of people, but for their ids and languages."""
    return [known for one in await people(system.pool) for known in (one.name, one.email)]


def text_of(pdf: bytes) -> str:
    """All the text on the pages, white space folded."""
    pages = PdfReader(BytesIO(pdf)).pages
    whole = " ".join(page.extract_text() for page in pages)
    return " ".join(whole.replace("\u200b", "").replace("\u2060", "").split())
