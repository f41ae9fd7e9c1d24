"""The page on an agreement in the Temporal UI."""

from datetime import datetime

from domain.agreement.endings import kept_by_law
from domain.agreement.open_points import open_points
from domain.agreement.products import leaflet_shown
from domain.agreement.state import Agreement, Product
from domain.agreement.waiting import Wait, waits
from workflows.pages import listed, quoted


def details(state: Agreement) -> str:
    """Return who the parties are, where they stand, and what waits for whom until when."""
    parties = [f"board: **{state.board}**", f"supplier: **{state.supplier}**"]
    products = [_product(product, state.last_at) for product in state.products]
    return "\n\n".join(
        [
            f"# {state.phase.value}",
            listed("Waits for", [_wait(wait) for wait in waits(state)]),
            *_proofs(state),
            *_open_points(state),
            listed("Parties", parties),
            listed("Products", products),
            listed(f"Schools ({len(state.schools)})", state.schools),
        ]
    )


def _proofs(state: Agreement) -> list[str]:
    """Return what keeps an ending open, under its own heading; nothing where nothing does."""
    missing = [
        f"{ending.id}: **proof missing**" for ending in state.endings if ending.proof_missing
    ]
    kept = [
        f"{ending.id}: {quoted(proof.part)} kept by law until {proof.kept.until:%Y-%m-%d}"
        for ending in state.endings
        for proof in kept_by_law(ending)
        if proof.kept
    ]
    return [listed("Proof", [*missing, *kept])] if missing or kept else []


def _open_points(state: Agreement) -> list[str]:
    """Return what stays open after a core service was refused; no clock moves it."""
    if state.last_at is None:
        return []
    lines = [
        f"**{one.product}**: {quoted(one.change)} was refused, the old leaflet rules on:"
        " another leaflet, or the end of the agreement"
        for one in open_points(state, state.last_at)
    ]
    return [listed("Open points", lines)] if lines else []


def _product(product: Product, at: datetime | None) -> str:
    leaflet = product.offered if at is None else leaflet_shown(product, at)
    standing = product.standing.replace("_", " ")
    return f"**{product.id}**: {standing}, leaflet {quoted(leaflet.version)}"


def _wait(wait: Wait) -> str:
    until = f" until {wait.until:%Y-%m-%d %H:%M:%S} UTC" if wait.until else ""
    return f"**{wait.side.value}**: {quoted(wait.what)}{until}"
