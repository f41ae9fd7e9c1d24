"""`akkoord product announce`: an announcement goes to its intake, or is only checked."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from adapters.texts import find_leaflets
from cli.asking import intake_place, own_name, person_of_supplier
from cli.away import repeatable
from cli.connection import System
from cli.fates import tell_fate, tell_faults
from cli.leaflet import read_named, tell_items
from cli.leaflets import is_hash
from cli.options import AsJson
from cli.outcome import Exit, existing, misuse, print_json, refuse, told
from cli.sentences import counted
from cli.sessions import within
from domain.intake.check import Checked, checked
from domain.intake.payload import reading
from domain.intake.questions import Fate
from domain.leaflet.leaflet import Leaflet
from domain.refusals import RefusedError
from gateway import intake
from gateway.intake import Sending
from workflows.ids import IntakeId

app = typer.Typer()

SOURCE = "akkoord"  # the system that sends, where a person does by hand
PIPED = "-"

File = Annotated[str, typer.Argument(help="An announcement's JSON file; - for what is piped in.")]
Supplier = Annotated[str | None, typer.Option(help="The supplier whose product it is.")]
Person = Annotated[
    str | None, typer.Option("--as", help="Who announces: a person with a mandate for it.")
]
MessageId = Annotated[
    str | None,
    typer.Option(
        help="A name of your own for this message: sent again under the same name, it is taken in "
        "once, and gets the same answer."
    ),
]
NoWait = Annotated[bool, typer.Option("--no-wait", help="Send it, and wait for no answer.")]
Check = Annotated[
    bool,
    typer.Option(
        "--check", help="Announce nothing: say what is missing, and how important it would be."
    ),
]
Predecessor = Annotated[
    str | None,
    typer.Option(
        help="With --check: the leaflet that it follows, as a JSON file, FACTS.yaml#VERSION-ID or "
        "hash; a file needs no running system. Without it, the one that the announcement names."
    ),
]


class AnnouncementFaultyError(RefusedError):
    """As it is, this announcement would go to quarantine."""


@app.command()
def announce(  # noqa: PLR0913, PLR0917 - the options that people type
    file: File,
    supplier: Supplier = None,
    person: Person = None,
    message_id: MessageId = None,
    no_wait: NoWait = False,  # noqa: FBT002 - an option
    check: Check = False,  # noqa: FBT002 - an option
    predecessor: Predecessor = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Announce a leaflet to every agreement on the product, and say what became of that."""
    with told(as_json=as_json):
        payload = read_payload(file)
        if check:
            found = checked(payload, _before(payload, predecessor, as_json=as_json))
            _tell_check(found, as_json=as_json)
            return
    if supplier is None or person is None:
        misuse("--supplier and --as are missing: who announces? With --check nobody does")
    message = Message(intake_place(supplier), person, message_id or own_name(), payload)
    if no_wait:
        _send(message, as_json=as_json)
    else:
        tell_fate(within(message.announced, as_json=as_json), as_json=as_json)


class Message:
    """A message that a person of a supplier sends by hand."""

    def __init__(self, place: IntakeId, person: str, message_id: str, payload: str) -> None:
        self.place, self.id = place, message_id
        self._person, self._payload = person, payload

    async def announced(self, system: System) -> Fate:
        """Send it by the update, and return what became of it."""
        with repeatable(self.id, "--message-id"):
            return await intake.announce(await system.gateway(), await self._sending(system))

    async def sent(self, system: System) -> str:
        """Send it by the signal, and return the engine's name of it."""
        sending = await self._sending(system)
        with repeatable(self.id, "--message-id"):
            await intake.send(await system.gateway(), sending)
        return intake.name_of(sending)

    async def _sending(self, system: System) -> Sending:
        actor = await person_of_supplier(system, self._person, self.place.supplier)
        return Sending(self.place, SOURCE, self.id, actor, self._payload)


def _send(message: Message, *, as_json: bool) -> None:
    name = within(message.sent, as_json=as_json)
    if as_json:
        print_json({"message": name, "message_id": message.id, "standing": "sent"})
    else:
        typer.echo(f"{name}: sent, under the id {message.id}")


def read_payload(file: str) -> str:
    """Return an announcement as it is written; what is no text is misuse."""
    raw = sys.stdin.buffer.read() if file == PIPED else existing(Path(file)).read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        misuse(f"{file}: this is no text in UTF-8")


def _before(payload: str, predecessor: str | None, *, as_json: bool) -> Leaflet | None:
    """Return the leaflet to compare with, where there is one: from its file, or from the store."""
    if predecessor is not None and not is_hash(predecessor):
        return read_named(predecessor)
    announcement = reading(payload).announcement
    wanted = predecessor or (announcement.predecessor if announcement else None)
    if wanted is None:
        return None
    found = within(lambda system: find_leaflets(system.pool, (wanted,)), as_json=as_json)
    return found.get(wanted)


def _tell_check(found: Checked, *, as_json: bool) -> None:
    if as_json:
        is_important = None if found.items is None else found.is_important
        print_json(found.model_dump(mode="json") | {"important": is_important})
        raise typer.Exit(Exit.REFUSED if found.faults else Exit.DONE)
    tell_items(found.items or ())
    tell_faults(found.faults)
    if found.change is not None:
        _tell_verdict(found)
    if found.faults:
        refuse(AnnouncementFaultyError(counted(found.faults)))


def _tell_verdict(found: Checked) -> None:
    typer.echo(f"{found.change}: {_verdict(found)}")
    for part in found.parts:
        important = any(one.important for one in part.items)
        typer.echo(f"{part.change}, by itself: {'important' if important else 'not important'}")


def _verdict(found: Checked) -> str:
    if found.items is None:
        return "not compared, for the leaflet that it follows is not known; see --predecessor"
    if not found.items:
        return "nothing differs"
    if found.is_important:
        return "important; boards that have what it touches would be asked"
    return "not important; boards would be told, and nothing asked"
