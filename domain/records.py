"""An event with its place in the stream and its provenance: what the store keeps."""

from domain.events import Event
from domain.messages import Message
from domain.offices import Office
from domain.values import CommandId, Hash, Identifier, Instant, Label


class Provenance(Message):
    """Which command, of whom, by which mandate and door, at which instant of the engine."""

    command_id: CommandId
    command_digest: Hash  # tells a repeated command from another one under the same id
    actor: Label
    mandate: Identifier | None
    via: Label
    occurred_at: Instant


class EventRecord(Message):
    """One event as it is stored; (stream_id, version) is its place."""

    stream_id: Label
    version: int
    event_id: Label
    index: int  # within its command
    provenance: Provenance
    schema_version: int = 1
    event: Event


def records_of(
    stream_id: str, version: int, provenance: Provenance, events: tuple[Event, ...]
) -> tuple[EventRecord, ...]:
    """Place the events of one command behind `version`; ids follow from the place."""
    return tuple(
        EventRecord(
            stream_id=stream_id,
            version=version + index + 1,
            event_id=f"{stream_id}#{version + index + 1}",
            index=index,
            provenance=provenance,
            event=event,
        )
        for index, event in enumerate(events)
    )


class LetterOwed(Message):
    """A letter that an event makes due; expanded to the holders of the office on appending."""

    event_id: Label
    template: Label  # the type of the event it tells
    office: Office
    question: Label | None  # what it asks; closed questions make unsent letters obsolete


class Append(Message):
    """One command's events and what follows from them: stored all at once, or not at all."""

    stream_id: Label
    expected_version: int
    records: tuple[EventRecord, ...]
    letters: tuple[LetterOwed, ...] = ()
    questions_closed: tuple[Label, ...] = ()


class Appended(Message):
    """The command's answer: the version of the stream behind its last event."""

    version: int


class Stored(Message):
    """What the store tells of a command that it keeps: where its last event stands in the chain.

    Hash and hour of recording are absent only in what was told before they were.
    """

    version: int
    hash: Hash | None = None
    recorded_at: Instant | None = None
    again: bool = False  # stored before: in other words perhaps than those that were sent now

    @property
    def answer(self) -> Appended:
        """What the one who asked is told, the first time and every other."""
        return Appended(version=self.version)


class Kept(Message):
    """What was handed to the store and what it told of it, together.

    A history holds what a task of its own was given, and of one within a task only what came out.
    """

    batch: Append
    stored: Stored
