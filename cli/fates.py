"""What became of a supplier's message, for people and for machines; with every fault in it."""

import typer
from rich.text import Text

from cli.outcome import Exit, print_json, refuse
from cli.printing import console, plain
from cli.sentences import instant
from domain.intake.faults import Faults
from domain.intake.questions import Fate
from domain.intake.state import Standing
from domain.refusals import RefusedError


class MessageQuarantinedError(RefusedError):
    """The message is in quarantine, and nothing is announced: mend what is named, and send anew."""


class MessageLaidAsideError(RefusedError):
    """The message was laid aside by an operator, and nothing comes of it; send anew."""


NOTHING_COMES: dict[Standing, type[RefusedError]] = {
    Standing.QUARANTINED: MessageQuarantinedError,
    Standing.DISCARDED: MessageLaidAsideError,
}


def tell_fate(fate: Fate, *, as_json: bool) -> None:
    """Tell what became of a message; where nothing came of it, it ends as a refusal."""
    refusal = NOTHING_COMES.get(fate.standing)
    if as_json:
        print_json(plain(fate))
        raise typer.Exit(Exit.REFUSED if refusal else Exit.DONE)
    tell_faults(fate.faults)
    if refusal:
        refuse(refusal(fate.message))
    typer.echo(f"{fate.message}: {_words(fate)}")


def tell_faults(faults: Faults) -> None:
    """Name every fault on a line of its own: where it is, what it is, its article and code."""
    out = console()
    for one in faults:
        article = f" ({one.article})" if one.article else ""
        out.print(Text.assemble((one.path, "bold"), f": {one.sentence}{article} [{one.code}]"))


def _words(fate: Fate) -> str:
    if fate.standing is Standing.ANNOUNCED:
        return f"announced, as change {fate.change}"
    if fate.until is not None:
        until = instant(fate.until)
        return f"waits for its predecessor until {until}; then it goes to quarantine"
    return "accepted, and on its way to its product"
