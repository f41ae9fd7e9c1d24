"""The `akkoord` command: its groups, each from its own file."""

import typer

from cli import (
    agreements,
    bundles,
    changes,
    choosing,
    codec_server,
    compacting,
    dashboard,
    demo,
    documents,
    endings,
    gate,
    leaflet,
    letters,
    mandates,
    offers,
    parties,
    people,
    product,
    product_announcing,
    product_draft,
    product_shown,
    quarantine,
    rebuilding,
    reminding,
    scope,
    settings_shown,
    system,
    verifying,
    workers,
)

products = typer.Typer(help="Register a product, announce its leaflets, and see who was told.")
for part in (product, product_announcing, product_draft, product_shown):
    products.add_typer(part.app)
products.add_typer(scope.product)

app = typer.Typer(
    name="akkoord",
    help="Agreements between schools and the suppliers of their digital tools.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for commands in (system, verifying, bundles, demo, dashboard, offers, choosing):
    app.add_typer(commands.app)
app.add_typer(changes.app, name="change")
app.add_typer(endings.app, name="end")
app.add_typer(products, name="product")
app.add_typer(quarantine.app, name="quarantine")
app.add_typer(scope.school, name="school")
for commands in (
    agreements,
    gate,
    letters,
    documents,
    reminding,
    compacting,
    settings_shown,
    codec_server,
):
    app.add_typer(commands.app)
app.add_typer(leaflet.app, name="leaflet")
app.add_typer(people.app, name="people")
app.add_typer(mandates.app, name="mandates")
app.add_typer(parties.app, name="parties")
app.add_typer(workers.app, name="workers")
app.add_typer(rebuilding.app, name="rebuild")
