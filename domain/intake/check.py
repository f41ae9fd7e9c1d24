"""What an announcement would come to, without announcing: its faults, and what is important."""

from domain.canonical import content_hash
from domain.intake.announcement import Announcement, change_of
from domain.intake.faults import FaultCode, Faults, fault
from domain.intake.parts import composition
from domain.intake.payload import reading
from domain.leaflet.compare import compare
from domain.leaflet.importance import JudgedItem, importance, with_label
from domain.leaflet.leaflet import Leaflet
from domain.messages import Message
from domain.values import Hash, Identifier


class CheckedPart(Message):
    """A part that boards would decide by itself."""

    change: Identifier
    items: tuple[JudgedItem, ...]


class Checked(Message):
    """`items` is absent where no leaflet was given to compare with, or none could be read."""

    change: Identifier | None = None
    leaflet: Hash | None = None
    faults: Faults = ()
    items: tuple[JudgedItem, ...] | None = None
    parts: tuple[CheckedPart, ...] = ()

    @property
    def is_important(self) -> bool:
        """Boards that have what it touches would be asked."""
        return any(one.important for one in self.items or ())


def checked(payload: str, before: Leaflet | None = None) -> Checked:
    """Return what is wrong with an announcement and how important it would be; never raises."""
    found = reading(payload)
    if found.announcement is None:
        return Checked(faults=found.faults)
    known = Checked(
        change=change_of(found.announcement),
        leaflet=content_hash(found.announcement.leaflet),
        faults=found.faults,
    )
    return known if before is None else _compared(known, found.announcement, before)


def _compared(known: Checked, announcement: Announcement, before: Leaflet) -> Checked:
    made = composition(announcement, before)
    faults = (*known.faults, *_other(announcement, before), *made.faults)
    if before.product != announcement.leaflet.product:
        return known.model_copy(update={"faults": faults})
    parts = tuple(
        CheckedPart(change=one.change, items=_judged(announcement, before, one.leaflet))
        for one in made.parts
    )
    items = _judged(announcement, before, announcement.leaflet)
    return known.model_copy(update={"faults": faults, "items": items, "parts": parts})


def _other(announcement: Announcement, before: Leaflet) -> Faults:
    if content_hash(before) == announcement.predecessor:
        return ()
    words = "this is the hash of another leaflet than the one it is compared with"
    return (fault("payload.predecessor", FaultCode.PREDECESSOR_OTHER, words),)


def _judged(announcement: Announcement, before: Leaflet, after: Leaflet) -> tuple[JudgedItem, ...]:
    return with_label(importance(compare(before, after)), announcement.label)
