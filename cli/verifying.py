"""`akkoord verify`: all that is kept, held against its hashes."""

import typer

from adapters.verify import Verified
from adapters.verify import verify as verified
from cli.options import AsJson
from cli.outcome import Exit, print_json
from cli.printing import plain
from cli.sessions import within

app = typer.Typer()


@app.command()
def verify(as_json: AsJson = False) -> None:  # noqa: FBT002 - an option
    """Hold every record and document against its hash; name the first of each stream that is not.

    Ends with 1 where anything is broken.
    """
    seen = within(lambda system: verified(system.pool, system.storage), as_json=as_json)
    if as_json:
        print_json(plain(seen))
    else:
        for line in lines(seen):
            typer.echo(line)
    raise typer.Exit(Exit.DONE if seen.is_whole else Exit.REFUSED)


def lines(seen: Verified) -> list[str]:
    """Return what people read: what is broken first, then what was looked at."""
    broken = [f"BROKEN {one.stream_id} version {one.version}: {one.fault}" for one in seen.broken]
    texts = [f"BROKEN text {one}: it is another one" for one in seen.broken_texts]
    return [
        *broken,
        *texts,
        f"{seen.events} events in {seen.streams} chains, {len(seen.broken)} broken",
        f"{seen.documents} documents and {seen.texts} texts held against their hashes",
    ]
