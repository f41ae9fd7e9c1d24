"""The approval rule as the rig knows it: which leaflets are important is its own word."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from tests.faults.findings import Finding
from tests.faults.ledger import Ledger
from tests.faults.witnesses import Row, Witnessed
from tests.journeys.leaflets import BOTH_NEW, NEW_PROCESSOR, NEW_PURPOSE, VERSIONS

IMPORTANT = {one.version for one in (NEW_PROCESSOR, NEW_PURPOSE, BOTH_NEW)}


def approvals(ledger: Ledger, seen: Witnessed) -> Iterator[Finding]:
    """No change is active without a valid approval: of a mandate of the board, and in time."""
    del ledger
    mandates = {row["id"]: row for row in seen.rows["mandate"]}
    for row in seen.rows["permission"]:
        if VERSIONS.get(row["leaflet"]) in IMPORTANT:
            stream = seen.streams.get(row["agreement"], [])
            if not any(_allows(row, approval, mandates) for approval in stream):
                yield Finding("approval", f"{row['agreement']}: {row['leaflet'][:12]} rules")


def _allows(permission: Row, event: Row, mandates: Mapping[str, Row]) -> bool:
    """Whether this event is the board's yes to the leaflet that rules."""
    if event["type"] != "change.approved" or event["data"]["leaflet"] != permission["leaflet"]:
        return False
    at: datetime = event["occurred_at"]
    mandate = mandates.get(event["mandate_id"] or "")
    if mandate is None or at > permission["valid_from"]:
        return False
    board = f"board:{permission['agreement'].split(':')[1]}"
    ends = mandate["valid_until"]
    is_valid = mandate["valid_from"] <= at and (ends is None or at < ends)
    return is_valid and mandate["party"] == board and "approve" in mandate["rights"]
