"""The `akkoord` command: its groups, each from its own file."""

import typer

from cli import leaflet

app = typer.Typer(
    name="akkoord",
    help="Agreements between schools and the suppliers of their digital tools.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(leaflet.app, name="leaflet")
