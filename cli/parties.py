"""`akkoord parties`: the boards with their schools, the suppliers, and their products."""

from pathlib import Path
from typing import Annotated

import typer

from adapters.directory import Entry, Party, Product, School, enter, names
from adapters.parties_file import ListedParty, read_parties
from cli.connection import System
from cli.options import AsJson
from cli.outcome import existing, print_json, told
from cli.printing import listed
from cli.sessions import within

app = typer.Typer(help="Boards with their schools, suppliers with their products.")


@app.command("import")
def import_parties(
    file: Annotated[Path, typer.Argument(help="A CSV with kind, id, name and board.")],
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Enter the boards of a list and their schools; a school without a board is left out."""
    with told(as_json=as_json):
        entries = entries_of(read_parties(existing(file)))
    within(lambda system: enter(system.pool, entries), as_json=as_json)
    _done(len(entries), as_json=as_json)


def entries_of(rows: tuple[ListedParty, ...]) -> list[Entry]:
    """Return the rows as entries of the directory."""
    boards = [Party(id=f"board:{row.id}", name=row.name) for row in rows if row.kind == "board"]
    schools = [School(id=row.id, board=row.board, name=row.name) for row in rows if row.board]
    return [*boards, *schools]


@app.command()
def supplier(
    supplier_id: Annotated[str, typer.Argument(help="The supplier's id, ours.")],
    name: Annotated[str, typer.Option(help="Its legal name.")],
    language: Annotated[str, typer.Option(help="The language of its letters: nl or en.")] = "en",
    products: Annotated[
        list[str] | None, typer.Option("--product", help="ID=NAME of a product; may be repeated.")
    ] = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Enter a supplier and its products."""

    def build() -> list[Entry]:
        party = Party(id=f"supplier:{supplier_id}", name=name, language=language)
        return [party, *(_product(supplier_id, one) for one in products or ())]

    async def entered(system: System) -> int:
        entries = build()
        await enter(system.pool, entries)
        return len(entries)

    _done(within(entered, as_json=as_json), as_json=as_json)


def _product(supplier_id: str, text: str) -> Product:
    key, _, name = text.partition("=")
    return Product(id=key, supplier=supplier_id, name=name or key)


@app.command("list")
def list_parties(as_json: AsJson = False) -> None:  # noqa: FBT002 - an option
    """List the parties, schools and products by name."""
    known = within(lambda system: names(system.pool), as_json=as_json)
    kinds = {"party": known.parties, "school": known.schools, "product": known.products}
    rows = [
        {"kind": kind, "id": key, "name": name}
        for kind, found in kinds.items()
        for key, name in sorted(found.items())
    ]
    listed(rows, ("kind", "id", "name"), as_json=as_json, empty="Nothing is entered yet.")


def _done(count: int, *, as_json: bool) -> None:
    if as_json:
        print_json({"entered": count})
    else:
        typer.echo(f"entered in the directory: {count}")
