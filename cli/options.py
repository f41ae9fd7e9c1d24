"""The arguments and options that many commands share, each with the words people read."""

import re
from datetime import date, datetime
from typing import Annotated

import typer

WORD = re.compile(r"[a-z][a-z0-9_]{0,63}")
Agreement = Annotated[
    str, typer.Argument(help="The agreement, such as agreement:my-board:my-supplier:1.")
]
Change = Annotated[str, typer.Argument(help="The change, as `show` names it.")]
Ending = Annotated[str, typer.Argument(help="The ending, such as ending-1; `show` names it.")]
Part = Annotated[
    str, typer.Argument(help="Who gives proof: supplier, backups, or subprocessor:NAME.")
]
Product = Annotated[str, typer.Argument(help="The product, as its leaflet names it.")]
Supplier = Annotated[str, typer.Argument(help="The supplier's id.")]
School = Annotated[str, typer.Argument(help="The school's id.")]
Leaflet = Annotated[
    str, typer.Argument(help="A leaflet's JSON file, FACTS.yaml#VERSION-ID, or its hash.")
]
As = Annotated[str, typer.Option("--as", help="Who asks: the id of a person with a mandate.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]
CommandId = Annotated[
    str | None,
    typer.Option(
        help="A name of your own for this command: asked again under the same name, it is done "
        "once, and gives the same answer."
    ),
]
Categories = Annotated[
    list[str] | None,
    typer.Option("--category", help="Only this category of data; may be given again."),
]
Shown = Annotated[
    str | None,
    typer.Option(
        "--leaflet", help="The hash of the leaflet you read; without it, what applies now."
    ),
]


def day(text: str) -> date:
    """Read a day as people type it."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text} is no day: write it as 2026-09-01"
        raise typer.BadParameter(message) from error


def instant(text: str) -> datetime:
    """Read an instant; a zone must be in it."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        message = f"{text} is no instant: write it as 2026-09-01T12:00+02:00"
        raise typer.BadParameter(message) from error
    if read.tzinfo is None:
        message = f"{text} has no zone: write it as 2026-09-01T12:00+02:00, or end it with Z"
        raise typer.BadParameter(message)
    return read


def reason_code(text: str) -> str:
    """Read a reason; it is one word, so that no free text gets into the log."""
    if not WORD.fullmatch(text):
        message = f"{text} is no reason code: write small letters joined by _, as not_needed"
        raise typer.BadParameter(message)
    return text


Reason = Annotated[
    str,
    typer.Option(
        parser=reason_code,
        metavar="WORD",
        help="A reason, as one word: too_expensive, not_needed, ...",
    ),
]
Day = Annotated[date | None, typer.Option(parser=day, metavar="DAY", help="A day: 2026-09-01.")]
From = Annotated[
    datetime | None,
    typer.Option(
        "--from", parser=instant, metavar="INSTANT", help="2026-09-01T12:00+02:00; without it, now."
    ),
]
At = Annotated[
    datetime | None,
    typer.Option(
        parser=instant, metavar="INSTANT", help="2026-09-01T12:00+02:00; without it, now."
    ),
]
Until = Annotated[
    datetime | None,
    typer.Option(
        parser=instant, metavar="INSTANT", help="2026-09-01T12:00+02:00; without it, open."
    ),
]
