"""`akkoord verify`: all that is kept, held against its hashes and against what was signed of it."""

from typing import Annotated

import typer

from adapters.verify import Verified
from adapters.verify import verify as verified
from adapters.witnesses import Covered
from cli.connection import System
from cli.options import AsJson
from cli.outcome import Exit, print_json
from cli.printing import plain
from cli.sentences import instant
from cli.sessions import within

app = typer.Typer()

EveryCheckpoint = Annotated[
    bool,
    typer.Option(
        "--every-checkpoint",
        help="Read all checkpoints, not only those of the last day: where a stream was written "
        "anew, this tells more exactly from which record on.",
    ),
]


@app.command()
def verify(
    every_checkpoint: EveryCheckpoint = False,  # noqa: FBT002 - an option
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Hold every record and document against its hash and the signed checkpoints.

    The first record of each stream that is not as it was written is named. Ends with 1 where
    anything is broken.
    """

    async def work(system: System) -> Verified:
        history = await system.checkpoints(every=every_checkpoint)
        return await verified(system.pool, system.storage, history)

    seen = within(work, as_json=as_json)
    if as_json:
        print_json(plain(seen))
    else:
        for line in lines(seen):
            typer.echo(line)
    raise typer.Exit(Exit.DONE if seen.is_whole else Exit.REFUSED)


def lines(seen: Verified) -> list[str]:
    """Return what people read: what is broken first, then what was looked at."""
    checkpoint = [f"BROKEN checkpoint {seen.broken_checkpoint}"] if seen.broken_checkpoint else []
    return [
        *(f"BROKEN {one.stream_id} version {one.version}: {one.fault}" for one in seen.broken),
        *(f"BROKEN text {one}: it is another one" for one in seen.broken_texts),
        *checkpoint,
        f"{seen.events} events in {seen.streams} chains, {len(seen.broken)} broken",
        f"{seen.documents} documents and {seen.texts} texts held against their hashes",
        *(window(seen.checkpoints) if seen.checkpoints else []),
    ]


def window(of: Covered) -> list[str]:
    """Say until when the checkpoints reach, and what is behind them."""
    if of.made_at is None:
        return ["no checkpoint yet: an end cut off, or a chain made anew, would not be found"]
    last = f"the last is {of.last} of {instant(of.made_at)}"
    return [
        f"{of.checkpoints} checkpoints held against them, {last}",
        f"events since then, which no checkpoint has seen yet (the window): {of.in_window}",
    ]
