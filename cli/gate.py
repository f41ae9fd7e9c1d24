"""`akkoord gate`: whether a service may process for a school, and what would open it."""

from datetime import datetime
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typing_extensions import override

from adapters.gate import may_process
from cli.connection import System
from cli.gate_feed import feed
from cli.gate_list import list_answers
from cli.options import AsJson, At, Product, School, instant
from cli.outcome import print_json
from cli.printing import plain
from cli.sentences import instant as shown
from cli.sessions import within
from domain.agreement.verdicts import Allowed, Denied

ASK = "ask"
KnownAt = Annotated[
    datetime | None,
    typer.Option(
        parser=instant,
        metavar="INSTANT",
        help="What was known at this instant about the other; without it, all that is known now.",
    ),
]
Service = Annotated[str, typer.Argument(help="The service's id; core for the product as such.")]


class Asked(TyperGroup):
    """A group that takes whatever is no command of it for a question."""

    @override
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        known = not args or args[0] == "--help" or args[0] in self.commands
        return super().parse_args(ctx, args if known else [ASK, *args])


app = typer.Typer()
group = typer.Typer(
    cls=Asked,
    no_args_is_help=True,
    help="May this be processed for this school? `gate SCHOOL PRODUCT SERVICE` asks.",
)
app.add_typer(group, name="gate")
group.command("list")(list_answers)
group.command("feed")(feed)


@group.command(ASK)
def ask(  # noqa: PLR0913, PLR0917 - the question, and how it is told
    school: School,
    product: Product,
    service: Service,
    at: At = None,
    known_at: KnownAt = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Ask whether this may be processed for this school, now or at an instant."""

    async def asked(system: System) -> tuple[datetime, Allowed | Denied]:
        when = at or system.now()
        question = (school, product, service, when)
        return when, await may_process(system.pool, *question, known_at=known_at)

    when, answer = within(asked, as_json=as_json)
    if as_json:
        question = {"school": school, "product": product, "service": service}
        known = {"known_at": known_at.isoformat()} if known_at else {}
        print_json({**question, "at": when.isoformat(), **known, **written(answer)})
        return
    known_then = f", as known at {shown(known_at)}" if known_at else ""
    typer.echo(f"{said(answer)}\n{product} {service} for {school}, at {shown(when)}{known_then}")


def said(answer: Allowed | Denied) -> str:
    """Return the answer as a line of plain English; where it is closed, with what would open it."""
    match answer:
        case Allowed(agreement, leaflet, since, deciding):
            begun = f", since {shown(since)}" if since else ""
            opened = f"\nopened by {', '.join(deciding)}" if deciding else ""
            return f"open: {agreement}, under leaflet {leaflet}{begun}{opened}"
        case Denied(reason):
            return f"closed ({reason.value}): {answer.sentence}; {answer.opens}."


def written(answer: Allowed | Denied) -> dict[str, object]:
    """Return the answer as machines read it."""
    match answer:
        case Allowed():
            return {"allowed": True, **plain(answer)}
        case Denied():
            explained = {"sentence": answer.sentence, "opens": answer.opens}
            return {"allowed": False, **plain(answer), **explained}
