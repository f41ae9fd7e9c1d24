"""What an agreement lacks, put together: rows of the read models, and what the log says of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.announcing import LackedLeaflet, LackedWithdrawal, Lacking
from domain.product.events import AnnouncementWithdrawn, LeafletAnnounced
from domain.records import EventRecord

Fields = Mapping[str, Any]
CORRECTED = "corrected"
"""Why a change goes whose place no other takes: its announcement was corrected."""


def lacking_of(
    rows: Sequence[Fields], line: Sequence[Fields], records: Sequence[EventRecord]
) -> Lacking:
    """Return withdrawals and leaflets in the order of the rows of `lacking`.

    `line` is that of their products, `records` what announced and what withdrew them.
    """
    new = [row for row in rows if row["pending"] is None]
    gone = [row for row in rows if row["pending"] is not None]
    places = _places(new, gone)
    announced = {one.event_id: one for one in records}
    withdrawn = {(one.stream_id, change): one for one in records if (change := _withdrawn(one))}
    return Lacking(
        withdrawals=tuple(
            _withdrawal(row, line, withdrawn.get((row["stream_id"], row["gone_by"])))
            for row in gone
            if row["pending"] not in places.values()
        ),
        leaflets=tuple(
            _leaflet(row, line, announced[row["announcement"]], places.get(row["change"]))
            for row in new
        ),
    )


def _places(new: Sequence[Fields], gone: Sequence[Fields]) -> dict[str, str]:
    """Return what waits here whose place a lacked leaflet takes: of parts each that of its name.

    Without such a part the first takes the place of the first; what is left over just goes.
    """
    left = {row["pending"]: row for row in gone}
    found: dict[str, str] = {}
    for is_fit in (_same_part, _same_announcement):
        for row in new:
            fit = (one for one, other in left.items() if is_fit(row, other))
            if row["change"] not in found and (taken := next(fit, None)) is not None:
                found[row["change"]] = taken
                del left[taken]
    return found


def _same_announcement(new: Fields, gone: Fields) -> bool:
    announced = (new["stream_id"], new["part_of"] or new["change"])
    return announced == (gone["stream_id"], gone["gone_by"])


def _same_part(new: Fields, gone: Fields) -> bool:
    return _same_announcement(new, gone) and _part_name(new) == _part_name(gone)


def _part_name(row: Fields) -> str:
    """Return what stands behind the change's own name in that of a part."""
    return str(row["change"]).removeprefix(row["part_of"] or row["change"])


def _withdrawn(record: EventRecord) -> str | None:
    event = record.event
    return event.change if isinstance(event, AnnouncementWithdrawn) else None


def _withdrawal(
    row: Fields, line: Sequence[Fields], record: EventRecord | None
) -> LackedWithdrawal:
    """A change goes by the word of its supplier, or because of a correction without such a part."""
    if record is not None and isinstance(record.event, AnnouncementWithdrawn):
        return LackedWithdrawal(
            announcement=record.event_id, change=row["pending"], reason=record.event.reason
        )
    correction = next(one for one in line if _same_announcement(one, row))
    return LackedWithdrawal(
        announcement=correction["announcement"], change=row["pending"], reason=CORRECTED
    )


def _leaflet(
    row: Fields, line: Sequence[Fields], record: EventRecord, corrects: str | None
) -> LackedLeaflet:
    assert isinstance(record.event, LeafletAnnounced)  # noqa: S101 - it was looked up so
    announced = record.event.announced
    siblings = [one for one in _known_as(row, line, announced.change) if one != row["change"]]
    others = _known_as(row, line, announced.independent_of)
    own = {"change": row["change"], "leaflet": row["leaflet"], "parts": (), "corrects": corrects}
    return LackedLeaflet(
        announcement=record.event_id,
        announced=announced.model_copy(update=own),
        independent_of=(*siblings, *others),
    )


def _known_as(row: Fields, line: Sequence[Fields], change: str | None) -> list[str]:
    """Return by which changes agreements know an announcement of the same line: its parts."""
    return [
        one["change"]
        for one in line
        if one["stream_id"] == row["stream_id"]
        and change is not None
        and change == (one["part_of"] or one["change"])
    ]
