"""What a command of the line works with: the store, the engine behind its door, and the clock."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.agreements import next_number, state_now
from adapters.checkpoint_keys import checkpoint_place, checkpoint_ring
from adapters.checkpoints import History, read_checkpoints
from adapters.directory import schools_of
from adapters.event_store import PostgresEventStore
from adapters.following import stream_of
from adapters.local.system import Addresses, addresses_of_running
from adapters.mandates import actor_of
from adapters.migrations import check_migrated
from adapters.postgres import Pool, engine_url, open_pool
from adapters.seal import load_sealer
from adapters.storage import Storage, open_storage
from domain.actors import Actor
from domain.agreement.state import Agreement
from domain.reading import ReadStream
from domain.records import EventRecord
from gateway.commands import Gateway
from gateway.engine import engine_client
from settings import Settings, read_settings
from workflows.ids import AgreementId

VIA = "cli"


@dataclass(frozen=True, slots=True)
class System:
    """The store of a system that runs, and where the rest of it is."""

    settings: Settings
    addresses: Addresses
    pool: Pool

    def now(self) -> datetime:
        """Return this machine's instant."""
        return datetime.now(UTC)  # noqa: TID251 - the clock of the command line

    @property
    def storage(self) -> Storage:
        """Where documents are kept."""
        return open_storage(self.addresses.storage_url, self.settings.state_directory / "storage")

    async def checkpoints(self, *, every: bool = False) -> History:
        """Return what was signed of the log: in the last day, or ever."""
        place, ring = checkpoint_place(self.settings), checkpoint_ring(self.settings)
        return await read_checkpoints(place, ring, every=every)

    async def gateway(self) -> Gateway:
        """Open the door to the engine. Raises EngineAwayError."""
        return Gateway(
            client=await engine_client(self.settings, self.addresses.temporal),
            sealer=load_sealer(self.settings.seal_key, self.settings.seal_directory),
            store=PostgresEventStore(self.pool),
            turns_queue=self.settings.turns_queue,
            via=VIA,
            clock=self.now,
        )

    async def state(self, agreement: str) -> Agreement:
        """Return an agreement as it stands."""
        return await state_now(self.pool, agreement)

    async def records(self, agreement: str) -> tuple[EventRecord, ...]:
        """Return the log of an agreement."""
        part = ReadStream(stream_id=agreement)
        return (await PostgresEventStore(self.pool).read_stream(part)).records

    async def actor(self, person: str, place: AgreementId) -> Actor:
        """Return a person as one of the party of the agreement that she has mandates of."""
        sides = (f"board:{place.board}", f"supplier:{place.supplier}")
        board, supplier = [await actor_of(self.pool, person, side, self.now()) for side in sides]
        return supplier if supplier.mandates else board

    async def next_agreement(
        self, board: str, supplier: str, command_id: str | None
    ) -> AgreementId:
        """Return the name of the next agreement of the two, or of the one this command made."""
        if command_id and (made := await stream_of(self.pool, command_id)):
            return AgreementId.parse(made)
        return AgreementId(board, supplier, await next_number(self.pool, board, supplier))

    async def schools_of(self, board: str) -> tuple[str, ...]:
        """Return every school of a board."""
        return await schools_of(self.pool, board)


@asynccontextmanager
async def connected(
    settings: Settings | None = None, addresses: Addresses | None = None
) -> AsyncIterator[System]:
    """Find the system that runs on these settings.

    Raises NothingRunsError, DatabaseUnavailableError or NotMigratedError.
    """
    settings = settings or read_settings()
    addresses = addresses or found(settings)
    url = engine_url(addresses.database_url, settings.engine_database_url)
    async with open_pool(url) as pool:
        await check_migrated(pool)
        yield System(settings, addresses, pool)


def found(settings: Settings) -> Addresses:
    """Return where the servers are: as the environment says, or as a running `up` recorded."""
    given = (settings.database_url, settings.temporal_address)
    if not all(given):
        return addresses_of_running(settings)
    return Addresses(
        temporal=settings.temporal_address or "",
        temporal_ui=settings.temporal_ui_url or "",
        database_url=settings.database_url or "",
        smtp_url=settings.smtp_url or "",
        storage_url=settings.storage_url or (settings.state_directory / "storage").as_uri(),
    )
