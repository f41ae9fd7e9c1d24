"""An event store in memory, which keeps the contract of the real one."""

from functools import reduce
from typing import Any

from adapters.event_log import MalformedAppendError, refuse_malformed
from adapters.postgres import DatabaseUnavailableError
from adapters.read_models import kind_of
from adapters.written_form import storable
from domain.agreement.state import OPEN, Agreement
from domain.product.state import Phase as ProductPhase
from domain.product.state import Product
from domain.reading import ReadStream, StreamRecords
from domain.records import Append, EventRecord, LetterOwed, Stored
from domain.repeats import CommandIdReusedError
from domain.store_refusals import (
    AgreementAlreadyOpenError,
    ProductOfOtherSupplierError,
    StreamExistsError,
    VersionConflictError,
)


class FakeEventStore:
    """Keeps everything until it is gone; `is_away` makes it unavailable."""

    def __init__(self) -> None:
        self.records: list[EventRecord] = []
        self.letters: list[LetterOwed] = []
        self.is_away = False

    async def append(self, batch: Append) -> Stored:
        self._refuse_when_away()
        refuse_malformed(batch)
        if answer := self._first_answer(batch):
            return answer
        self._refuse_conflict(batch)
        self._refuse_second(batch)
        for record in batch.records:
            storable(record.event.model_dump_json())
        self.records += batch.records
        self.letters += batch.letters
        return Stored(version=batch.records[-1].version)

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

    def _first_answer(self, batch: Append) -> Stored | None:
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
        return Stored(version=last.version, again=True)

    def _refuse_conflict(self, batch: Append) -> None:
        stream = self._stream(batch.stream_id)
        if len(stream) != batch.expected_version:
            born_twice = batch.expected_version == 0
            raise StreamExistsError if born_twice else VersionConflictError
        last_at = stream[-1].provenance.occurred_at if stream else None
        if last_at is not None and batch.records[0].provenance.occurred_at < last_at:
            raise MalformedAppendError

    def _refuse_second(self, batch: Append) -> None:
        after = _folded(batch.stream_id, [*self._stream(batch.stream_id), *batch.records])
        ids = {one.stream_id for one in self.records} - {batch.stream_id}
        others = [_folded(other, self._stream(other)) for other in ids]
        if any(_stands_in_the_way(other, after) for other in others):
            if isinstance(after, Product):
                raise ProductOfOtherSupplierError(after.product)
            raise AgreementAlreadyOpenError(f"{after.board} and {after.supplier}")


def _stands_in_the_way(other: Any, one: Any) -> bool:  # noqa: ANN401 - of any kind
    match one, other:
        case Agreement(), Agreement():
            same = (one.board, one.supplier) == (other.board, other.supplier)
            return same and one.phase in OPEN and other.phase in OPEN
        case Product(), Product():
            offered = {one.phase, other.phase} == {ProductPhase.OFFERED}
            return offered and one.product == other.product
        case _:
            return False


def _folded(stream_id: str, records: list[EventRecord]) -> Any:  # noqa: ANN401 - of any kind
    kind = kind_of(stream_id)
    return reduce(kind.fold, records, kind.unborn(stream_id))
