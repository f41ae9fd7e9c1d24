"""A leaflet that a command names: read from its file, and stored under its hash."""

from adapters.texts import find_leaflets, put_leaflet
from cli.connection import System
from cli.leaflet import read_named
from domain.agreement.refusals import UnknownLeafletError
from domain.leaflet.digest import LeafletDigest, digest

HASH_DIGITS = 64


async def stored_leaflet(system: System, named: str) -> LeafletDigest:
    """Return the digest of a leaflet, stored: one by its hash is there, or is unknown."""
    if is_hash(named):
        found = await find_leaflets(system.pool, (named,))
        if named not in found:
            raise UnknownLeafletError(named)
        return digest(found[named])
    leaflet = read_named(named)
    await put_leaflet(system.pool, leaflet)
    return digest(leaflet)


def is_hash(named: str) -> bool:
    """Tell whether a leaflet is named by its hash."""
    return len(named) == HASH_DIGITS and all(one in "0123456789abcdef" for one in named)
