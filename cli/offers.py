"""Offering an agreement, offering it anew, taking it back, and saying no to it."""

import json
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from cli.asking import Asked, ask, ask_new
from cli.leaflets import stored_leaflet
from cli.options import Agreement, As, AsJson, CommandId, Day, Reason
from cli.outcome import existing, misuse
from domain.agreement import commands as c
from domain.agreement.terms import Duration, Terms
from domain.leaflet.malformed import rules
from domain.text.library import CURRENT

app = typer.Typer()

Leaflets = Annotated[
    list[str],
    typer.Option(
        "--leaflet",
        help="A leaflet's JSON file, FACTS.yaml#VERSION-ID, or its hash; one for each product.",
    ),
]
Schools = Annotated[
    list[str] | None,
    typer.Option("--school", help="A school in scope, may be given again; without it, all."),
]
TermsFile = Annotated[
    Path | None,
    typer.Option("--terms", help="A JSON file with every clock; without it, those of the policy."),
]


@app.command()
def offer(  # noqa: PLR0913, PLR0917 - the options that people type
    board: Annotated[str, typer.Argument(help="The board's id.")],
    supplier: Annotated[str, typer.Argument(help="The supplier's id.")],
    person: As,
    leaflets: Leaflets,
    schools: Schools = None,
    terms: TermsFile = None,
    ends_on: Day = None,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The supplier offers an agreement to a board, on complete leaflets."""

    async def build(asked: Asked) -> c.Offer:
        return c.Offer(**await _body(asked, leaflets, schools, terms), duration=_for(ends_on))

    ask_new(board, supplier, person, build, command_id, as_json=as_json)


@app.command()
def revise(  # noqa: PLR0913, PLR0917 - the options that people type
    agreement: Agreement,
    person: As,
    leaflets: Leaflets,
    schools: Schools = None,
    terms: TermsFile = None,
    ends_on: Day = None,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The supplier offers anew: choices and signatures are void, both begin again."""

    async def build(asked: Asked) -> c.ReviseOffer:
        body = await _body(asked, leaflets, schools, terms)
        return c.ReviseOffer(**body, duration=_for(ends_on))

    ask(agreement, person, build, command_id, as_json=as_json)


@app.command()
def withdraw_offer(
    agreement: Agreement,
    person: As,
    reason: Reason,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The supplier takes its offer back."""
    ask(agreement, person, lambda _: c.WithdrawOffer(reason=reason), command_id, as_json=as_json)


@app.command()
def refuse_offer(
    agreement: Agreement,
    person: As,
    reason: Reason,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The board says no to the whole offer."""
    ask(agreement, person, lambda _: c.RefuseOffer(reason=reason), command_id, as_json=as_json)


async def _body(
    asked: Asked, leaflets: list[str], schools: list[str] | None, terms: Path | None
) -> dict[str, object]:
    """Return what a proposal consists of; the leaflets are stored first."""
    stored = [await stored_leaflet(asked.system, one) for one in leaflets]
    return {
        "schools": tuple(schools or await _every_school(asked)),
        "leaflets": tuple(one.hash for one in stored),
        "text": CURRENT.hash,
        "terms": _terms(terms) if terms else None,
    }


async def _every_school(asked: Asked) -> tuple[str, ...]:
    found = await asked.schools()
    if not found:
        misuse(f"schools: none of {asked.place.board} is entered; see `akkoord parties import`")
    return found


def _terms(path: Path) -> Terms:
    try:
        return Terms.model_validate(json.loads(existing(path).read_bytes()))
    except ValidationError as error:
        misuse(f"{path}: {rules(error)}")
    except ValueError as error:
        misuse(f"{path}: no JSON: {error}")


def _for(ends_on: Day) -> Duration:
    return Duration(ends_on=ends_on)
