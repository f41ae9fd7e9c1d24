"""A product with a supplier of its own, as that supplier's system announces it."""

import asyncio
import itertools
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from pydantic import BaseModel
from temporalio.service import RPCError

from domain.canonical import content_hash
from domain.intake.questions import Fate
from domain.leaflet.leaflet import Leaflet
from domain.product.commands import EndProduct, Register, WithdrawAnnouncement
from domain.records import Appended
from gateway import intake
from gateway.commands import Asking
from gateway.intake import Sending
from tests.journeys.leaflets import FIRST, LEAFLETS, of_product
from tests.journeys.system import System
from workflows.ids import IntakeId, ProductId

Said = TypeVar("Said", bound=BaseModel)
WORDS = {"board": "Antwoorden worden ook gebruikt om advies te geven.", "parents": "Er is advies."}


@dataclass
class Line:
    """What the supplier does, by its system and by its people; registered when first needed."""

    supplier: str
    product: str
    changes: dict[str, Leaflet] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=itertools.count)
    is_registered: bool = False
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def seller(self) -> str:
        """Who acts for the supplier."""
        return f"seller-{self.supplier}"

    @property
    def place(self) -> ProductId:
        """The product's stream."""
        return ProductId(self.supplier, self.product)

    def own(self, leaflet: Leaflet) -> Leaflet:
        """The same leaflet, of this product."""
        return of_product(leaflet, self.product)

    def said(self, words: Said) -> Said:
        """The same words, about this product and its leaflets."""
        text = words.model_dump_json()
        for leaflet in LEAFLETS:
            text = text.replace(content_hash(leaflet), content_hash(self.own(leaflet)))
        text = text.replace(f'"product":"{FIRST.product}"', f'"product":"{self.product}"')
        text = text.replace(f'"{FIRST.product}:', f'"{self.product}:')  # a category of data
        return type(words).model_validate_json(text)

    async def registered(self, system: System) -> None:
        """See that the product is registered, with its first leaflet."""
        async with self.lock:
            if not self.is_registered:
                first = content_hash(self.own(FIRST))
                await self.ask(system, Register(name="Quill", leaflet=first))
                self.is_registered = True

    async def ask(
        self, system: System, command: Register | WithdrawAnnouncement | EndProduct
    ) -> Appended:
        """A person of the supplier asks something of the product."""
        command_id = f"{self.place}.{next(self.numbers)}"
        actor = await system.actor(self.seller, f"supplier:{self.supplier}")
        return await system.ask(Asking(self.place, command_id, actor, command))

    async def announced(
        self, system: System, new: Leaflet, change: str, **also: object
    ) -> Fate | None:
        """Announce a leaflet behind the last one, once; returns what became of the message."""
        if change in self.changes:
            return None
        await self.registered(system)
        message = await self.message(system, self.announcement(system, new, change, **also))
        self.changes[change] = new
        return await intake.announce(system.gateway, message)

    async def withdrawn(self, system: System, change: str) -> None:
        """Take an announcement back."""
        await self.ask(system, WithdrawAnnouncement(change=change, reason="error"))
        self.changes.pop(change)

    async def stopped(self, system: System) -> None:
        """Let the engine forget the product and the intake, whose clocks would run on."""
        for place in (str(self.place), str(IntakeId(self.supplier))):
            with suppress(RPCError):
                await system.client.get_workflow_handle(place).terminate()

    def announcement(
        self, system: System, new: Leaflet, change: str, **also: object
    ) -> dict[str, Any]:
        """What the supplier's system sends about a leaflet, from now on."""
        corrected = also.get("corrects")
        standing = [one for name, one in self.changes.items() if name != corrected]
        before = standing[-1] if standing else FIRST
        said = {
            "schema": "announcement/1",
            "product": self.product,
            "predecessor": content_hash(self.own(before)),
            "leaflet": self.own(new).model_dump(mode="json"),
            "announced_from": system.now().isoformat(),
            "change": change,
            "consequences": WORDS,
        }
        return said | also

    async def message(
        self, system: System, said: dict[str, Any] | str, message_id: str | None = None
    ) -> Sending:
        """A message of the supplier's system, under an id of its own where none is given."""
        return Sending(
            intake=IntakeId(self.supplier),
            source="erp",
            message_id=message_id or f"message-{next(self.numbers)}",
            actor=await system.actor(self.seller, f"supplier:{self.supplier}"),
            payload=said if isinstance(said, str) else json.dumps(said, default=datetime.isoformat),
        )
