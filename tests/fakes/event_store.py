"""An event store in memory, which keeps the contract of the real one."""

from adapters.agreement_tables import parties_of
from adapters.event_store import MalformedAppendError, refuse_malformed
from adapters.postgres import DatabaseUnavailableError
from adapters.written_form import refuse_what_changes
from domain.agreement.evolve import fold
from domain.agreement.state import OPEN, Agreement, unborn
from domain.reading import ReadStream, StreamRecords
from domain.records import Append, Appended, EventRecord, LetterOwed
from domain.repeats import CommandIdReusedError
from domain.store_refusals import (
    AgreementAlreadyOpenError,
    StreamExistsError,
    VersionConflictError,
)


class FakeEventStore:
    """Keeps everything until it is gone; `is_away` makes it unavailable."""

    def __init__(self) -> None:
        self.records: list[EventRecord] = []
        self.letters: list[LetterOwed] = []
        self.is_away = False

    async def append(self, batch: Append) -> Appended:
        self._refuse_when_away()
        refuse_malformed(batch)
        if answer := self._first_answer(batch):
            return answer
        self._refuse_conflict(batch)
        self._refuse_second(batch)
        for record in batch.records:
            refuse_what_changes(record.event.model_dump(mode="json"))
        self.records += batch.records
        self.letters += batch.letters
        return Appended(version=batch.records[-1].version)

    async def read_stream(self, part: ReadStream) -> StreamRecords:
        self._refuse_when_away()
        asked = tuple(
            record
            for record in self._stream(part.stream_id)
            if record.version > part.after
            and (part.until is None or record.provenance.occurred_at <= part.until)
        )
        page = asked[: part.limit]
        return StreamRecords(records=page, more=len(page) < len(asked))

    def _refuse_when_away(self) -> None:
        if self.is_away:
            raise DatabaseUnavailableError

    def _stream(self, stream_id: str) -> list[EventRecord]:
        return [record for record in self.records if record.stream_id == stream_id]

    def _first_answer(self, batch: Append) -> Appended | None:
        command = batch.records[0].provenance
        known = [one for one in self.records if one.provenance.command_id == command.command_id]
        if not known:
            return None
        last = known[-1]
        if (last.stream_id, last.provenance.command_digest) != (
            batch.stream_id,
            command.command_digest,
        ):
            raise CommandIdReusedError(command.command_id)
        return Appended(version=last.version)

    def _refuse_conflict(self, batch: Append) -> None:
        stream = self._stream(batch.stream_id)
        if len(stream) != batch.expected_version:
            born_twice = batch.expected_version == 0
            raise StreamExistsError if born_twice else VersionConflictError
        last_at = stream[-1].provenance.occurred_at if stream else None
        if last_at is not None and batch.records[0].provenance.occurred_at < last_at:
            raise MalformedAppendError

    def _refuse_second(self, batch: Append) -> None:
        parties = parties_of(batch.stream_id)
        others = {one.stream_id for one in self.records} - {batch.stream_id}
        after = _folded(batch.stream_id, [*self._stream(batch.stream_id), *batch.records])
        is_second = any(
            _folded(other, self._stream(other)).phase in OPEN
            for other in others
            if parties_of(other) == parties
        )
        if is_second and after.phase in OPEN:
            raise AgreementAlreadyOpenError(" and ".join(parties))


def _folded(stream_id: str, records: list[EventRecord]) -> Agreement:
    state = unborn(stream_id, *parties_of(stream_id))
    for record in records:
        state = fold(state, record)
    return state
