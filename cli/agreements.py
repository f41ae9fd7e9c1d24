"""Looking: agreements, one of them, and its events."""

from dataclasses import dataclass
from typing import Annotated

import typer
from rich.text import Text

from adapters.agreements import agreements as listed_agreements
from cli.asking import place_of
from cli.connection import System
from cli.options import Agreement, AsJson
from cli.outcome import print_json
from cli.printing import console, listed, plain
from cli.sentences import instant, sentence
from cli.sessions import within
from domain.agreement import state as s
from domain.agreement.deadlines import deadlines
from domain.agreement.signing import agreement_hash
from domain.records import EventRecord
from domain.refusals import RefusedError

app = typer.Typer()

BOARD = typer.Option(help="Only those of this board.")
SUPPLIER = typer.Option(help="Only those of this supplier.")
STREAM = "The stream: an agreement's id, product:SUPPLIER:PRODUCT, or intake:SUPPLIER."
COLUMNS = ("id", "phase", "version", "products", "next_deadline")


class UnknownAgreementError(RefusedError):
    """There is no such agreement; `akkoord agreements` lists them."""


class UnknownStreamError(RefusedError):
    """Nothing has happened under this name."""


@app.command()
def agreements(
    board: Annotated[str | None, BOARD] = None,
    supplier: Annotated[str | None, SUPPLIER] = None,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """List the agreements, with their phase and what comes next."""
    found = within(lambda system: listed_agreements(system.pool, board, supplier), as_json=as_json)
    listed(found, COLUMNS, as_json=as_json, empty="There is no agreement yet.")


@dataclass(frozen=True, slots=True)
class Shown:
    """An agreement as it stands, its log, and what both would sign now."""

    state: s.Agreement
    log: tuple[EventRecord, ...]
    hash: str


@app.command()
def show(
    agreement: Agreement,
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Show one agreement: where it stands, what waits, and its whole story."""
    place = str(place_of(agreement))
    shown = within(lambda system: _shown(system, place), as_json=as_json)
    if as_json:
        state = plain(shown.state)
        print_json({"state": state, "hash": shown.hash, "events": [_event(r) for r in shown.log]})
        return
    _tell(shown)


async def _shown(system: System, agreement: str) -> Shown:
    state = await system.state(agreement)
    if not state.version:
        raise UnknownAgreementError(agreement)
    log = await system.records(agreement)
    return Shown(state, log, agreement_hash(state, system.now()))


def _tell(shown: Shown) -> None:
    state, out = shown.state, console()
    out.print(Text(f"{state.id}: {state.phase.value}, version {state.version}", "bold"))
    out.print(f"schools: {', '.join(state.schools)}")
    for product in state.products:
        rules = [f"{one.leaflet.version} from {instant(one.since)}" for one in product.schedule]
        shows = ", ".join(rules) or f"offered: {product.offered.version}"
        out.print(f"product {product.id} ({product.standing}): {shows}")
    for change in state.changes:
        out.print(f"change {change.id}: {change.standing.value}")
    for ending in state.endings:
        open_parts = ", ".join(proof.part for proof in ending.proofs if not proof.final)
        out.print(f"{ending.id}: {'complete' if ending.completed else f'waits for {open_parts}'}")
    for deadline in deadlines(state):
        out.print(f"deadline {instant(deadline.at)}: {deadline.kind} {deadline.subject}")
    out.print(f"hash of the whole: {shown.hash}")
    _story(shown.log)


@app.command()
def events(
    stream: Annotated[str, typer.Argument(help=STREAM)],
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Print what happened, event by event, with who asked for it."""
    log = within(lambda system: _log(system, stream), as_json=as_json)
    if as_json:
        print_json([_event(record) for record in log])
    else:
        _story(log)


async def _log(system: System, stream: str) -> tuple[EventRecord, ...]:
    log = await system.records(stream)
    if not log:
        raise UnknownStreamError(stream)
    return log


def _story(log: tuple[EventRecord, ...]) -> None:
    out = console()
    for record in log:
        at, who = instant(record.provenance.occurred_at), record.provenance.actor
        out.print(Text(f"{record.version:4}  {at}  {who:<18}  {sentence(record)}"))


def _event(record: EventRecord) -> dict[str, object]:
    dumped: dict[str, object] = record.model_dump(mode="json")
    return dumped
