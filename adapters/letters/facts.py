"""What a letter can speak of, by the kind of stream that its event is of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from adapters.agreement_tables import parties_of as board_and_supplier
from adapters.letters.agreement_facts import Facts, agreement_facts
from adapters.letters.change_facts import texts_told
from adapters.letters.names import Names
from adapters.letters.supplier_facts import intake_facts, product_facts
from domain.records import EventRecord
from domain.values import Side

Records = tuple[EventRecord, ...]


@dataclass(frozen=True, slots=True)
class Parties:
    """Whose names a letter may need; no board where the stream is a supplier's own."""

    supplier: str
    board: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """Who a stream is of, which kept texts a letter shows, and what else it can say."""

    parties: Callable[[str], Parties]
    texts: Callable[[Records], tuple[str, ...]]
    facts: Callable[[Records, Side, Names, Mapping[str, str]], Facts]


def _of_agreement(stream_id: str) -> Parties:
    board, supplier = board_and_supplier(stream_id)
    return Parties(supplier, board)


def _of_supplier(stream_id: str) -> Parties:
    return Parties(stream_id.split(":")[1])


def _no_texts(records: Records) -> tuple[str, ...]:
    del records
    return ()


KINDS: Mapping[str, Kind] = {
    "agreement": Kind(_of_agreement, texts_told, agreement_facts),
    "product": Kind(_of_supplier, _no_texts, product_facts),
    "intake": Kind(_of_supplier, _no_texts, intake_facts),
}


def parties_of(stream_id: str) -> Parties:
    """Return whose stream it is."""
    return _kind(stream_id).parties(stream_id)


def texts_of(records: Records) -> tuple[str, ...]:
    """Return the hashes of the kept texts that the letter about the last record shows."""
    return _kind(records[0].stream_id).texts(records)


def facts_of(records: Records, side: Side, names: Names, texts: Mapping[str, str]) -> Facts:
    """Return what the letter about the last of the records can say to a side.

    `records` are those of the stream from its first event on.
    """
    return _kind(records[0].stream_id).facts(records, side, names, texts)


def _kind(stream_id: str) -> Kind:
    return KINDS[stream_id.partition(":")[0]]
