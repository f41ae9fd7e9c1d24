"""`akkoord people erase`: forget a person, and say what went and what stays."""

from collections.abc import Iterator
from typing import Annotated

import typer

from adapters.erasing import foreseen
from cli.connection import System
from cli.options import AsJson
from cli.outcome import Exit, misuse, print_json
from cli.printing import console, plain
from cli.sessions import within
from domain.erasing import Erasure, ErasureReason
from gateway.forgetting import forget

app = typer.Typer()
OUT_OF_REACH = "dead rows, the write-ahead log, replicas and backups: see docs/erasing.md"


@app.command()
def erase(
    person: Annotated[str, typer.Argument(help="The person's id.")],
    reason: Annotated[ErasureReason, typer.Option(help="Why.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,  # noqa: FBT002 - an option
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Forget a person; what was decided and signed stays, under the id alone.

    Says first what goes and what stays, and asks.
    """
    if not yes:
        _ask(person, as_json=as_json)
    done = within(lambda system: _forgotten(system, person), as_json=as_json)
    if as_json:
        print_json({"reason": reason.value, "erased": plain(done)})
    else:
        _say(f"{person} is forgotten ({reason.value})", done, "went")


async def _forgotten(system: System, person: str) -> Erasure:
    client = (await system.gateway()).client
    return await forget(system.pool, client, person, system.now())


def _ask(person: str, *, as_json: bool) -> None:
    """Let the one at the keyboard see and decide; nothing but a yes goes on."""
    if as_json:
        misuse("a machine cannot be asked: give --yes")
    _say(person, within(lambda system: foreseen(system.pool, person)), "goes")
    if not typer.confirm("Forget this person for good?"):
        raise typer.Exit(Exit.REFUSED)


def _say(heading: str, erasure: Erasure, goes: str) -> None:
    console().print(heading, style="bold", markup=False)
    for word, lines in ((goes, _going(erasure)), ("stays", _staying(erasure))):
        for number, line in enumerate(lines):
            console().print(f"  {'' if number else word:<6} {line}", markup=False)


def _going(one: Erasure) -> Iterator[str]:
    yield "name, address and language"
    if one.offices:
        yield _many(one.offices, "entry as holder of an office", "entries as holder of an office")
    if one.letters_stopped:
        letters = _many(
            one.letters_stopped, "letter that had not gone", "letters that had not gone"
        )
        yield f"{letters}: akkoord letters sends them to the next in that office"
    for text in one.texts:
        yield f"the text {text[:12]}..., which names the person"
    for intake in one.intakes:
        yield f"the history of {intake} in Temporal, by which such a text came; it goes on anew"


def _staying(one: Erasure) -> Iterator[str]:
    kept = (_many(one.events, "event", "events"), _many(one.mandates, "mandate", "mandates"))
    yield f"the id {one.person}, in {' and '.join(kept)}: nothing leads from it to the person"
    if one.letters_delivered:
        letters = _many(one.letters_delivered, "letter", "letters")
        yield f"{letters} that went: their readers have them, and the mail servers on the way"
    if one.letters_on_their_way:
        letters = _many(one.letters_on_their_way, "letter", "letters")
        yield f"{letters} on the way at this moment: the mail server has begun to take them"
    if one.letters_unknown:
        letters = _many(one.letters_unknown, "letter", "letters")
        yield f"{letters} that may have gone, nobody knows; none goes again"
    for leaflet in one.leaflets:
        yield f"the leaflet {leaflet[:12]}..., which names the person and should name an office"
    yield OUT_OF_REACH


def _many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"
