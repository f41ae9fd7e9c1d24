"""What a decision about a product needs from outside: leaflets, texts, what touches what."""

from adapters.leaflet_judgements import LeafletJudgements
from adapters.postgres import Pool, borrowed
from adapters.texts import find_leaflets
from domain.product.composing import is_whole, touched_twice
from domain.product.gathering import FoundLeaflet, ProductGathered, ProductNeed, leaflets_to_read


class StoredProductFacts:
    """The facts as Postgres has them."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._judgements = LeafletJudgements(pool)

    async def gather(self, need: ProductNeed) -> ProductGathered:
        """Return what is needed; raises `CorruptTextError`, `DatabaseUnavailableError`."""
        described = await self._judgements.described(need.leaflets)
        found = [described[one] for one in need.leaflets if one in described]
        whole = await find_leaflets(self._pool, leaflets_to_read(need))
        return ProductGathered(
            leaflets=tuple(FoundLeaflet(digest=one.digest, missing=one.missing) for one in found),
            texts=await _texts_with_words(self._pool, need.texts),
            touched_twice=touched_twice(need.overlap, whole) if need.overlap else None,
            is_whole=is_whole(need.division, whole) if need.division else False,
        )


async def _texts_with_words(pool: Pool, hashes: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the texts that are kept, and say something."""
    if not hashes:
        return ()
    async with borrowed(pool) as connection:
        rows = await connection.fetch(
            "SELECT hash, content FROM free_text WHERE hash = ANY($1) AND content IS NOT NULL",
            list(hashes),
        )
    saying = {row["hash"] for row in rows if row["content"].decode().strip()}
    return tuple(one for one in hashes if one in saying)
