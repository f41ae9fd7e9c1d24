"""`akkoord letters`: what was sent to whom, and what needs a person."""

from collections import Counter
from typing import Annotated

import typer

from adapters.letter_cases import letters as outbox_letters
from cli.connection import System
from cli.options import AsJson
from cli.outcome import misuse, print_json
from cli.printing import listed, plain
from cli.sessions import within
from domain.letter_cases import Operated, ResendReason, ResolveReason
from gateway.letters import resend_letter, resolve_letter

app = typer.Typer()

Letter = Annotated[str | None, typer.Option(metavar="ID", help="Only this letter, by its id.")]
COLUMNS = ("id", "template", "party", "person", "state", "detail", "resolution")
RESENT = f"Send it again; with --reason {', '.join(ResendReason)}."
RESOLVED = f"Close the case without sending; with --reason {', '.join(ResolveReason)}."


@app.command()
def letters(
    agreement: Annotated[str | None, typer.Option(help="Only those of this agreement.")] = None,
    resend: Annotated[str | None, typer.Option(metavar="ID", help=RESENT)] = None,
    resolve: Annotated[str | None, typer.Option(metavar="ID", help=RESOLVED)] = None,
    reason: Annotated[str | None, typer.Option(help="Why, as one of those words.")] = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """List the letters and what became of each; send one again, or close its case."""
    if resend and resolve:
        misuse("--resend and --resolve are two different orders: give one")
    if letter := resend or resolve:
        _operate(letter, reason, is_resend=bool(resend), as_json=as_json)
        return
    found = within(lambda system: outbox_letters(system.pool, agreement), as_json=as_json)
    listed(found, COLUMNS, as_json=as_json, empty="No letter was owed yet.")
    if found and not as_json:
        counted = Counter(one.state for one in found)
        typer.echo(", ".join(f"{count} {state}" for state, count in sorted(counted.items())))


def _operate(letter: str, reason: str | None, *, is_resend: bool, as_json: bool) -> None:
    if reason is None:
        misuse(f"--reason is missing. {RESENT if is_resend else RESOLVED}")
    order = resend_letter if is_resend else resolve_letter

    async def operated(system: System) -> Operated:
        return await order((await system.gateway()).client, letter, reason)

    answer = within(operated, as_json=as_json)
    if as_json:
        print_json({"letter": letter, **plain(answer)})
    else:
        typer.echo(f"{letter}: {answer.standing.value}")
