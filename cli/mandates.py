"""`akkoord mandates`: who may do what for which party, from when until when."""

from typing import Annotated

import typer

from adapters import mandates as store
from cli.connection import System
from cli.options import AsJson, At, From, Until
from cli.outcome import print_json
from cli.printing import listed
from cli.sessions import within
from domain.actors import Mandate, Right

app = typer.Typer(help="Mandates: who may choose, sign, approve, end, announce or certify.")

MandateId = Annotated[str, typer.Argument(help="The mandate's id, ours and without a name in it.")]


@app.command()
def grant(  # noqa: PLR0913, PLR0917 - the options that people type
    mandate: MandateId,
    person: Annotated[str, typer.Option(help="Who gets it: a person's id.")],
    party: Annotated[str, typer.Option(help="For whom: board:ID or supplier:ID.")],
    rights: Annotated[list[Right], typer.Option("--right", help="What; may be given again.")],
    schools: Annotated[
        list[str] | None, typer.Option("--school", help="For this school only; may be repeated.")
    ] = None,
    valid_from: From = None,
    until: Until = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Give a person a mandate; it is never changed, only ended."""

    async def granted(system: System) -> None:
        given = Mandate(
            id=mandate,
            rights=tuple(rights),
            schools=tuple(schools) if schools else None,
            valid_from=valid_from or system.now(),
            valid_until=until,
        )
        await store.grant(system.pool, store.Granted(mandate=given, person=person, party=party))

    within(granted, as_json=as_json)
    _done({"granted": mandate}, f"{mandate} is granted to {person}", as_json=as_json)


@app.command()
def end(mandate: MandateId, at: At = None, as_json: AsJson = False) -> None:  # noqa: FBT002 - an option
    """End a mandate, now or at an instant; what was done by it stays."""
    within(
        lambda system: store.end_mandate(system.pool, mandate, at or system.now()), as_json=as_json
    )
    _done({"ended": mandate}, f"{mandate} is ended", as_json=as_json)


@app.command("list")
def list_mandates(
    person: Annotated[str | None, typer.Option(help="Only those of this person.")] = None,
    party: Annotated[str | None, typer.Option(help="Only those for this party.")] = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """List the mandates, ended ones too."""
    found = within(lambda system: store.mandates(system.pool, person, party), as_json=as_json)
    rows = [{"person": one.person, "party": one.party, **dict(one.mandate)} for one in found]
    columns = ("id", "person", "party", "rights", "schools", "valid_from", "valid_until")
    listed(rows, columns, as_json=as_json, empty="No mandate is granted yet.")


def _done(told: dict[str, object], words: str, *, as_json: bool) -> None:
    if as_json:
        print_json(told)
    else:
        typer.echo(words)
