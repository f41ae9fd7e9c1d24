"""An announcement as a supplier's system makes it, and its receipts as agreements give them."""

from dataclasses import dataclass

from adapters.mandates import actor_of
from adapters.postgres import Pool
from bench.market import Market
from bench.pacing import reached
from bench.site import Site
from domain.canonical import content_hash
from domain.intake.announcement import Announcement, ConsequencesTold
from domain.intake.state import Standing
from gateway.intake import Sending, announce

CHANGE = "change-1"


class NotAnnouncedError(Exception):
    """The announcement did not get into the line of its product."""


@dataclass(frozen=True, slots=True)
class Receipts:
    """What the log says of the change, and of the agreements that it concerns."""

    open: int  # agreements with the product in force
    given: int  # agreements with a receipt
    missing: int  # open ones without
    duplicates: int  # receipts beside the first of an agreement

    @property
    def is_whole(self) -> bool:
        """Everybody has it, once."""
        return self.missing == self.duplicates == 0


def announcement_of(market: Market, site: Site) -> Announcement:
    """Return what is announced: the next leaflet, from now on."""
    words = "Berichten worden voortaan door een andere onderneming verstuurd."
    return Announcement(
        schema="announcement/1",
        product=market.name,
        change=CHANGE,
        predecessor=content_hash(market.before),
        leaflet=market.after,
        announced_from=site.system.now(),
        consequences=ConsequencesTold(board=words, parents=words),
    )


async def announced(site: Site, market: Market) -> None:
    """Announce, and wait until it is in the product's line. Raises `NotAnnouncedError`."""
    sending = Sending(
        intake=market.intake,
        source="bench",
        message_id=f"{market.name}-1",
        actor=await actor_of(
            site.pool, market.seller, f"supplier:{market.name}", site.system.now()
        ),
        payload=announcement_of(market, site).model_dump_json(),
    )
    fate = await announce(site.gateway, sending)
    if fate.standing is not Standing.ANNOUNCED:
        raise NotAnnouncedError(fate.model_dump_json())


async def received(pool: Pool, market: Market) -> int:
    """Count the agreements that have it, as the read model has them."""
    return int(
        await pool.fetchval(
            "SELECT count(*) FROM change_standing"
            " WHERE supplier = $1 AND product = $1 AND announced = $2",
            market.name,
            CHANGE,
        )
    )


async def received_by(pool: Pool, market: Market, wanted: int) -> int:
    """Wait until so many agreements have it; returns how many they are then."""

    async def count() -> int:
        return await received(pool, market)

    return await reached(count, wanted)


async def receipts(pool: Pool, market: Market) -> Receipts:
    """Count the receipts in the log itself."""
    row = await pool.fetchrow(
        """
        WITH receipt AS (
            SELECT stream_id, count(*) AS times FROM event
            WHERE type = 'change.received' AND data ->> 'change' = $2
                AND split_part(stream_id, ':', 3) = $1
            GROUP BY stream_id
        )
        SELECT count(here.agreement) AS open, count(receipt.stream_id) AS given,
            count(*) FILTER (WHERE receipt.stream_id IS NULL) AS missing,
            coalesce(sum(receipt.times - 1), 0)::integer AS duplicates
        FROM product_in_force AS here FULL JOIN receipt ON receipt.stream_id = here.agreement
        WHERE here.agreement IS NULL OR (here.supplier = $1 AND here.product = $1)
        """,
        market.name,
        CHANGE,
    )
    return Receipts(**dict(row or {}))
