"""What is asked of the store about one stream, and what it tells."""

from domain.messages import Message
from domain.records import EventRecord
from domain.values import Instant, Label


class ReadStream(Message):
    """The records behind a version, those that happened up to and with an instant."""

    stream_id: Label
    after: int = 0
    until: Instant | None = None


class StreamRecords(Message):
    records: tuple[EventRecord, ...]
