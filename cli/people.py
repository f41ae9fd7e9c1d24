"""`akkoord people`: who decides for a party and reads its letters; the only personal data."""

from typing import Annotated

import typer

from adapters import people as store
from cli import erasing
from cli.connection import System
from cli.options import AsJson
from cli.outcome import print_json
from cli.printing import listed
from cli.sessions import within
from domain.offices import Office, Role

app = typer.Typer(help="People: who decides for a party and reads its letters.")
app.add_typer(erasing.app)

PersonId = Annotated[str, typer.Argument(help="The person's id, ours and without a name in it.")]
Party = Annotated[
    str | None, typer.Option(help="Whose letters this person reads: board:ID or supplier:ID.")
]


def address(text: str) -> str:
    """Read an address as far as a mistyped one can be told; the mail server knows the rest."""
    name, at, host = text.rpartition("@")
    if not (name and at and host) or any(map(str.isspace, text)):
        message = f"{text} is no address: write name@host"
        raise typer.BadParameter(message)
    return text


@app.command()
def add(  # noqa: PLR0913, PLR0917 - the options that people type
    person: PersonId,
    name: Annotated[str, typer.Option(help="The name, as letters should have it.")],
    email: Annotated[
        str, typer.Option(parser=address, metavar="ADDRESS", help="Where letters go.")
    ],
    language: Annotated[str, typer.Option(help="nl or en.")] = "nl",
    party: Party = None,
    role: Annotated[Role, typer.Option(help="The office at that party.")] = Role.DIRECTION,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Enter a person, or correct one; with --party also put the person in an office there."""

    async def added(system: System) -> None:
        entered = store.Person(id=person, name=name, email=email, language=language)
        await store.put_person(system.pool, entered)
        if party is not None:
            office = Office(party=party, role=role)
            holder = store.Holder(office=office, person=person, valid_from=system.now())
            await store.appoint(system.pool, holder)

    within(added, as_json=as_json)
    _done({"person": person, "party": party}, f"{person} is entered", as_json=as_json)


@app.command("list")
def list_people(as_json: AsJson = False) -> None:  # noqa: FBT002 - an option
    """List everybody, with the offices they hold."""
    found = within(_listed, as_json=as_json)
    columns = ("id", "name", "email", "language", "offices")
    listed(found, columns, as_json=as_json, empty="Nobody is entered yet.")


async def _listed(system: System) -> list[dict[str, object]]:
    held = await store.holders(system.pool, system.now())
    return [
        dict(person)
        | {
            "offices": [
                f"{one.office.role.value} of {one.office.party}"
                for one in held
                if one.person == person.id
            ]
        }
        for person in await store.people(system.pool)
    ]


def _done(told: dict[str, object], words: str, *, as_json: bool) -> None:
    if as_json:
        print_json(told)
    else:
        typer.echo(words)
