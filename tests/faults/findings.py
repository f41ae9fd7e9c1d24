"""What the rig holds against the product: each check names what is not as it must be."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from temporalio.api.enums.v1 import EventType, WorkflowTaskFailedCause

from adapters.mailer import message_id
from tests.faults.ledger import Ledger
from tests.faults.witnesses import Row, Witnessed

SENDER = "akkoord@akkoord.invalid"
ONCE = {
    "agreement.offered",
    "agreement.activated",
    "agreement.ended",
    "agreement.closed",
    "offer.lapsed",
}
ONCE_A_CHANGE = {
    "change.received",
    "change.proposed",
    "change.approved",
    "change.rejected",
    "change.lapsed",
    "change.told",
}
SETTLING = {"change.approved", "change.rejected", "change.lapsed", "change.withdrawn"}
GONE = {"change.superseded", "change.fell", "change.cancelled"}
NOTHING_WENT = {"obsolete", "failed", "no_recipient", "resolved"}
REMINDERS = 2  # of one question
LATE = 5.0  # seconds after which a deadline that did nothing was forgotten
EXPECTED = {WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND}
"""Not a fault: something arrived while the run was ending, and the task is done once more."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must not be; `kind` says where it is counted."""

    kind: str
    what: str


Check = Callable[[Ledger, Witnessed], Iterator[Finding]]


def lost(ledger: Ledger, seen: Witnessed) -> Iterator[Finding]:
    """Nothing acknowledged is lost: it is on record, at the version that was told."""
    last = {row["command_id"]: row["version"] for row in seen.events}
    for name, entry in ledger.acknowledged.items():
        if last.get(name) != entry.version:
            yield Finding("lost", f"{name} was answered {entry.version}, is at {last.get(name)}")
        if entry.refusal:
            yield Finding("lost", f"{name}: {entry.refusal}")


def doubled(ledger: Ledger, seen: Witnessed) -> Iterator[Finding]:
    """Each command took effect once, and what can happen once did."""
    del ledger
    for command, rows in _by(seen.events, "command_id").items():
        places = [(row["stream_id"], row["version"] - row["command_index"]) for row in rows]
        if len(set(places)) > 1:
            yield Finding("doubled", f"{command} took effect {len(set(places))} times")
    for what, times in Counter(filter(None, map(_singular, seen.events))).items():
        if times > 1:
            yield Finding("doubled", f"{what} {times} times")


def unasked(ledger: Ledger, seen: Witnessed) -> Iterator[Finding]:
    """Nothing happened in a person's name that nobody asked, or that was refused."""
    for row in seen.events:
        if row["mandate_id"] is None or row["stream_id"].startswith("intake:"):
            continue
        entry = ledger.entries.get(row["command_id"])
        if entry is None or (entry.version is None and entry.refusal):
            yield Finding("unasked", f"{row['type']} by {row['command_id']}")


def letters(ledger: Ledger, seen: Witnessed) -> Iterator[Finding]:
    """Each letter due was accepted once, or is marked unknown."""
    del ledger
    for letter in seen.rows["letter"]:
        copies = seen.mail[message_id(f"letter:{letter['id']}", SENDER)]
        if not _is_fair(letter["state"], copies):
            kind = "doubled" if copies > 1 else "lost"
            yield Finding(kind, f"letter {letter['template']} is {letter['state']}: {copies} sent")


def chains(ledger: Ledger, seen: Witnessed) -> Iterator[Finding]:
    """Versions are without gap, and each record is what was hashed, behind the one before it."""
    del ledger
    for stream, rows in seen.streams.items():
        before: str | None = None
        for number, row in enumerate(rows, start=1):
            if row["version"] != number:
                yield Finding("gap", f"{stream} has {row['version']} in place of {number}")
            if row["previous_hash"] != before or row["hash"] != hash_of_row(row):
                yield Finding("chain", f"{stream}#{row['version']}")
            before = row["hash"]


def deadlines(ledger: Ledger, seen: Witnessed) -> Iterator[Finding]:
    """Deadlines fire once, not before their instant, and none is forgotten."""
    del ledger
    fired = Counter(_fired(row) for row in seen.events if row["actor"] == "clock")
    for (stream, kind, data), times in fired.items():
        if times > (REMINDERS if kind == "change.reminded" else 1):
            yield Finding("doubled", f"{stream}: {kind} {times} times: {data}")
    for rows in seen.streams.values():
        yield from _answers_in_time(rows)
    now = datetime.now(UTC)
    for row in seen.rows["deadline"]:
        if (now - row["at"]).total_seconds() > LATE:
            yield Finding("deadline", f"{row['agreement']}: {row['kind']} did nothing")


def documents(ledger: Ledger, seen: Witnessed) -> Iterator[Finding]:
    """Every document on record lies in the store, and is what its name says."""
    del ledger
    for row in seen.events:
        if row["type"] == "document.filed":
            name = row["data"]["hash"]
            if seen.documents.get(name) != name:
                yield Finding("lost", f"{row['stream_id']}: document {name[:12]}")


def tasks(ledger: Ledger, seen: Witnessed) -> Iterator[Finding]:
    """No workflow task failed, and no workflow did."""
    del ledger
    for run in seen.runs:
        if run.status not in {"RUNNING", "COMPLETED", "CONTINUED_AS_NEW"}:
            yield Finding("task", f"{run.id} is {run.status}")
        for event in run.history.events:
            if event.event_type == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED:
                failed = event.workflow_task_failed_event_attributes
                if failed.cause not in EXPECTED:
                    cause = WorkflowTaskFailedCause.Name(failed.cause)
                    yield Finding("task", f"{run.id}: {cause}: {failed.failure.message}")


CHECKS: tuple[Check, ...] = (
    lost,
    doubled,
    unasked,
    letters,
    chains,
    deadlines,
    documents,
    tasks,
)


def _by(rows: list[Row], field: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[field], []).append(row)
    return found


def _singular(row: Row) -> str | None:
    if row["type"] in ONCE:
        return f"{row['stream_id']}: {row['type']}"
    if row["type"] in ONCE_A_CHANGE:
        return f"{row['stream_id']}: {row['type']} {row['data']['change']}"
    return None


def _is_fair(state: str, copies: int) -> bool:
    if state == "sent":
        return copies == 1
    if state == "unknown":
        return copies <= 1
    return state in NOTHING_WENT and copies == 0


def hash_of_row(row: Row) -> str:
    """Make the hash as anyone can who has the row: of its fields in the written-down form."""
    left_out = {"position", "previous_version", "hash", "transaction"}
    written = {name: _written(value) for name, value in row.items() if name not in left_out}
    text = json.dumps(written, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def _written(value: Any) -> Any:  # noqa: ANN401 - any value of a row
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return value


def _fired(row: Row) -> tuple[str, str, str]:
    return row["stream_id"], row["type"], json.dumps(row["data"], sort_keys=True)


def _answers_in_time(rows: list[Row]) -> Iterator[Finding]:
    """A question lapses at its instant, unless it was settled before; a late yes is no yes."""
    asked: dict[str, datetime] = {}
    for row in rows:
        change, stream, at = row["data"].get("change"), row["stream_id"], row["occurred_at"]
        if row["type"] == "change.proposed":
            asked[change] = datetime.fromisoformat(row["data"]["answer_by"])
        elif row["type"] in SETTLING | GONE and change in asked:
            by = asked.pop(change)
            if (row["type"] == "change.lapsed") != (at >= by) and row["type"] in SETTLING:
                yield Finding("deadline", f"{stream}: {row['type']} at {at}, to answer by {by}")
