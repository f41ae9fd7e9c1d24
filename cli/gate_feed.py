"""`akkoord gate feed`: what opens and closes for a supplier, told once and in order."""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Annotated

import typer

from adapters.gate_feed import Cursor, FeedStep, NoCursorError, steps_behind
from cli.connection import System
from cli.gate_lines import encode, put, reader
from cli.gate_list import Supplier
from cli.sessions import within
from cli.system import stop_requested

LOOK = 0.5  # seconds between two questions, while nothing happens


def cursor(text: str) -> Cursor:
    """Read the place behind which to go on."""
    try:
        return Cursor.parse(text)
    except NoCursorError as error:
        message = f"{text} is no cursor: give the one of the line that you read last"
        raise typer.BadParameter(message) from error


After = Annotated[
    Cursor | None,
    typer.Option(
        parser=cursor,
        metavar="CURSOR",
        help="Only what comes behind this line; without it, from the beginning.",
    ),
]
Follow = Annotated[bool, typer.Option("--follow", help="Go on until Ctrl-C, as it happens.")]


def feed(
    supplier: Supplier,
    after: After = None,
    follow: Follow = False,  # noqa: FBT002 - an option
) -> None:
    """Print what opens and closes for a supplier's agreements as JSON lines, each once.

    A line says from when on a service is open to a school under a leaflet, or closed, and takes
    the place of all lines before of the same agreement, school, product and service from then on.
    It is told when it is decided, also where it lies ahead. Keep the cursor of the last line you
    have dealt with, and go on behind it.
    """

    async def followed(system: System) -> None:
        async with stop_requested() as stop:
            with reader():
                await _print(system, supplier, after or Cursor(), stop, follow=follow)

    within(followed, as_json=True)


async def _print(
    system: System, supplier: str, place: Cursor, stop: asyncio.Event, *, follow: bool
) -> None:
    """Print what is there, and what comes, until the event is set."""
    while not stop.is_set():
        steps = await steps_behind(system.pool, supplier, place)
        put(lines(steps))
        if steps:
            place = steps[-1].cursor
        elif not follow:
            return
        else:
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), LOOK)


def lines(steps: Iterable[FeedStep]) -> Iterator[str]:
    """Yield steps as lines of JSON."""
    for step in steps:
        yield encode(
            {
                "cursor": str(step.cursor),
                "position": step.cursor.position,
                "school": step.school,
                "product": step.product,
                "service": step.service,
                "became": "opened" if step.opens else "closed",
                "from": step.since.isoformat(),
                "leaflet": step.leaflet,
                "agreement": step.agreement,
            }
        )
