"""`akkoord product register`, `withdraw` and `end`: what people of a supplier ask of a product."""

from typing import Annotated

import typer

from cli.asking import ask_product, product_place
from cli.connection import System
from cli.leaflets import stored_leaflet
from cli.options import As, AsJson, Change, CommandId, Product, Reason, Supplier
from domain.product.commands import EndProduct, Register, WithdrawAnnouncement

app = typer.Typer()

First = Annotated[
    str,
    typer.Option(
        "--leaflet", help="Its first leaflet: a JSON file, FACTS.yaml#VERSION-ID, or its hash."
    ),
]
Name = Annotated[str, typer.Option(help="What the supplier calls the product.")]


@app.command()
def register(  # noqa: PLR0913, PLR0917 - the options that people type
    supplier: Supplier,
    product: Product,
    leaflet: First,
    name: Name,
    person: As,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The supplier registers a product; later leaflets are announced behind this one."""

    async def build(system: System) -> Register:
        return Register(name=name, leaflet=(await stored_leaflet(system, leaflet)).hash)

    ask_product(product_place(supplier, product), person, build, command_id, as_json=as_json)


@app.command()
def withdraw(  # noqa: PLR0913, PLR0917 - the options that people type
    supplier: Supplier,
    product: Product,
    change: Change,
    person: As,
    reason: Reason,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The supplier takes an announcement back, everywhere it is not in force yet."""

    def build(_: System) -> WithdrawAnnouncement:
        return WithdrawAnnouncement(change=change, reason=reason)

    ask_product(product_place(supplier, product), person, build, command_id, as_json=as_json)


@app.command()
def end(  # noqa: PLR0913, PLR0917 - the options that people type
    supplier: Supplier,
    product: Product,
    person: As,
    reason: Reason,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The supplier announces nothing more; agreements on the product go on until notice."""

    def build(_: System) -> EndProduct:
        return EndProduct(reason=reason)

    ask_product(product_place(supplier, product), person, build, command_id, as_json=as_json)
