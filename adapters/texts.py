"""Texts under the hash of their stored bytes: leaflets for good, free texts that can be erased."""

from datetime import datetime

from pydantic import ValidationError

from adapters.postgres import Pool, borrowed
from domain.canonical import canonical, hash_of
from domain.leaflet.leaflet import Leaflet


class TextErasedError(Exception):
    """The text under this hash was erased."""


class TextNotFoundError(Exception):
    """No text is kept under this hash."""


class CorruptTextError(Exception):
    """The bytes under this hash are not, or are no longer, those of the hash."""


async def put_leaflet(pool: Pool, leaflet: Leaflet) -> str:
    """Store a leaflet and return its hash; the same again changes nothing."""
    content = canonical(leaflet)
    async with borrowed(pool) as connection:
        await connection.execute(
            "INSERT INTO leaflet (hash, product, version, content) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT (hash) DO NOTHING",
            hash_of(content),
            leaflet.product,
            leaflet.version,
            content,
        )
    return hash_of(content)


async def find_leaflets(pool: Pool, hashes: tuple[str, ...]) -> dict[str, Leaflet]:
    """Return those of the leaflets that are stored. Raises `CorruptTextError`."""
    async with borrowed(pool) as connection:
        rows = await connection.fetch(
            "SELECT hash, content FROM leaflet WHERE hash = ANY($1)", list(hashes)
        )
    return {row["hash"]: _leaflet(row["hash"], row["content"]) for row in rows}


async def leaflet_versions(pool: Pool, product: str | None = None) -> dict[str, tuple[str, str]]:
    """Return product and version of every stored leaflet, or of those of a product, by hash."""
    async with borrowed(pool) as connection:
        rows = await connection.fetch(
            "SELECT hash, product, version FROM leaflet WHERE $1::text IS NULL OR product = $1"
            " ORDER BY product, version, hash",
            product,
        )
    return {row["hash"]: (row["product"], row["version"]) for row in rows}


async def put_text(pool: Pool, content: bytes) -> str:
    """Keep a free text or a raw payload, and return its hash; one that was erased comes back."""
    async with borrowed(pool) as connection:
        await connection.execute(
            "INSERT INTO free_text (hash, content) VALUES ($1, $2)"
            " ON CONFLICT (hash) DO UPDATE SET content = excluded.content, erased_at = NULL",
            hash_of(content),
            content,
        )
    return hash_of(content)


async def get_text(pool: Pool, content_hash: str) -> bytes:
    """Return a text. Raises `TextNotFoundError`, `TextErasedError` or `CorruptTextError`."""
    async with borrowed(pool) as connection:
        row = await connection.fetchrow("SELECT * FROM free_text WHERE hash = $1", content_hash)
    if row is None:
        raise TextNotFoundError(content_hash)
    if row["content"] is None:
        raise TextErasedError(content_hash)
    return _checked(content_hash, row["content"])


async def erase_text(pool: Pool, content_hash: str, at: datetime) -> None:
    """Forget a text; that there was one stays known. Raises `TextNotFoundError`."""
    async with borrowed(pool) as connection:
        found = await connection.fetchval(
            "UPDATE free_text SET content = NULL, erased_at = coalesce(erased_at, $2)"
            " WHERE hash = $1 RETURNING 1",
            content_hash,
            at,
        )
    if found is None:
        raise TextNotFoundError(content_hash)


def _leaflet(content_hash: str, content: bytes) -> Leaflet:
    try:
        return Leaflet.model_validate_json(_checked(content_hash, content))
    except ValidationError as error:
        raise CorruptTextError(content_hash) from error


def _checked(content_hash: str, content: bytes) -> bytes:
    if hash_of(content) != content_hash:
        raise CorruptTextError(content_hash)
    return content
