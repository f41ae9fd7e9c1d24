"""The witnesses: Postgres, Temporal, the mail sink's files and the document store, as they are.

None of them is asked through what the product reads by: rows by SQL of our own, histories by the
client of Temporal, files as they lie in their folder.
"""

import email
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
from temporalio.client import Client, WorkflowExecution, WorkflowHistory

from adapters.postgres import connect
from domain.canonical import hash_of
from tests.faults.site import Site

Row = Mapping[str, Any]
TABLES = ("event", "letter", "permission", "deadline", "mandate")


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a workflow, and what Temporal wrote of it."""

    execution: WorkflowExecution
    history: WorkflowHistory

    @property
    def id(self) -> str:
        """Of the workflow, which is the stream's where it has one."""
        return self.execution.id

    @property
    def status(self) -> str:
        """How it stands."""
        return self.execution.status.name if self.execution.status else ""


@dataclass(frozen=True, slots=True)
class Witnessed:
    """What is there, when all has come to rest."""

    rows: Mapping[str, list[Row]]
    runs: list[Run]
    mail: Counter[str]  # copies of each letter, by its Message-ID
    documents: Mapping[str, str]  # the hash of what lies under each name

    @property
    def events(self) -> list[Row]:
        """The log, each stream in order."""
        return self.rows["event"]

    @property
    def streams(self) -> dict[str, list[Row]]:
        """The log by stream."""
        found: dict[str, list[Row]] = {}
        for row in self.events:
            found.setdefault(row["stream_id"], []).append(row)
        return found


async def testimony(site: Site) -> Witnessed:
    """Ask every witness."""
    return Witnessed(
        rows={table: await _rows(site.database.url, table) for table in TABLES},
        runs=await runs(site.office.client),
        mail=copies(site.mail),
        documents=_documents(site.documents),
    )


async def _rows(url: str, table: str) -> list[Row]:
    order = "stream_id, version" if table == "event" else "1"
    async with connect(url) as connection:
        found: list[asyncpg.Record] = await connection.fetch(
            f"SELECT * FROM akkoord.{table} ORDER BY {order}"  # noqa: S608 - our own list
        )
    return [dict(row) for row in found]


async def runs(client: Client) -> list[Run]:
    """Return every run of every workflow, with its history, the older before the newer."""
    found = [one async for one in client.list_workflows()]
    return [
        Run(one, await client.get_workflow_handle(one.id, run_id=one.run_id).fetch_history())
        for one in sorted(found, key=lambda each: each.start_time)
    ]


def copies(directory: Path) -> Counter[str]:
    """Count the files of each letter."""
    return Counter(
        str(email.message_from_bytes(file.read_bytes())["Message-ID"])
        for file in directory.glob("*.eml")
    )


def _documents(directory: Path) -> dict[str, str]:
    return {one.name: hash_of(one.read_bytes()) for one in directory.glob("*") if one.is_file()}
