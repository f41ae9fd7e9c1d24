"""The rig: lives through one cell, lets what is due be finished, and judges."""

import asyncio
import tempfile
import traceback
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from adapters.postgres import Connection, connect
from adapters.verify import verify
from settings import Settings
from tests.faults import folds
from tests.faults.approval import approvals
from tests.faults.cells import Cell
from tests.faults.findings import CHECKS, Finding
from tests.faults.ledger import Ledger, quantile
from tests.faults.names import named
from tests.faults.site import Site, site
from tests.faults.witnesses import Witnessed, testimony

STUCK = 45.0  # seconds in which nothing more was done of what is due
UNDONE = """
    SELECT (SELECT count(*) FROM akkoord.letter WHERE state IN ('pending', 'sending'))
        + (SELECT count(*) FROM akkoord.agreement
            WHERE phase = 'active' AND state::jsonb ->> 'document_due' > '')
        + (SELECT count(*) FROM akkoord.deadline WHERE at < clock_timestamp())
"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one cell."""

    cell: Cell
    ledger: Ledger
    seen: Witnessed | None
    findings: tuple[Finding, ...]

    @property
    def is_well(self) -> bool:
        """Whether nothing was found, or just what had to be."""
        return self.cell.expects in self.counts if self.cell.expects else not self.findings

    @property
    def counts(self) -> Counter[str]:
        """How many findings there are of each kind."""
        return Counter(one.kind for one in self.findings)

    @property
    def unknown(self) -> int:
        """How many letters are marked unknown: allowed, and told."""
        letters = self.seen.rows["letter"] if self.seen else []
        return sum(letter["state"] == "unknown" for letter in letters)


async def lived(cell: Cell, settings: Settings, directory: Path) -> Verdict:
    """Live through one cell in a folder of its own."""
    async with site(settings, directory) as place:
        try:
            await cell.run(place)
            await _comes_to_rest(place)
            seen = await testimony(place)
            findings = [*await judged(place, seen), *_slow(cell, place.ledger)]
        except (Exception, pytest.fail.Exception) as fault:  # noqa: BLE001 - it is a finding, told in the table
            said = f"{''.join(traceback.format_exception_only(fault)).strip()}, in {_place(fault)}"
            await asyncio.to_thread((directory / "fault.txt").write_text, traceback.format_exc())
            return Verdict(cell, place.ledger, None, (Finding("stopped", said),))
        return Verdict(cell, place.ledger, seen, tuple(findings))


def _place(fault: BaseException) -> str:
    """The line of the rig that was the last to be reached."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).parent == Path(__file__).parent]
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}, {ours[-1].line}"


async def lived_somewhere(cell: Cell, settings: Settings) -> Verdict:
    """Do the same in a temporary folder, which is kept where something was found."""
    directory = Path(tempfile.mkdtemp(prefix="akkoord-faults-"))
    verdict = await lived(cell, settings, directory)
    if verdict.is_well:
        await asyncio.create_subprocess_exec("rm", "-rf", str(directory))
    return verdict


async def judged(place: Site, seen: Witnessed) -> list[Finding]:
    """Return all that is not as it must be."""
    found = [one for check in (*CHECKS, approvals) for one in check(place.ledger, seen)]
    broken = (await verify(place.office.pool)).broken
    found += [Finding("chain", f"{one.stream_id}#{one.version}: {one.fault}") for one in broken]
    found += named(place, seen)
    return [*found, *await folds.read_models(place), *await folds.workflows(seen)]


def _slow(cell: Cell, ledger: Ledger) -> list[Finding]:
    took = quantile(ledger.recovery(), 0.99)
    if cell.within is None or took <= cell.within:
        return []
    return [Finding("slow", f"{took:.1f} s at p99, and {cell.within:.1f} s are allowed")]


async def _less(connection: Connection, undone: int) -> int:
    """Wait until less is due than was; returns how much."""
    while (now := int(await connection.fetchval(UNDONE))) >= undone:  # noqa: ASYNC110 - another process does it
        await asyncio.sleep(0.1)
    return now


async def _comes_to_rest(place: Site) -> None:
    """Let a healthy worker finish what is due."""
    async with place.worker():
        async with connect(place.database.url) as connection:
            undone = await connection.fetchval(UNDONE)
            while undone:
                async with asyncio.timeout(STUCK):
                    undone = await _less(connection, undone)
        await asyncio.sleep(1)  # the last task of a workflow comes behind its last event
