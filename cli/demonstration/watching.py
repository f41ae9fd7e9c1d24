"""Looking at what is left behind when the stories are over: letters, documents, gate, chains."""

import asyncio

from adapters.following import records_behind
from adapters.gate import may_process
from adapters.intakes import held_messages
from adapters.letter_cases import count_letters
from adapters.verify import verify
from cli.connection import System
from cli.demonstration.catalogue import announcements
from cli.demonstration.observation import (
    Announcement,
    GateAnswer,
    Letters,
    Observation,
    Signals,
    StoredDocument,
)
from cli.demonstration.questions import answered, questions
from cli.demonstration.real_stage import RealStage
from cli.demonstration.scene import Scene, Story, agreement_id
from cli.demonstration.setting import everybody
from cli.demonstration.stories.names import SUPPLIERS
from cli.documents import is_stored
from domain.agreement.events.offering import DocumentFiled
from domain.agreement.issuing import document_owed
from domain.intake.events import MessageAnnounced
from domain.letter_cases import Standing
from domain.records import EventRecord

PATIENCE, LOOK = 10.0, 0.2
WAITING = (Standing.PENDING, Standing.SENDING)
UNFINISHED = (*WAITING, Standing.FAILED, Standing.NO_RECIPIENT)


async def settled(system: System, stage: RealStage) -> Letters:
    """Wait until every letter is gone and every document is there; return the letters then."""
    loop = asyncio.get_running_loop()
    give_up = loop.time() + PATIENCE
    while True:
        letters = await _letters(system)
        await stage.look()
        owed = any(document_owed(state) for state in stage.states.values())
        at_rest = letters.sent == letters.files and not letters.unfinished and not owed
        if at_rest or loop.time() > give_up:
            return letters
        await asyncio.sleep(LOOK)


async def _letters(system: System) -> Letters:
    counted = await count_letters(system.pool)
    directory = system.settings.mail_directory
    files = await asyncio.to_thread(lambda: len(list(directory.glob("*.eml"))))
    return Letters(
        sent=counted[Standing.SENT],
        unknown=counted[Standing.UNKNOWN],
        unfinished=sum(counted[one] for one in UNFINISHED),
        files=files,
    )


async def observed(
    system: System,
    stage: RealStage,
    scene: Scene,
    stories: tuple[Story, ...],
    stuck: tuple[str, ...],
) -> Observation:
    """Look at everything once."""
    letters = await settled(system, stage)
    records = tuple(stage.records)
    seen = await verify(system.pool, history=await system.checkpoints())
    people = everybody(scene.boards, scene.suppliers)
    return Observation(
        records=records,
        stuck=stuck,
        ends=ends_of(stories, scene.number),
        announcements=_announcements(scene),
        attempts=tuple(scene.notes.attempts),
        gate=await _gate(system, records, scene.number),
        letters=letters,
        signals=await _signals(system, stage),
        documents=await _documents(system, records),
        chains_broken=tuple(f"{one.stream_id}#{one.version}" for one in seen.broken),
        names=tuple(word for person in people for word in (person.name, person.email)),
    )


async def _signals(system: System, stage: RealStage) -> Signals:
    intakes = tuple({f"intake:{supplier}" for supplier in SUPPLIERS})
    records = await records_behind(system.pool, dict.fromkeys(intakes, 0))
    announced = sum(isinstance(record.event, MessageAnnounced) for record in records)
    held = [one for key in SUPPLIERS for one in await held_messages(system.pool, key)]
    quarantined = sum(one.standing == "quarantined" for one in held)
    return Signals(
        messages=stage.messages,
        unreadable=stage.unreadable,
        announced=announced,
        quarantined=quarantined,
        on_their_way=len(held) - quarantined,
    )


def ends_of(stories: tuple[Story, ...], number: int) -> dict[str, str]:
    """Return the phase in which each agreement's story ends."""
    return {
        agreement_id(*pair, number): phase
        for story in stories
        for pair, phase in story.ends.items()
    }


def _announcements(scene: Scene) -> tuple[Announcement, ...]:
    return announcements(scene.leaflets)


async def _gate(
    system: System, records: tuple[EventRecord, ...], number: int
) -> tuple[GateAnswer, ...]:
    logs: dict[str, tuple[EventRecord, ...]] = {}
    for record in records:
        logs[record.stream_id] = (*logs.get(record.stream_id, ()), record)
    found = []
    for one in questions(logs, number):
        answer = await may_process(system.pool, one.school, one.product, one.service, one.at)
        found.append(answered(one, answer, logs))
    return tuple(found)


async def _documents(
    system: System, records: tuple[EventRecord, ...]
) -> tuple[StoredDocument, ...]:
    found = []
    for record in records:
        if isinstance(record.event, DocumentFiled):
            stored = await is_stored(system, record.event.hash)
            found.append(StoredDocument(record.stream_id, record.event.hash, is_stored=stored))
    return tuple(found)
