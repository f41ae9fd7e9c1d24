"""Every event has its sentence, and every golden event can be said in it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from cli.sentences import SENTENCES, sentence
from domain.agreement.events.changes import ChangeReceived
from domain.events import EVENT_CLASSES, AnyEvent, Event
from domain.intake.events import (
    MessageAccepted,
    MessageAnnounced,
    MessageQuarantined,
    MessageWaits,
    QuarantineDiscarded,
    QuarantineReplayed,
)
from domain.intake.opened import Sender
from domain.intake.reasons import DiscardReason, ReplayReason
from domain.leaflet.digest import digest
from domain.periods import hours
from domain.product.events import (
    AnnouncementTold,
    AnnouncementWithdrawn,
    LeafletAnnounced,
    ProductEnded,
    ProductRegistered,
)
from domain.records import Provenance, records_of
from tests.domain.intake.examples import FAULT, HASH, to_announce
from tests.domain.leaflet.examples import LEAFLET

START = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)

GOLDEN = sorted((Path(__file__).parents[1] / "golden" / "events").glob("*.json"))
EVENT: TypeAdapter[Event] = TypeAdapter(Event)
PROVENANCE = Provenance(
    command_id="said",
    command_digest="0" * 64,
    actor="person:director",
    mandate=None,
    via="test",
    occurred_at=START,
)

_BARE: dict[str, Any] = {
    "change": "change-2",
    "product": "quill",
    "base": HASH,
    "leaflet": digest(LEAFLET),
    "items": (),
    "important_for": (),
    "follows": None,
    "announced_from": START,
    "notice_until": None,
    "other_party": False,
}


def test_every_event_has_a_sentence_and_no_sentence_is_left_over() -> None:
    assert set(SENTENCES) == {one.model_fields["type"].default for one in EVENT_CLASSES}


SAID: dict[str, AnyEvent] = {
    "registered: Quill, on quill@1": ProductRegistered(
        product="quill", supplier="inkt", name="Quill", leaflet=digest(LEAFLET)
    ),
    "announced: quill@1, as change-2, from 2026-09-01 08:00:00Z": LeafletAnnounced(
        announced=to_announce(), digest=digest(LEAFLET), message="m-1"
    ),
    "change-2: withdrawn (error)": AnnouncementWithdrawn(change="change-2", reason="error"),
    "change-2: every agreement has heard of it, 812 have it": AnnouncementTold(
        change="change-2", agreements=812
    ),
    "ENDED (replaced): nothing more is announced": ProductEnded(reason="replaced"),
    "m-1: accepted, to be announced as change-2, from 2026-09-01 08:00:00Z": MessageAccepted(
        message="m-1",
        envelope=HASH,
        arrived=START,
        sender=Sender(person="p-1", mandate="m-1", via="cli"),
        announced=to_announce(),
        patience=hours(24),
    ),
    "m-1: announced, as change-2": MessageAnnounced(message="m-1", change="change-2"),
    f"m-1: waits for its predecessor {HASH[:12]} until 2026-09-01 08:00:00Z": MessageWaits(
        message="m-1", envelope=HASH, arrived=START, predecessor=HASH, until=START
    ),
    "m-1: in QUARANTINE, 1 fault": MessageQuarantined(
        message="m-1", envelope=HASH, arrived=START, faults=(FAULT,)
    ),
    "m-1: in QUARANTINE, 4 faults": MessageQuarantined(
        message="m-1", envelope=HASH, arrived=START, faults=(FAULT,) * 4
    ),
    "m-1: opened again (key_accepted)": QuarantineReplayed(
        message="m-1", reason=ReplayReason.KEY_ACCEPTED
    ),
    "m-1: laid aside (sent_again)": QuarantineDiscarded(
        message="m-1", reason=DiscardReason.SENT_AGAIN
    ),
    "announced: quill@1, 0 differences, 0 important, again after change-1": ChangeReceived(
        **_BARE, reoffers="change-1"
    ),
    "announced: quill@1, 0 differences, 0 important": ChangeReceived(**_BARE),
}


@pytest.mark.parametrize("words", SAID)
def test_what_becomes_of_products_and_messages_is_said_in_plain_words(words: str) -> None:
    (record,) = records_of("product:inkt:quill", 0, PROVENANCE, (SAID[words],))
    assert sentence(record) == words


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_an_event_is_said_on_one_line(file: Path) -> None:
    event = EVENT.validate_json(file.read_bytes())
    (record,) = records_of("agreement:a:b:1", 0, PROVENANCE, (event,))
    said = sentence(record)
    assert said
    assert "\n" not in said
    assert "None" not in said
