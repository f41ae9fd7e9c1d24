"""Choosing and signing: what the board answers, and the hash that both sign."""

import re
from typing import Annotated

import typer

from cli.asking import Asked, ask
from cli.options import Agreement, As, AsJson, CommandId
from cli.outcome import misuse
from domain.agreement import commands as c
from domain.agreement.products import leaflet_shown, product_of
from domain.agreement.refusals import UnknownProductError
from domain.agreement.signing import agreement_hash
from domain.values import CORE, Answer

app = typer.Typer()

_ANSWER = re.compile(r"([^=/@]+)(?:/([^=/@]+))?=(yes|no)(?:@(.+))?")
Answers = Annotated[
    list[str],
    typer.Argument(
        help="PRODUCT=yes, PRODUCT/SERVICE=no, or for some schools only PRODUCT/SERVICE=yes@A,B."
    ),
]
Shown = Annotated[
    str | None,
    typer.Option("--hash", help="The hash you were shown; without it, that of what stands now."),
]


@app.command()
def choose(
    agreement: Agreement,
    answers: Answers,
    person: As,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """The board answers: each product as such, and each optional service by itself."""

    def build(asked: Asked) -> c.Choose:
        return c.Choose(choices=tuple(_chosen(asked, one) for one in answers))

    ask(agreement, person, build, command_id, as_json=as_json)


@app.command()
def sign(
    agreement: Agreement,
    person: As,
    shown: Shown = None,
    command_id: CommandId = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """A party signs the whole: text, leaflets and choices; the second signature activates."""

    def build(asked: Asked) -> c.Sign:
        return c.Sign(hash=shown or agreement_hash(asked.state, asked.now))

    ask(agreement, person, build, command_id, as_json=as_json)


def _chosen(asked: Asked, text: str) -> c.Chosen:
    """Read an answer; it is bound to the leaflet that applies now."""
    found = _ANSWER.fullmatch(text)
    if found is None:
        misuse(f"{text}: an answer reads PRODUCT=yes, or PRODUCT/SERVICE=no@SCHOOL,SCHOOL")
    product, service, answer, schools = found.groups()
    known = product_of(asked.state, product)
    if known is None:
        raise UnknownProductError(product)
    return c.Chosen(
        product=product,
        service=service or CORE,
        answer=Answer(answer),
        leaflet=leaflet_shown(known, asked.now).hash,
        schools=tuple(schools.split(",")) if schools else None,
    )
