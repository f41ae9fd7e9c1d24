"""Each check of the rig goes red on the one thing that it is for, and on nothing else."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.mailer import message_id
from tests.faults.findings import CHECKS, SENDER, hash_of_row
from tests.faults.ledger import Ledger
from tests.faults.witnesses import Row, Witnessed

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
STREAM = "agreement:gent:quill:1"
Doctored = Callable[[Ledger, Witnessed], Witnessed | None]


def told(*types: str) -> list[Row]:
    """A stream whose every event is of a command of its own, by a person."""
    rows: list[Row] = []
    for number, kind in enumerate(types, start=1):
        row: dict[str, Any] = {
            "stream_id": STREAM,
            "version": number,
            "event_id": f"{STREAM}#{number}",
            "command_id": f"command-{number}",
            "command_digest": "0" * 64,
            "command_index": 0,
            "type": kind,
            "schema_version": 1,
            "occurred_at": AT,
            "recorded_at": AT,
            "actor": "person",
            "mandate_id": "mandate",
            "via": "test",
            "data": {"change": "change-1", "hash": "d"},
            "previous_hash": rows[-1]["hash"] if rows else None,
        }
        rows.append(row | {"hash": hash_of_row(row)})
    return rows


@pytest.fixture
def ledger() -> Ledger:
    """What people asked of the stream below, and were answered."""
    found = Ledger()
    for number in (1, 2, 3):
        found.asked(f"command-{number}", STREAM)
        found.answered(f"command-{number}", number)
    return found


@pytest.fixture
def seen() -> Witnessed:
    """What the witnesses say when all is well."""
    letter = {"id": "letter", "template": "agreement.activated", "state": "sent"}
    return Witnessed(
        rows={
            "event": told("agreement.offered", "change.approved", "document.filed"),
            "letter": [letter],
            "permission": [],
            "deadline": [],
            "mandate": [],
        },
        runs=[],
        mail=Counter({message_id("letter:letter", SENDER): 1}),
        documents={"d": "d"},
    )


def kinds(ledger: Ledger, seen: Witnessed) -> set[str]:
    """What is found, by its kind."""
    return {one.kind for check in CHECKS for one in check(ledger, seen)}


def test_nothing_is_found_where_all_is_well(ledger: Ledger, seen: Witnessed) -> None:
    assert kinds(ledger, seen) == set()


def an_answer_is_lost(ledger: Ledger, seen: Witnessed) -> None:
    del seen
    ledger.asked("command-4", STREAM)
    ledger.answered("command-4", 4)


def two_answers(ledger: Ledger, seen: Witnessed) -> None:
    del seen
    ledger.answered("command-1", 9)


def nobody_asked(ledger: Ledger, seen: Witnessed) -> None:
    del seen
    ledger.entries.pop("command-2")


def a_letter_twice(ledger: Ledger, seen: Witnessed) -> Witnessed:
    del ledger
    return replace(seen, mail=seen.mail + seen.mail)


def a_letter_never(ledger: Ledger, seen: Witnessed) -> Witnessed:
    del ledger
    return replace(seen, mail=Counter())


def a_record_changed(ledger: Ledger, seen: Witnessed) -> None:
    del ledger
    seen.events[1] = {**seen.events[1], "actor": "somebody else"}


def a_document_damaged(ledger: Ledger, seen: Witnessed) -> Witnessed:
    del ledger
    return replace(seen, documents={"d": "e"})


def approved_twice(ledger: Ledger, seen: Witnessed) -> Witnessed:
    ledger.asked("command-3", STREAM)
    rows = told("agreement.offered", "change.approved", "change.approved")
    return replace(seen, rows={**seen.rows, "event": rows})


def a_deadline_forgotten(ledger: Ledger, seen: Witnessed) -> Witnessed:
    del ledger
    due = {"agreement": STREAM, "at": datetime.now(UTC) - timedelta(minutes=1), "kind": "answer"}
    return replace(seen, rows={**seen.rows, "deadline": [due]})


@pytest.mark.parametrize(
    ("doctored", "kind"),
    [
        (an_answer_is_lost, "lost"),
        (two_answers, "lost"),
        (nobody_asked, "unasked"),
        (a_letter_twice, "doubled"),
        (a_letter_never, "lost"),
        (a_record_changed, "chain"),
        (a_document_damaged, "lost"),
        (approved_twice, "doubled"),
        (a_deadline_forgotten, "deadline"),
    ],
)
def test_what_must_not_be_is_found(
    ledger: Ledger, seen: Witnessed, doctored: Doctored, kind: str
) -> None:
    assert kinds(ledger, doctored(ledger, seen) or seen) == {kind}
