"""What a story needs of the engine: to ask, to look, to wait; the real one or one of paper."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from cli.demonstration.cast import Person, Supplier
from domain.agreement.commands import AnyCommand
from domain.agreement.state import Agreement
from domain.leaflet.leaflet import Leaflet
from domain.refusals import RefusedError

PATIENCE = timedelta(seconds=50)
LOOK = 0.25


class StoryStuckError(Exception):
    """What the story waits for did not happen."""


class Stage(Protocol):
    """Where stories play."""

    def now(self) -> datetime:
        """Return the instant of this stage."""

    async def ask(self, agreement: str, person: Person, command: AnyCommand) -> None:
        """Ask as a person; raises the refusal."""

    async def register(self, supplier: Supplier, first: Leaflet) -> None:
        """Register a product of a supplier with its first leaflet."""

    async def announce(
        self, supplier: Supplier, before: Leaflet, new: Leaflet, change: str
    ) -> None:
        """Announce a leaflet behind another one, to all agreements."""

    async def garble(self, supplier: Supplier) -> None:
        """Send what nobody can read."""

    async def withdraw(self, supplier: Supplier, product: str, change: str) -> None:
        """Take an announcement back, everywhere."""

    async def end_product(self, supplier: Supplier, product: str) -> None:
        """Offer a product no longer."""

    async def state(self, agreement: str) -> Agreement:
        """Return the fold of what is stored."""

    async def pause(self, seconds: float) -> None:
        """Let time go by."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """Something that was asked and had to be refused: what was expected, and what came."""

    agreement: str
    person: str
    command: str
    expected: str
    got: str | None
    version_before: int
    version_after: int


@dataclass(slots=True)
class Notes:
    """What the stories themselves remember, beside what the log does."""

    attempts: list[Attempt] = field(default_factory=list)


async def until(stage: Stage, agreement: str, holds: Callable[[Agreement], bool]) -> Agreement:
    """Look again and again until something holds; raises StoryStuckError in the end."""
    give_up = stage.now() + PATIENCE
    while not holds(state := await stage.state(agreement)):
        if stage.now() > give_up:
            raise StoryStuckError(agreement)
        await stage.pause(LOOK)
    return state


async def attempt(
    stage: Stage, agreement: str, person: Person, command: AnyCommand, expected: type[RefusedError]
) -> Attempt:
    """Ask what must be refused, and note what came of it."""
    before = await stage.state(agreement)
    got = None
    try:
        await stage.ask(agreement, person, command)
    except RefusedError as refusal:
        got = refusal.code
    after = await stage.state(agreement)
    return Attempt(
        agreement=agreement,
        person=person.key,
        command=command.kind,
        expected=expected.__name__,
        got=got,
        version_before=before.version,
        version_after=after.version,
    )
