"""What is asked of the store about one stream, and what it tells."""

from pydantic import Field

from domain.messages import Message
from domain.records import EventRecord
from domain.values import Instant, Label


class ReadStream(Message):
    """The records behind a version, those that happened up to and with an instant.

    `limit` asks for a page: so many records at most, and fewer where they are large.
    """

    stream_id: Label
    after: int = 0
    until: Instant | None = None
    limit: int | None = Field(default=None, ge=1)


class StreamRecords(Message):
    """Records in order; `more`: there are others behind the page."""

    records: tuple[EventRecord, ...]
    more: bool = False
