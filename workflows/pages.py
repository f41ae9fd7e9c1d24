"""Words for a page in the Temporal UI: short markdown, in lists because tables run on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from domain.lately import Happened

MOST_BYTES = 4000  # the page travels in an address of the UI
MOST_LINES = (20, 12, 8, 5, 3, 1)  # of each list: tried until the page is short enough

IS, STANDS, WAITS, LAST, ORDERS = (
    "What this is",
    "Where it stands",
    "Who is waited for",
    "What happened last",
    "What you can do",
)
HEADINGS = (IS, STANDS, WAITS, LAST, ORDERS)
"""What every case file has, in this order."""

NOBODY = "nobody"
HOW = (
    '**How**: *Send an Update*, the name of the order, and its reason as `{"reason": "CODE"}`;'
    " or the command line, as below"
)
NOT_HERE = "The other updates are the parties' own, by a person with a mandate: from here, refused"
COMPACT = "`compact`: begin a new, short history; when an engineer asks. Any one word as reason"


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case as people read it: a title, and a list under each of the fixed headings."""

    title: str
    what: Sequence[str]
    stands: Sequence[str]
    waits: Sequence[str]
    last: Sequence[str]
    orders: Sequence[str]

    def page(self) -> str:
        """Return the page, its lists cut until it is short enough."""
        pages = (self._cut(most) for most in MOST_LINES)
        return next((page for page in pages if len(page.encode()) <= MOST_BYTES), self._cut(1))

    def _cut(self, most: int) -> str:
        lists = (self.what, self.stands, self.waits, self.last, self.orders)
        parts = (
            listed(heading, lines, len(lines) if heading == ORDERS else most)
            for heading, lines in zip(HEADINGS, lists, strict=True)
        )
        return "\n\n".join([f"# {self.title}", *parts])


def listed(title: str, lines: Iterable[str], most: int) -> str:
    """Return a heading and its list, cut where it grows too long."""
    kept = list(lines) or ["nothing"]
    shown = [f"- {line}" for line in kept[:most]]
    more = [f"- and {len(kept) - most} more"] if len(kept) > most else []
    return "\n".join([f"### {title}", *shown, *more])


def happened(lately: tuple[Happened, ...]) -> Iterator[str]:
    """Yield what happened, the last first."""
    for one in reversed(lately):
        yield f"{instant(one.at)}: {one.type.replace('.', ' ').replace('_', ' ')}"


def instant(at: datetime) -> str:
    """Return an instant as people read it."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def codes(reasons: Iterable[StrEnum]) -> str:
    """Name the codes of a closed list."""
    return ", ".join(f"`{one.value}`" for one in reasons)


def several(name: str, items: Sequence[str], most: int = 5) -> str:
    """Say how many there are, and name the first of them."""
    shown = ", ".join(items[:most])
    return f"{len(items)} {name}: {shown}{', ...' if len(items) > most else ''}"


def quoted(text: str) -> str:
    """Show the words of others as they are: no markup, no link of theirs."""
    return f"`{text[:80].replace('`', ' ')}`"
