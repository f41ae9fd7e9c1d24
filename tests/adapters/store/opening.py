"""Envelopes as they come to an intake on Postgres, and what is kept of their opening."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from adapters.event_store import PostgresEventStore
from adapters.opening import Opener
from adapters.postgres import Pool
from adapters.seal import KeyRing, Sealer
from domain.intake.envelope import Envelope
from domain.intake.opened import Findings, Fit, Opened, OpenEnvelope, Reopen, Unfit
from domain.records import Append
from tests.domain.intake.examples import INTAKE, NOW, announcement, envelope
from tests.domain.intake.story import Story

KEY = Ed25519PrivateKey.generate()
SEALER, RING = Sealer(KEY), KeyRing([KEY.public_key()])


async def knows_quill(pool: Pool, supplier: str, product: str) -> bool:
    """The one product that is registered."""
    del pool
    return (supplier, product) == ("inkt", "quill")


@dataclass
class Door:
    """An intake whose envelopes are opened."""

    pool: Pool
    keys: KeyRing = RING
    policy: str = "production"

    @property
    def opener(self) -> Opener:
        return Opener(self.pool, self.keys, knows_quill, self.policy)

    async def opens(self, raw: Envelope | str, at: datetime = NOW, intake: str = INTAKE) -> Opened:
        """Open what came."""
        text = raw if isinstance(raw, str) else raw.model_dump_json()
        return await self.opener.open(OpenEnvelope(intake=intake, raw=text, first_seen=at))

    async def sent(self, **changes: Any) -> Opened:  # noqa: ANN401 - any field of an announcement
        """Open an announcement that was sealed as it should be."""
        return await self.opens(sealed(announcement(**changes)))

    async def reopens(self, message: str) -> Opened | None:
        """Open again what is kept."""
        return (await self.opener.reopen(Reopen(intake=INTAKE, message=message))).opened

    async def takes_in(self, opened: Opened) -> None:
        """Put on record what was opened."""
        records = Story().takes(opened).records
        batch = Append(stream_id=INTAKE, expected_version=0, records=records)
        await PostgresEventStore(self.pool).append(batch)


def sealed(sent: Any = None, place: str = INTAKE, **words: str) -> Envelope:  # noqa: ANN401 - any JSON value
    """An envelope with the gateway's seal."""
    payload = {} if sent is None else {"payload": json.dumps(sent)}
    return SEALER.seal_envelope(envelope(**payload, **words), place)


def codes(opened: Opened) -> list[tuple[str, str]]:
    """Where something is wrong, and what."""
    found = opened.findings
    return [(one.path, one.code) for one in found.faults] if isinstance(found, Unfit) else []


def fit(findings: Findings) -> Fit:
    """What can go to the product."""
    assert isinstance(findings, Fit)
    return findings
