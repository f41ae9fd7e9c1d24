"""The page on an agreement in the Temporal UI: short markdown, in lists because tables run on."""

from collections.abc import Iterable
from datetime import datetime

from domain.agreement.endings import kept_by_law
from domain.agreement.products import leaflet_shown
from domain.agreement.state import Agreement, Product
from workflows.agreement.waiting import Wait, waits

MOST_LINES = 20  # of each list: the page travels in an address of the UI


def details(state: Agreement) -> str:
    """Return who the parties are, where they stand, and what waits for whom until when."""
    parties = [f"board: **{state.board}**", f"supplier: **{state.supplier}**"]
    products = [_product(product, state.last_at) for product in state.products]
    return "\n\n".join(
        [
            f"# {state.phase.value}",
            _listed("Waits for", [_wait(wait) for wait in waits(state)]),
            *_proofs(state),
            _listed("Parties", parties),
            _listed("Products", products),
            _listed(f"Schools ({len(state.schools)})", state.schools),
        ]
    )


def _proofs(state: Agreement) -> list[str]:
    """Return what keeps an ending open, under its own heading; nothing where nothing does."""
    missing = [
        f"{ending.id}: **proof missing**" for ending in state.endings if ending.proof_missing
    ]
    kept = [
        f"{ending.id}: {_quoted(proof.part)} kept by law until {proof.kept.until:%Y-%m-%d}"
        for ending in state.endings
        for proof in kept_by_law(ending)
        if proof.kept
    ]
    return [_listed("Proof", [*missing, *kept])] if missing or kept else []


def _listed(title: str, lines: Iterable[str]) -> str:
    kept = list(lines) or ["nothing"]
    shown = [f"- {line}" for line in kept[:MOST_LINES]]
    more = [f"- and {len(kept) - MOST_LINES} more"] if len(kept) > MOST_LINES else []
    return "\n".join([f"### {title}", *shown, *more])


def _product(product: Product, at: datetime | None) -> str:
    leaflet = product.offered if at is None else leaflet_shown(product, at)
    standing = product.standing.replace("_", " ")
    return f"**{product.id}**: {standing}, leaflet {_quoted(leaflet.version)}"


def _wait(wait: Wait) -> str:
    until = f" until {wait.until:%Y-%m-%d %H:%M:%S} UTC" if wait.until else ""
    return f"**{wait.side.value}**: {_quoted(wait.what)}{until}"


def _quoted(text: str) -> str:
    """Show the words of others as they are: no markup, no link of theirs."""
    return f"`{text[:80].replace('`', ' ')}`"
