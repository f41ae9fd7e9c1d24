"""Words for a page in the Temporal UI: short markdown, in lists because tables run on."""

from collections.abc import Iterable

MOST_LINES = 20  # of each list: the page travels in an address of the UI


def listed(title: str, lines: Iterable[str]) -> str:
    """Return a heading and its list, cut where it grows too long."""
    kept = list(lines) or ["nothing"]
    shown = [f"- {line}" for line in kept[:MOST_LINES]]
    more = [f"- and {len(kept) - MOST_LINES} more"] if len(kept) > MOST_LINES else []
    return "\n".join([f"### {title}", *shown, *more])


def quoted(text: str) -> str:
    """Show the words of others as they are: no markup, no link of theirs."""
    return f"`{text[:80].replace('`', ' ')}`"
