"""`akkoord settings`: every variable of the environment, its default, and what it decides."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.options import AsJson
from cli.printing import listed
from environment import Variable, unless
from settings import Settings, set_names, variables

app = typer.Typer()

HEAD = """# Settings

What the environment decides, read once when a process starts. An empty variable counts as one that
is not set. Where two names stand, the second is the path of a file that holds the value: that is
how secrets are given. What cannot be read ends the process, with the name of the variable and what
it may be. `akkoord settings` prints this table with what is set where you are; `akkoord settings
--markdown` wrote this page.

| variable | without it | what it decides |
|---|---|---|"""


@dataclass(frozen=True, slots=True)
class Setting:
    """A variable as people read it; never what it is set to, which may be a secret."""

    name: str
    without_it: str
    is_set: bool
    decides: str


@app.command()
def settings(
    as_json: AsJson = False,  # noqa: FBT002 - an option
    markdown: Annotated[  # noqa: FBT002 - an option
        bool, typer.Option("--markdown", help="Print the page docs/settings.md.")
    ] = False,
) -> None:
    """List every setting: its variable, its default, whether it is set, and what it decides."""
    if markdown:
        typer.echo(page())
        return
    rows = documented(set_names())
    columns = ("name", "without_it", "is_set", "decides")
    listed(rows, columns, as_json=as_json, empty="There are no settings.")


def page() -> str:
    """Return the page of all settings, the same on every machine."""
    rows = (
        f"| {' or '.join(f'`{name}`' for name in one.name.split(' or '))} "
        f"| {f'`{one.without_it}`' if one.without_it else ''} | {one.decides} |"
        for one in documented(frozenset())
    )
    return "\n".join((HEAD, *rows))


def documented(given: frozenset[str]) -> tuple[Setting, ...]:
    """Return every setting in the order of its definition, and whether it is among those given."""
    nothing_set = Settings.from_environment({"HOME": "~"}, Path())
    return tuple(
        Setting(
            " or ".join(variable.names),
            _written(variable, getattr(nothing_set, field)),
            variable.is_in(given),
            variable.says,
        )
        for field, variable in variables().items()
    )


def _written(variable: Variable, default: Any) -> str:  # noqa: ANN401 - a field's own
    match default:
        case bool():
            return str(int(default is not (variable.read is unless)))
        case str() | int() | Path():
            return str(default)
        case _:
            return ""
