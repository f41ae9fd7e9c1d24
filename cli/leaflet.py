"""`akkoord leaflet`: read a leaflet from facts, check it, and compare two."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from adapters.demonstration_data import read_purposes
from adapters.facts_file import read_facts, read_leaflet
from cli.outcome import Exit, existing, print_json, refuse, told
from domain.canonical import content_hash
from domain.leaflet.assumed import complete_with
from domain.leaflet.compare import compare
from domain.leaflet.completeness import LeafletIncompleteError, Missing, missing
from domain.leaflet.facts import leaflet_from_facts, product_facts
from domain.leaflet.importance import JudgedItem, importance
from domain.leaflet.items import Stated
from domain.leaflet.leaflet import Leaflet

app = typer.Typer(help="Read a leaflet from facts, check it, and compare two.")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]
Purposes = Annotated[
    Path | None, typer.Option(help="A file that maps purposes to the letters of 5.1.")
]
_ASSUMED = "A file with what is assumed where the supplier states nothing."
_LEAFLET = "A leaflet's JSON file, or FACTS.yaml#VERSION-ID."


@app.command("import")
def import_facts(  # noqa: PLR0913, PLR0917 - the options that people type
    facts: Annotated[Path, typer.Argument(help="A facts file (leaflet-facts/1).")],
    version: Annotated[str | None, typer.Option(help="Its id; the latest without it.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write the leaflet's JSON.")] = None,
    purposes: Purposes = None,
    assumed: Annotated[Path | None, typer.Option(help=_ASSUMED)] = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Read one version of a facts file as a leaflet; what is not stated stays missing."""
    with told(as_json=as_json):
        leaflet = _from_facts(facts, version, purposes)
        if assumed is not None:
            leaflet = complete_with(leaflet, read_facts(existing(assumed)))
        text = leaflet.model_dump_json(indent=2) + "\n"
        if out is not None:
            out.write_text(text, encoding="utf-8")
        if as_json or out is None:
            typer.echo(text, nl=False)
        else:
            absent = len(missing(leaflet))
            typer.echo(f"{leaflet.version} {content_hash(leaflet)} ({absent} missing) -> {out}")


@app.command()
def check(
    file: Annotated[str, typer.Argument(help=_LEAFLET)],
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Name every mandatory item that a leaflet misses, with its article."""
    with told(as_json=as_json):
        leaflet = read_named(file)
        absent = missing(leaflet)
        if as_json:
            listed = [one.model_dump() for one in absent]
            found = {"version": leaflet.version, "hash": content_hash(leaflet), "missing": listed}
            print_json({**found, "complete": not absent})
            raise typer.Exit(Exit.REFUSED if absent else Exit.DONE)
        if not absent:
            typer.echo(f"{leaflet.version} is complete: {content_hash(leaflet)}")
            return
        _tell_missing(absent)
        refuse(LeafletIncompleteError(f"{leaflet.version}, {len(absent)} items"))


@app.command("compare")
def compare_two(
    old: Annotated[str, typer.Argument(help=_LEAFLET)],
    new: Annotated[str, typer.Argument(help=_LEAFLET)],
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Compare two leaflets item by item, and judge each difference."""
    with told(as_json=as_json):
        before, after = read_named(old), read_named(new)
        judged = importance(compare(before, after))
        important = any(one.important for one in judged)
        if as_json:
            items = [one.model_dump(mode="json") for one in judged]
            print_json({"items": items, "important": important})
            return
        tell_items(judged)
        verdict = "important" if important else "not important" if judged else "nothing differs"
        typer.echo(f"{before.version} -> {after.version}: {verdict}")


def read_named(named: str) -> Leaflet:
    """Read a leaflet's file, or a version of a facts file; the whole name may be a file's."""
    path, mark, version = named.rpartition("#")
    if mark and not Path(named).is_file():
        return _from_facts(Path(path), version, None)
    if Path(named).suffix in (".yaml", ".yml"):
        return _from_facts(Path(named), None, None)
    return read_leaflet(existing(Path(named)))


def _from_facts(path: Path, version: str | None, purposes: Path | None) -> Leaflet:
    facts = read_facts(existing(path))
    mapping = None
    if purposes is not None:
        mapping = read_purposes(existing(purposes), product_facts(facts).slug)
    return leaflet_from_facts(facts, version, mapping)


def _tell_missing(absent: tuple[Missing, ...]) -> None:
    console = Console(highlight=False, emoji=False, soft_wrap=True)
    for one in absent:
        console.print(Text.assemble((one.path, "bold"), f": {one.sentence} ({one.article})"))


def tell_items(judged: tuple[JudgedItem, ...]) -> None:
    """Print each difference: whether it is important, what was and what will be, and why."""
    console = Console(highlight=False, emoji=False, soft_wrap=True)
    for one in judged:
        mark = ("IMPORTANT ", "bold red") if one.important else ("told      ", "dim")
        services = f" [{', '.join(one.services)}]" if one.services else ""
        console.print(Text.assemble(mark, f"{one.kind}  ", (one.target, "bold"), services))
        console.print(Text(f"          before: {_words(one.before)}", "dim"))
        console.print(Text(f"          after:  {_words(one.after)}"))
        console.print(Text(f"          {one.reason} ({one.article})", "italic"))


def _words(stated: Stated) -> str:
    if stated is None:
        return "not stated"
    return stated if isinstance(stated, str) else "; ".join(stated) or "none"
