"""Opening envelopes: who sent what, whether it is to be believed, and every fault in it."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from adapters.postgres import Pool, borrowed
from adapters.seal import KeyRing
from adapters.texts import TextErasedError, find_leaflets, get_text, put_leaflet, put_text
from domain.canonical import hash_of
from domain.intake.announcement import Announcement, change_of
from domain.intake.deadlines import PATIENCE
from domain.intake.envelope import Envelope, message_command_id, read_envelope
from domain.intake.faults import FaultCode, Faults, bounded, fault
from domain.intake.opened import (
    Findings,
    Fit,
    Lacks,
    Opened,
    OpenEnvelope,
    Reopen,
    Reopened,
    Sender,
    Unfit,
)
from domain.intake.parts import ComposedPart, Composition, composition
from domain.intake.payload import Reading, reading
from domain.intake.sender import age_faults, party_of, sender_of
from domain.product.announcement import AnnouncedLeaflet, Consequences, Part
from domain.sealing import SealInvalidError, SealMissingError, UnknownKeyError


class KnowsProduct(Protocol):
    """Says whether a supplier has registered a product."""

    async def __call__(self, pool: Pool, supplier: str, product: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Kept:
    """An envelope that arrived at an intake, under the hash of what arrived."""

    intake: str
    hash: str
    arrived: datetime

    @property
    def supplier(self) -> str:
        return self.intake.partition(":")[2]


class Opener:
    """Opens envelopes on Postgres, under the keys that are accepted, and a policy by its name."""

    def __init__(self, pool: Pool, keys: KeyRing, knows_product: KnowsProduct, policy: str) -> None:
        self._pool, self._keys, self._knows_product = pool, keys, knows_product
        self._patience = PATIENCE[policy]

    async def open(self, envelope: OpenEnvelope) -> Opened:
        """Keep what arrived and open it; the same again tells the same, or what is known since."""
        kept_as = await put_text(self._pool, envelope.raw.encode())
        kept = Kept(envelope.intake, kept_as, envelope.first_seen)
        return await self._opened(kept, read_envelope(envelope.raw))

    async def reopen(self, kept: Reopen) -> Reopened:
        """Open again what waits or is in quarantine, as of its arrival."""
        found = await self._kept(kept)
        if found is None:
            return Reopened()
        try:
            envelope = read_envelope(await get_text(self._pool, found.hash))
        except TextErasedError:
            erased = Unfit(faults=(fault("envelope", FaultCode.ENVELOPE_ERASED),))
            opened = self._told(found, kept.message, Envelope(), erased)
        else:
            opened = await self._opened(found, envelope)
        as_kept = {"message": kept.message, "again": True}
        return Reopened(opened=opened.model_copy(update=as_kept))

    async def _kept(self, kept: Reopen) -> Kept | None:
        async with borrowed(self._pool) as connection:
            row = await connection.fetchrow(
                "SELECT envelope, arrived FROM intake_message WHERE supplier = $1 AND message = $2"
                " AND standing IN ('waiting', 'quarantined')",
                kept.intake.partition(":")[2],
                kept.message,
            )
        return Kept(kept.intake, row["envelope"], row["arrived"]) if row else None

    async def _opened(self, kept: Kept, envelope: Envelope) -> Opened:
        """Only a believed sender's own message id counts: a forged one takes nobody's place."""
        sender = self._sender(kept, envelope)
        found = await asyncio.to_thread(reading, envelope.payload)
        findings = await self._findings(kept, sender, found)
        is_believed = isinstance(sender, Sender) and envelope.message_id
        name = envelope.message_id if is_believed else kept.hash
        return self._told(kept, message_command_id(kept.supplier, name), envelope, findings)

    def _told(self, kept: Kept, message: str, envelope: Envelope, findings: Findings) -> Opened:
        return Opened(
            message=message,
            payload=hash_of(envelope.payload.encode()),
            envelope=kept.hash,
            arrived=kept.arrived,
            patience=self._patience,
            findings=findings,
        )

    def _sender(self, kept: Kept, envelope: Envelope) -> Sender | Faults:
        if envelope == Envelope():
            return (fault("envelope", FaultCode.ENVELOPE_UNREADABLE),)
        if code := self._seal_fault(envelope, kept.intake):
            return (fault("envelope.signature", code),)
        sender = sender_of(envelope, kept.supplier, kept.arrived)
        too_old = age_faults(envelope, kept.arrived)
        if isinstance(sender, Sender):
            return too_old or sender
        return (*too_old, sender)

    def _seal_fault(self, envelope: Envelope, intake: str) -> FaultCode | None:
        try:
            self._keys.check_envelope(envelope, intake)
        except SealMissingError:
            return FaultCode.SEAL_MISSING
        except UnknownKeyError:
            return FaultCode.KEY_UNKNOWN
        except SealInvalidError:
            own = f"intake:{party_of(envelope)}"
            is_foreign = own != intake and self._seal_fault(envelope, own) is None
            return FaultCode.SEAL_FOREIGN if is_foreign else FaultCode.SEAL_INVALID
        return None

    async def _findings(self, kept: Kept, sender: Sender | Faults, found: Reading) -> Findings:
        faults = (*(() if isinstance(sender, Sender) else sender), *found.faults)
        announcement = found.announcement
        if announcement is None or not isinstance(sender, Sender):
            return Unfit(faults=bounded(faults))
        made = await self._composition(announcement)
        faults = (*faults, *await self._unknown(kept, announcement), *(made.faults if made else ()))
        if faults:
            return Unfit(faults=bounded(faults))
        if made is None:
            return Lacks(predecessor=announcement.predecessor)
        return Fit(sender=sender, announced=await self._stored(announcement, made.parts))

    async def _unknown(self, kept: Kept, announcement: Announcement) -> Faults:
        if await self._knows_product(self._pool, kept.supplier, announcement.product):
            return ()
        return (fault("payload.product", FaultCode.PRODUCT_UNKNOWN),)

    async def _composition(self, announcement: Announcement) -> Composition | None:
        """Return the parts; None where the leaflet before must be known for it, and is not."""
        known = await find_leaflets(self._pool, (announcement.predecessor,))
        before = known.get(announcement.predecessor)
        if before is None:
            return None if announcement.parts else Composition()
        return await asyncio.to_thread(composition, announcement, before)

    async def _stored(
        self, announcement: Announcement, parts: tuple[ComposedPart, ...]
    ) -> AnnouncedLeaflet:
        told = announcement.consequences
        return AnnouncedLeaflet(
            change=change_of(announcement),
            product=announcement.product,
            leaflet=await put_leaflet(self._pool, announcement.leaflet),
            predecessor=announcement.predecessor,
            announced_from=announcement.announced_from,
            wish=announcement.wish,
            label=announcement.label,
            consequences=Consequences(
                board=await put_text(self._pool, told.board.encode()),
                parents=await put_text(self._pool, told.parents.encode()),
            ),
            corrects=announcement.corrects,
            independent_of=announcement.independent_of,
            parts=tuple([await self._part(one) for one in parts]),
        )

    async def _part(self, part: ComposedPart) -> Part:
        return Part(change=part.change, leaflet=await put_leaflet(self._pool, part.leaflet))
