"""`akkoord dashboard`: the secretariat's lists in the Temporal UI, as links or as a page."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from adapters.local.files import write_whole
from cli.away import reached
from cli.connection import found
from cli.options import AsJson
from cli.outcome import misuse, print_json, told
from cli.printing import console
from gateway.dashboard import COLUMNS, Link, links
from gateway.dashboard_page import dashboard_page
from settings import Settings, read_settings

app = typer.Typer()

READABLE = 0o644
UI = typer.Option(
    metavar="URL",
    help="Where the Temporal UI is; without it, as TEMPORAL_UI_URL or a running `up` says. With "
    "--page, / is the server that the page itself is on.",
)
NAMESPACE = typer.Option(metavar="NAME", help="The namespace; without it, TEMPORAL_NAMESPACE.")
PAGE = typer.Option(metavar="FILE", help="Write a page with the links instead of printing them.")


@dataclass(frozen=True, slots=True)
class Place:
    """Which namespace of which UI."""

    ui: str
    namespace: str


@app.command()
def dashboard(
    ui: Annotated[str | None, UI] = None,
    namespace: Annotated[str | None, NAMESPACE] = None,
    page: Annotated[Path | None, PAGE] = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Print the secretariat's lists: each link opens one, and files it in the browser."""
    with told(as_json=as_json), reached(as_json=as_json):
        place = _place(read_settings(), ui, namespace)
        if page is not None:
            put_page(page, place)
    if page is not None:
        _tell_page(page, as_json=as_json)
        return
    now = datetime.now(UTC)  # noqa: TID251 - the clock of the command line
    _tell(tuple(links(place.ui, place.namespace, now)), as_json=as_json)


def put_page(file: Path, place: Place) -> None:
    """Write the page, for every user of this machine: there is nothing secret in it."""
    write_whole(file, dashboard_page(place.ui, place.namespace).encode(), READABLE)


def _place(settings: Settings, ui: str | None, namespace: str | None) -> Place:
    address = ui or settings.temporal_ui_url or found(settings).temporal_ui
    if not address:
        misuse("where the Temporal UI is, is not known: give --ui or TEMPORAL_UI_URL")
    return Place(address, namespace or settings.temporal_namespace)


def _tell_page(page: Path, *, as_json: bool) -> None:
    if as_json:
        print_json({"page": str(page)})
    else:
        typer.echo(f"written: {page}")


def _tell(filed: tuple[Link, ...], *, as_json: bool) -> None:
    if as_json:
        views = [{"name": one.view.name, "query": one.query, "url": one.url} for one in filed]
        print_json({"views": views, "columns": COLUMNS})
        return
    out = console()
    for one in filed:
        out.print(Text.assemble((one.view.name, "bold"), f": {one.view.sentence}"))
        out.print(Text(f"  {one.url}"))
    out.print(f"Columns to choose in the UI: {', '.join(COLUMNS)}.")
