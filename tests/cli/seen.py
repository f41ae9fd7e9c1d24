"""What the demonstration sees when its stories are told on paper."""

import asyncio
from functools import cache

from cli.demonstration import catalogue
from cli.demonstration.observation import (
    Letters,
    Observation,
    Signals,
    StoredDocument,
)
from cli.demonstration.questions import answered, from_log, questions
from cli.demonstration.scene import Scene, agreement_id, lines_of
from cli.demonstration.stories import STORIES
from domain.agreement.events.offering import DocumentFiled
from domain.canonical import content_hash
from domain.leaflet.leaflet import Leaflet
from tests.cli.paper import PaperStage


@cache
def known_leaflets() -> dict[str, Leaflet]:
    """Read them once."""
    return catalogue.leaflets()


async def tell(scene: Scene) -> None:
    """Tell all stories side by side."""
    await asyncio.gather(*(scene.play(story) for story in STORIES))


def seen() -> Observation:
    """Tell all stories, and look."""
    boards, suppliers, leaflets = catalogue.boards(), catalogue.suppliers(), known_leaflets()
    stage = PaperStage(boards, {content_hash(one): one for one in leaflets.values()})
    lines = lines_of(STORIES, stage, suppliers, catalogue.lines(leaflets))
    scene = Scene(stage, boards, suppliers, leaflets, lines)
    asyncio.run(tell(scene))
    records = tuple(stage.records)
    streams = {record.stream_id for record in records}
    logs = {
        stream: tuple(record for record in records if record.stream_id == stream)
        for stream in sorted(streams)
    }
    letters = len(stage.letters)
    people = [person for board in catalogue.boards().values() for person in board.people] + [
        supplier.contract_manager for supplier in catalogue.suppliers().values()
    ]
    return Observation(
        records=records,
        ends={
            agreement_id(*pair): phase for story in STORIES for pair, phase in story.ends.items()
        },
        announcements=catalogue.announcements(known_leaflets()),
        attempts=tuple(scene.notes.attempts),
        gate=tuple(answered(one, from_log(one, logs), logs) for one in questions(logs)),
        letters=Letters(sent=letters, unknown=0, unfinished=0, files=letters),
        signals=Signals(
            messages=21, unreadable=1, announced=20, quarantined=1, on_their_way=0
        ),  # nobody signals on paper
        documents=tuple(
            StoredDocument(record.stream_id, record.event.hash, is_stored=True)
            for record in records
            if isinstance(record.event, DocumentFiled)
        ),
        chains_broken=(),
        names=tuple(word for person in people for word in (person.name, person.email)),
    )
