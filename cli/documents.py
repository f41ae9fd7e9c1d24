"""`akkoord documents`: the agreements as issued, each stored under the hash of its bytes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from adapters.following import records_of_type
from adapters.storage import CorruptDocumentError, DocumentNotFoundError
from cli.connection import System
from cli.options import AsJson
from cli.outcome import print_json, write
from cli.printing import listed
from cli.sessions import within
from domain.agreement.events.offering import DocumentFiled
from domain.refusals import RefusedError

app = typer.Typer()


class DocumentMissingError(RefusedError):
    """No document is stored under this hash, or its bytes are not those of the hash."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A document on record, and whether it is there, byte for byte."""

    agreement: str
    of_version: int
    hash: str
    is_stored: bool


@app.command()
def documents(
    agreement: Annotated[str | None, typer.Option(help="Only those of this agreement.")] = None,
    get: Annotated[str | None, typer.Option(metavar="HASH", help="Fetch this one.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write the one fetched.")] = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """List the documents that were issued, and see that each is stored; or fetch one."""
    if get is not None:
        _fetch(get, out or Path(f"{get[:12]}.pdf"), as_json=as_json)
        return
    found = within(issued, as_json=as_json)
    rows = [one for one in found if agreement in (None, one.agreement)]
    columns = ("agreement", "of_version", "hash", "is_stored")
    listed(rows, columns, as_json=as_json, empty="No document was issued yet.")


async def issued(system: System) -> tuple[Issued, ...]:
    """Return every document on record, each looked up in the storage."""
    found = []
    for record in await records_of_type(system.pool, "document.filed"):
        if isinstance(record.event, DocumentFiled):
            stored = await is_stored(system, record.event.hash)
            place = (record.stream_id, record.event.of_version, record.event.hash)
            found.append(Issued(*place, is_stored=stored))
    return tuple(found)


async def is_stored(system: System, content_hash: str) -> bool:
    """Tell whether the bytes of a hash are there, and are those."""
    try:
        await system.storage.get(content_hash)
    except (DocumentNotFoundError, CorruptDocumentError):
        return False
    return True


def _fetch(content_hash: str, out: Path, *, as_json: bool) -> None:
    async def fetched(system: System) -> bytes:
        try:
            return await system.storage.get(content_hash)
        except (DocumentNotFoundError, CorruptDocumentError) as error:
            raise DocumentMissingError(content_hash) from error

    write(out, within(fetched, as_json=as_json))
    if as_json:
        print_json({"hash": content_hash, "file": str(out)})
    else:
        typer.echo(f"{content_hash} -> {out}")
