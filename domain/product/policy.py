"""What must follow an event: the few letters that its supplier is owed."""

from domain.owing import letter_to
from domain.product.state import Product
from domain.records import EventRecord, LetterOwed

LETTERS: dict[str, bool] = {
    "product.registered": False,
    "leaflet.announced": False,  # told once, when every agreement has it
    "announcement.withdrawn": False,
    "announcement.told": True,
    "product.ended": True,  # its agreements go on: notice is still to be given in each
}
"""Of which events the supplier is told; every type of event has a row."""


def letters_owed(state: Product, records: tuple[EventRecord, ...]) -> tuple[LetterOwed, ...]:
    """Return the letters that stored events make due: to the one who decides at the supplier.

    Boards are told by their agreements.
    """
    supplier = f"supplier:{state.supplier}"
    return tuple(letter_to(supplier, one) for one in records if LETTERS.get(one.event.type))


def questions_closed(records: tuple[EventRecord, ...]) -> tuple[str, ...]:
    """Return nothing: these letters only tell."""
    del records
    return ()
