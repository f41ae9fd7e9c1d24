"""The case file of an agreement, as the secretariat reads it in the Temporal UI."""

from collections.abc import Iterator
from datetime import datetime

from domain.agreement.endings import kept_by_law
from domain.agreement.open_points import open_points
from domain.agreement.products import leaflet_shown
from domain.agreement.reminding import RemindReason
from domain.agreement.state import Agreement, Phase, Product
from domain.agreement.waiting import Wait, waits
from workflows.pages import (
    COMPACT,
    HOW,
    NOBODY,
    NOT_HERE,
    CaseFile,
    codes,
    happened,
    quoted,
    several,
)
from workflows.pages import instant as told

STANDINGS = {
    Phase.UNBORN: "nothing was offered yet",
    Phase.OFFERED: "offered; the board chooses, and may refuse",
    Phase.CONSENTED: "the board has chosen; both must sign the same hash",
    Phase.ACTIVE: "in force; the gate answers by the leaflets above",
    Phase.ENDING: "ended; data comes back or is destroyed, and each part owes its proof",
    Phase.CLOSED: "closed: every proof is there",
    Phase.REFUSED: "the board refused the offer",
    Phase.WITHDRAWN: "the supplier took its offer back",
    Phase.LAPSED: "nobody answered in time: the offer lapsed",
}


def details(state: Agreement) -> str:
    """Return the page: what this is, where it stands, who is waited for, and what can be done."""
    waiting = waits(state)
    return CaseFile(
        title=f"Agreement: {state.phase.value}",
        what=list(_what(state)),
        stands=list(_stands(state)),
        waits=[_wait(wait) for wait in waiting] or [NOBODY],
        last=list(happened(state.lately)),
        orders=list(_orders(state, is_waiting=bool(waiting))),
    ).page()


def _what(state: Agreement) -> Iterator[str]:
    yield f"the agreement of board **{state.board}** and supplier **{state.supplier}**"
    yield several("schools", state.schools)
    for product in state.products:
        yield _product(product, state.last_at)


def _product(product: Product, at: datetime | None) -> str:
    leaflet = product.offered if at is None else leaflet_shown(product, at)
    standing = product.standing.replace("_", " ")
    return f"product **{product.id}**: {standing}, leaflet {quoted(leaflet.version)}"


def _stands(state: Agreement) -> Iterator[str]:
    yield f"**{state.phase.value}**: {STANDINGS[state.phase]}"
    if state.ends_at and state.phase is Phase.ACTIVE:
        yield f"notice was given: it ends at {told(state.ends_at)}"
    yield from _proofs(state)
    yield from _open_points(state)


def _proofs(state: Agreement) -> Iterator[str]:
    """Yield what keeps an ending open."""
    for ending in state.endings:
        if ending.proof_missing:
            yield f"{ending.id}: **proof missing**"
        for proof in kept_by_law(ending):
            if proof.kept:
                until = f"{proof.kept.until:%Y-%m-%d}"
                yield f"{ending.id}: {quoted(proof.part)} kept by law until {until}"


def _open_points(state: Agreement) -> Iterator[str]:
    """Yield what stays open after a core service was refused; no clock moves it."""
    if state.last_at is None:
        return
    for one in open_points(state, state.last_at):
        yield (
            f"**{one.product}**: {quoted(one.change)} was refused, the old leaflet rules on:"
            " another leaflet, or the end of the agreement"
        )


def _wait(wait: Wait) -> str:
    until = f" until {told(wait.until)}" if wait.until else ""
    return f"**{wait.side.value}**: {quoted(wait.what)}{until}"


def _orders(state: Agreement, *, is_waiting: bool) -> Iterator[str]:
    if state.has_ended:
        yield "nothing: it is over, and stays on record"
        return
    if is_waiting:
        yield f"`remind`: write to whoever is waited for, now. Reasons: {codes(RemindReason)}"
    yield COMPACT
    yield HOW
    if is_waiting:
        yield f"`akkoord remind {state.id} --reason CODE`"
    yield f"`akkoord show {state.id}` tells the whole story"
    yield NOT_HERE
