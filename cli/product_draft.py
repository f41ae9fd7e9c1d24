"""`akkoord product draft`: an announcement's file, of a leaflet and two texts."""

from datetime import UTC, datetime
from typing import Annotated, Literal

import typer
from pydantic import ValidationError

from cli.leaflet import read_named
from cli.leaflets import is_hash
from cli.options import AsJson, Day, From
from cli.outcome import misuse, told
from domain.canonical import content_hash
from domain.intake.announcement import Announcement
from domain.leaflet.malformed import rules

app = typer.Typer()

New = Annotated[str, typer.Argument(help="The new leaflet: a JSON file, or FACTS.yaml#VERSION-ID.")]
Predecessor = Annotated[
    str, typer.Option(help="The leaflet that it follows: a file as above, or its hash.")
]
ForBoard = Annotated[str, typer.Option(help="What it means for the board, in plain words.")]
ForParents = Annotated[str, typer.Option(help="What it means for parents, in plain words.")]
Label = Annotated[
    Literal["important", "not_important"] | None,
    typer.Option(help="What the supplier calls it: it can make a change important, never less."),
]
ChangeId = Annotated[
    str | None, typer.Option("--change", help="Its id; without it, that of the leaflet's version.")
]
Corrects = Annotated[str | None, typer.Option(help="The announced change that this one corrects.")]
Independent = Annotated[
    str | None, typer.Option("--independent-of", help="The change before it that it needs not.")
]


@app.command()
def draft(  # noqa: PLR0913, PLR0917 - the options that people type
    leaflet: New,
    predecessor: Predecessor,
    for_board: ForBoard,
    for_parents: ForParents,
    announced_from: From = None,
    wish: Day = None,
    label: Label = None,
    change: ChangeId = None,
    corrects: Corrects = None,
    independent_of: Independent = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Write an announcement, for those without a system that does; `announce` takes it."""
    with told(as_json=as_json):
        before = predecessor
        if not is_hash(predecessor):
            before = content_hash(read_named(predecessor))
        new = read_named(leaflet)
    now = datetime.now(UTC)  # noqa: TID251 - the clock of the command line
    words = {
        "schema": "announcement/1",
        "product": new.product,
        "predecessor": before,
        "leaflet": new,
        "announced_from": announced_from or now.replace(microsecond=0),
        "wish": wish,
        "label": label,
        "change": change,
        "consequences": {"board": for_board, "parents": for_parents},
        "corrects": corrects,
        "independent_of": independent_of,
    }
    typer.echo(_drafted(words).model_dump_json(indent=None if as_json else 2))


def _drafted(words: dict[str, object]) -> Announcement:
    try:
        return Announcement.model_validate(words)
    except ValidationError as error:
        misuse(rules(error))
