"""Every event has its sentence, and every golden event can be said in it."""

from pathlib import Path

import pytest
from pydantic import TypeAdapter

from cli.sentences import SENTENCES, sentence
from domain.agreement.events import EVENT_CLASSES, AgreementEvent
from domain.records import Provenance, records_of
from tests.cli.paper import START

GOLDEN = sorted((Path(__file__).parents[1] / "golden" / "events").glob("*.json"))
EVENT: TypeAdapter[AgreementEvent] = TypeAdapter(AgreementEvent)
PROVENANCE = Provenance(
    command_id="said",
    command_digest="0" * 64,
    actor="person:director",
    mandate=None,
    via="test",
    occurred_at=START,
)


def test_every_event_has_a_sentence_and_no_sentence_is_left_over() -> None:
    assert set(SENTENCES) == {one.model_fields["type"].default for one in EVENT_CLASSES}


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_an_event_is_said_on_one_line(file: Path) -> None:
    event = EVENT.validate_json(file.read_bytes())
    (record,) = records_of("agreement:a:b:1", 0, PROVENANCE, (event,))
    said = sentence(record)
    assert said
    assert "\n" not in said
    assert "None" not in said
