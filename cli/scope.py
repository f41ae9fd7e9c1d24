"""What a running agreement covers: further products, offered or dropped, and schools."""

import typer

from cli.asking import Asked, ask
from cli.leaflets import stored_leaflet
from cli.options import Agreement, As, AsJson, CommandId, Leaflet, Product, School
from domain.agreement import commands as c

product = typer.Typer()
school = typer.Typer(help="Bring a school of the board into scope, or take one out.")


@product.command("offer")
def offer_product(
    agreement: Agreement,
    leaflet: Leaflet,
    person: As,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The supplier offers a further product in a running agreement; both will sign for it."""

    async def build(asked: Asked) -> c.OfferProduct:
        return c.OfferProduct(leaflet=(await stored_leaflet(asked.system, leaflet)).hash)

    ask(agreement, person, build, command_id, as_json=as_json)


@product.command("withdraw-offer")
def withdraw_product(
    agreement: Agreement,
    product_id: Product,
    person: As,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The supplier takes the offer of a further product back, before both signed."""
    ask(
        agreement,
        person,
        lambda _: c.WithdrawProduct(product=product_id),
        command_id,
        as_json=as_json,
    )


@product.command("drop")
def drop_product(
    agreement: Agreement,
    product_id: Product,
    person: As,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The board drops a product from its agreement: its data comes back or is destroyed."""
    ask(agreement, person, lambda _: c.DropProduct(product=product_id), command_id, as_json=as_json)


@school.command("add")
def add_school(
    agreement: Agreement,
    school_id: School,
    person: As,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The board brings a school into scope, every option off."""
    ask(agreement, person, lambda _: c.AddSchool(school=school_id), command_id, as_json=as_json)


@school.command("remove")
def remove_school(
    agreement: Agreement,
    school_id: School,
    person: As,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The board takes a school out of scope: its data comes back or is destroyed."""
    ask(agreement, person, lambda _: c.RemoveSchool(school=school_id), command_id, as_json=as_json)
