"""`akkoord gate list`: the answers for all that a supplier may ask about, at one instant."""

from collections.abc import Iterable, Iterator
from contextlib import aclosing
from datetime import datetime
from json.encoder import encode_basestring as quoted
from typing import Annotated

import typer

from adapters.gate_list import Told, answers
from cli.connection import System
from cli.gate_lines import put, reader
from cli.options import At
from cli.sessions import within
from domain.agreement.verdicts import Allowed, Denied

Supplier = Annotated[str, typer.Argument(help="The supplier's id.")]
Only = Annotated[
    str | None, typer.Option("--product", help="Only this product; without it, all of them.")
]


def list_answers(supplier: Supplier, product: Only = None, at: At = None) -> None:
    """Print every answer for a supplier's agreements as JSON lines, now or at an instant.

    All services of its products for all schools that its agreements concern: the yes under which
    leaflet, since when and by which events, the no by its reason.
    """

    async def listed(system: System) -> None:
        instant = at or system.now()
        found = answers(system.pool, supplier, instant, product)
        is_empty = True
        with reader():
            async with aclosing(found):
                async for some in found:
                    is_empty = False
                    put(lines(some, instant))
        if is_empty:  # for people alone: to a machine no lines are an answer
            typer.echo(f"{supplier}: no agreement concerns anything of this supplier", err=True)

    within(listed, as_json=True)


def lines(some: Iterable[Told], at: datetime) -> Iterator[str]:
    """Yield answers as lines of JSON.

    They are put together by hand, which takes a third of the time: there are hundreds of thousands.
    """
    instant = at.isoformat()
    for (school, product, service), answer in some:
        question = f'"school": {quoted(school)}, "product": {quoted(product)}'
        yield f'{{{question}, "service": {quoted(service)}, "at": "{instant}", {_said(answer)}}}'


def _said(answer: Allowed | Denied) -> str:
    if isinstance(answer, Denied):
        return f'"allowed": false, "reason": "{answer.reason}"'
    since = f'"{answer.since.isoformat()}"' if answer.since else "null"
    deciding = ", ".join(map(quoted, answer.deciding))
    under = f'"agreement": {quoted(answer.agreement)}, "leaflet": {quoted(answer.leaflet)}'
    return f'"allowed": true, {under}, "since": {since}, "deciding": [{deciding}]'
