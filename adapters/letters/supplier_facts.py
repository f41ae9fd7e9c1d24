"""What a letter of a product or an intake can speak of: streams that are a supplier's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

from adapters.letters.agreement_facts import Facts
from adapters.letters.layout import one_line
from adapters.letters.names import Names, version_name
from domain.intake.events import MessageQuarantined
from domain.intake.faults import Fault
from domain.product.evolve import fold
from domain.product.state import Product, unborn
from domain.records import EventRecord
from domain.values import Side

Records = tuple[EventRecord, ...]


@dataclass(frozen=True, slots=True)
class NamedFault:
    """A fault of a message; an empty article where no article asks for what is amiss."""

    path: str
    article: str
    sentence: str


def product_facts(records: Records, side: Side, names: Names, texts: Mapping[str, str]) -> Facts:
    """Return what the letter about the last event of a product can say."""
    del side, texts  # it goes to the supplier alone, and shows no kept text
    state = reduce(fold, records, unborn(records[0].stream_id))
    return {
        **_of_supplier(records, names, state.supplier),
        "product": names.product(state.product),
        **_announcement(state, getattr(records[-1].event, "change", None)),
    }


def _announcement(state: Product, change: str | None) -> Facts:
    found = (one for one in state.line if change is not None and one.change == change)
    version = next(found, None)
    return {
        "version": version_name(version.label) if version else "",
        "is_withdrawn": version is not None and version.standing == "withdrawn",
    }


def intake_facts(records: Records, side: Side, names: Names, texts: Mapping[str, str]) -> Facts:
    """Return what the letter about the last event of an intake can say."""
    del side, texts
    event = records[-1].event
    faults = event.faults if isinstance(event, MessageQuarantined) else ()
    return {
        **_of_supplier(records, names, records[0].stream_id.split(":")[1]),
        "faults": tuple(_named(one) for one in faults),
    }


def _named(fault: Fault) -> NamedFault:
    return NamedFault(
        one_line(fault.path), one_line(fault.article or ""), one_line(fault.sentence).rstrip(".")
    )


def _of_supplier(records: Records, names: Names, supplier: str) -> Facts:
    return {
        "event": records[-1].event,
        "at": records[-1].provenance.occurred_at,
        "number": records[0].stream_id,
        "board": "",
        "supplier": names.supplier(supplier),
    }
