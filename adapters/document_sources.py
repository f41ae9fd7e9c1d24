"""What a document is made of beside its stream: names, leaflets and the text that was signed."""

from adapters.directory import names_of
from adapters.postgres import Pool, snapshot
from adapters.texts import find_leaflets
from domain.agreement.state import Agreement
from domain.document.issued import Sources
from domain.text.library import text_of_hash


class UnknownTextInStreamError(Exception):
    """The text that was signed is not in the library any more."""


async def sources_of(pool: Pool, state: Agreement) -> Sources:
    """Return the sources of an agreement's document. Raises UnknownTextInStreamError."""
    text = text_of_hash(state.text)
    if text is None:
        raise UnknownTextInStreamError(state.text)
    async with snapshot(pool) as connection:
        known = await names_of(connection, state.supplier, state.board, state.schools)
    schools = {f"school:{school}": known.school(school) for school in state.schools}
    return Sources(
        names={**known.parties, **schools},
        leaflets=await find_leaflets(pool, _leaflets(state)),
        text=text,
    )


def _leaflets(state: Agreement) -> tuple[str, ...]:
    """Every leaflet that rules or will rule here: those to print are among them."""
    return tuple(entry.leaflet.hash for product in state.products for entry in product.schedule)
