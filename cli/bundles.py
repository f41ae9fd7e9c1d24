"""`akkoord export` and `check-bundle`: an agreement with its proof, and the check of one."""

from pathlib import Path
from typing import Annotated

import typer

from adapters.bundle import Exporter
from adapters.checkpoint_keys import checkpoint_place, checkpoint_ring
from adapters.seal import load_sealer
from adapters.verify_bundle import check
from cli.connection import System
from cli.options import Agreement, AsJson
from cli.outcome import Exit, existing, print_json, write
from cli.printing import plain
from cli.sessions import within

app = typer.Typer()

Out = Annotated[Path, typer.Option(help="Where to write the bundle, a zip file.")]
Bundle = Annotated[Path, typer.Argument(help="The bundle, as `akkoord export` wrote it.")]
Keys = Annotated[
    list[str] | None,
    typer.Option(
        "--key",
        metavar="FINGERPRINT",
        help="A key that is trusted, as its owner has published it; may be given again.",
    ),
]


@app.command()
def export(agreement: Agreement, out: Out, as_json: AsJson = False) -> None:  # noqa: FBT002 - an option
    """Write an agreement with all that proves it: events, documents, leaflets, checkpoints, keys.

    It names people by ids alone, and is checked without this system.
    """

    async def work(system: System) -> bytes:
        settings = system.settings
        exporter = Exporter(
            pool=system.pool,
            storage=system.storage,
            place=checkpoint_place(settings),
            ring=checkpoint_ring(settings),
            sealer=load_sealer(settings.seal_key, settings.seal_directory),
        )
        return await exporter.bundle(agreement, system.now())

    content = within(work, as_json=as_json)
    write(out, content)
    if as_json:
        print_json({"agreement": agreement, "file": str(out), "bytes": len(content)})
    else:
        typer.echo(f"{agreement} -> {out}, {len(content)} bytes")


@app.command("check-bundle")
def check_bundle(bundle: Bundle, key: Keys = None, as_json: AsJson = False) -> None:  # noqa: FBT002 - an option
    """Check every part of a bundle; no server is asked. Ends with 1 where anything is broken."""
    report = check(existing(bundle), tuple(key or ()))
    if as_json:
        print_json(plain(report))
    else:
        typer.echo("\n".join(report.lines()))
    raise typer.Exit(Exit.REFUSED if report.faults else Exit.DONE)
