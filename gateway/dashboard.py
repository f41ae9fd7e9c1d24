"""The secretariat's saved views of the Temporal UI: what is searched for, and where they lead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode

from temporalio.common import SearchAttributeKey

from workflows import search_attributes as by
from workflows.search_attributes import Problem, WaitsFor

NOW, SOON = "{now}", "{soon}"
"""Where a query needs an instant: the server knows of no `now`."""

SOON_IS = timedelta(days=7)
RUNNING = '`ExecutionStatus`="Running"'
_SHOWN = (by.PHASE, by.WAITS_FOR, by.KIND, by.PROBLEM, by.DUE)
COLUMNS = ("Status", "Workflow ID", *(key.name for key in _SHOWN))
"""What the list shows: the id names the parties, so they need no columns of their own."""


@dataclass(frozen=True, slots=True)
class View:
    """A list that a secretary looks at, and why."""

    name: str
    sentence: str
    query: str

    @property
    def id(self) -> str:
        """The name under which it is filed, once."""
        return f"akkoord-{self.name.lower().replace(' ', '-')}"

    def at(self, now: datetime) -> str:
        """Return the query as it is asked at an instant."""
        soon = _written(now + SOON_IS)
        return self.query.replace(NOW, _written(now)).replace(SOON, soon)


@dataclass(frozen=True, slots=True)
class Link:
    """A view as it is asked now, and the address that opens and files it in a browser."""

    view: View
    query: str
    url: str


def _open(*conditions: str) -> str:
    return " AND ".join((*conditions, RUNNING))


def _is(key: SearchAttributeKey[Sequence[str]], value: WaitsFor | Problem) -> str:
    return f'`{key.name}`="{value.value}"'


VIEWS = (
    View(
        "Waits for a board",
        "Choices, signatures, answers to changes, and what becomes of data at the end.",
        _open(_is(by.WAITS_FOR, WaitsFor.BOARD)),
    ),
    View(
        "Waits for a supplier",
        "Signatures, exports that were asked for, certificates of destruction.",
        _open(_is(by.WAITS_FOR, WaitsFor.SUPPLIER)),
    ),
    View(
        "Waits for us",
        "Letters and messages that need the secretariat itself.",
        _open(_is(by.WAITS_FOR, WaitsFor.SECRETARIAT)),
    ),
    View(
        "Due within 7 days",
        "Somebody must have done something by then; remind whoever it is.",
        _open(f'`{by.DUE.name}`>="{NOW}"', f'`{by.DUE.name}`<"{SOON}"'),
    ),
    View(
        "Overdue",
        "The day is over, and it is not done; or the engine itself is late.",
        _open(f'`{by.DUE.name}`<"{NOW}"'),
    ),
    View(
        "Proof missing",
        "A certificate of destruction was due, and has not come.",
        _open(_is(by.PROBLEM, Problem.PROOF_MISSING)),
    ),
    View(
        "Refused and open",
        "A board refused a change of a core service: another leaflet must come, or the end.",
        _open(_is(by.PROBLEM, Problem.REFUSED_CHANGE)),
    ),
    View(
        "Undelivered letters",
        "Letters that failed, whose fate is unknown, or that nobody is there to receive.",
        _open('`WorkflowType`="letter"'),
    ),
    View(
        "Quarantine",
        "What suppliers' systems sent that could not be announced.",
        _open(_is(by.PROBLEM, Problem.QUARANTINE)),
    ),
    View(
        "Failing workflows",
        "The engine cannot go on with them, and tries again and again: tell the engineers.",
        _open(
            '`TemporalReportedProblems` IN ("category=WorkflowTaskFailed",'
            ' "category=WorkflowTaskTimedOut")'
        ),
    ),
    View(
        "Failed workflows",
        "They stopped by a fault, and do not go on by themselves: tell the engineers.",
        '`ExecutionStatus` IN ("Failed", "TimedOut")',
    ),
)


def links(ui: str, namespace: str, now: datetime) -> Iterator[Link]:
    """Yield each view with its address in the Temporal UI."""
    for view in VIEWS:
        query = view.at(now)
        asked = urlencode({"query": query, "savedQuery": view.name}, quote_via=quote)
        yield Link(view, query, f"{workflows_page(ui, namespace)}?{asked}")


def workflows_page(ui: str, namespace: str) -> str:
    """Return the address of the list of workflows; without a `ui` it is on the same server."""
    return f"{ui.rstrip('/')}/namespaces/{quote(namespace, safe='')}/workflows"


def _written(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"
