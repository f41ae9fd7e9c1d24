"""`akkoord rebuild`: coming back, when a database was lost or is older than the other."""

import typer

from cli.rebuilding_log import log
from cli.rebuilding_read_models import read_models
from cli.rebuilding_workflows import workflows

app = typer.Typer(
    help="Come back when a database was lost, or is older than the other.", no_args_is_help=True
)
app.command()(log)
app.command()(workflows)
app.command("read-models")(read_models)
