"""The suppliers' lines of leaflets: an announcement is made once, and reaches every board."""

import asyncio
from dataclasses import dataclass, field

from cli.demonstration.cast import Supplier
from cli.demonstration.stage import Stage
from domain.leaflet.leaflet import Leaflet


@dataclass(slots=True)
class Line:
    """A product of a supplier, the first of its leaflets registered with it.

    The next one is announced when every story that hears of it has come to wait for it.
    """

    stage: Stage
    supplier: Supplier
    leaflets: tuple[Leaflet, ...]
    waits_for: dict[str, int]  # by agreement: the place of the leaflet, 0 before the first
    announced: int = 0
    is_registered: bool = False
    moved: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def register(self) -> None:
        """The supplier registers the product, once."""
        async with self.moved:
            if not self.is_registered:
                self.is_registered = True
                await self.stage.register(self.supplier, self.leaflets[0])

    async def wait_for(self, agreement: str, version: str) -> None:
        """Come to wait for a leaflet; returns when it is announced."""
        versions = [leaflet.version for leaflet in self.leaflets]
        self.waits_for[agreement] = place = versions.index(version)
        async with self.moved:
            while self.announced < place:
                if min(self.waits_for.values()) <= self.announced:
                    await self.moved.wait()
                    continue
                await self._announce_next()
                self.moved.notify_all()

    async def leave(self, agreement: str) -> None:
        """Have heard enough: nobody waits for this story any more."""
        async with self.moved:
            self.waits_for.pop(agreement, None)
            self.moved.notify_all()

    async def withdraw(self, version: str) -> None:
        """The supplier takes an announcement back."""
        product = self.leaflets[0].product
        await self.stage.withdraw(self.supplier, product, change_id(version))

    async def end(self) -> None:
        """The supplier offers the product no longer."""
        await self.stage.end_product(self.supplier, self.leaflets[0].product)

    async def _announce_next(self) -> None:
        before, new = self.leaflets[self.announced : self.announced + 2]
        await self.stage.announce(self.supplier, before, new, change_id(new.version))
        self.announced += 1


def change_id(version: str) -> str:
    """Return the id under which a version such as `github@2024-06-03` is announced."""
    return version.replace("@", "-")
