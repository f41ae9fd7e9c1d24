"""Changes of the made-up leaflet, each of one place, to be made together or one by one."""

from collections.abc import Callable, Iterable
from typing import Any

from domain.leaflet.leaflet import AutomatedDecision, Disclosure, Leaflet, Retention
from domain.leaflet.offered import Service, Subprocessor
from tests.domain.leaflet.examples import CORE, HOST, LEAFLET, SPEECH, VOICE

Edit = Callable[[Leaflet], Leaflet]

CHAT = Service(id="chat", name="Chat", kind="optional")
CLOUD = Subprocessor(name="Cloud Ltd", country="US", services=("core",))
DRAWS = AutomatedDecision(what="draws lots")
PARENTS = Disclosure(recipient="Parents")
LOGS = Retention(what="logs", period="7 days")


def put(field: str, value: Any) -> Edit:  # noqa: ANN401 - any field
    return lambda leaflet: leaflet.model_copy(update={field: value})


def inside(field: str, **changes: Any) -> Edit:  # noqa: ANN401 - any field of a group
    def edit(leaflet: Leaflet) -> Leaflet:
        group = getattr(leaflet, field).model_copy(update=changes)
        return leaflet.model_copy(update={field: group})

    return edit


def row(field: str, before: Any, *after: Any) -> Edit:  # noqa: ANN401 - any row
    """Put other rows in the place of one; none removes it."""

    def edit(leaflet: Leaflet) -> Leaflet:
        rows = getattr(leaflet, field)
        at = rows.index(before)
        return leaflet.model_copy(update={field: (*rows[:at], *after, *rows[at + 1 :])})

    return edit


def also(field: str, added: Any, at: int = 99) -> Edit:  # noqa: ANN401 - any row
    def edit(leaflet: Leaflet) -> Leaflet:
        rows = getattr(leaflet, field)
        return leaflet.model_copy(update={field: (*rows[:at], added, *rows[at:])})

    return edit


def _longer(kept: Retention) -> Retention:
    return kept.model_copy(update={"period": "10 years"})


(RESULTS, OTHER), ADAPTS = LEAFLET.retention or (), LEAFLET.automated_decisions or ()
EDITS: dict[str, Edit] = {
    "the core does more": row("services", CORE, CORE.model_copy(update={"does": "all"})),
    "reading aloud is core": row("services", SPEECH, SPEECH.model_copy(update={"kind": "core"})),
    "a chat": also("services", CHAT, 1),
    "the host does more": row("subprocessors", HOST, HOST.model_copy(update={"task": "all"})),
    "no voice": row("subprocessors", VOICE),
    "a cloud": also("subprocessors", CLOUD, 0),
    "results longer": row("retention", RESULTS, _longer(RESULTS)),
    "the rest longer": row("retention", OTHER, _longer(OTHER)),
    "logs": also("retention", LOGS, 0),
    "told to parents": also("disclosures", PARENTS),
    "told to no inspectorate": row("disclosures", (LEAFLET.disclosures or ())[0]),
    "draws lots": also("automated_decisions", DRAWS),
    "picks no exercise": row("automated_decisions", ADAPTS[0]),
    "a place abroad": also("places", "US", 1),
    "clauses": also("mechanisms", "EU SCC"),
    "access not by role": row("measures", "access by role"),
    "a log": also("measures", "a log of access", 0),
    "another certificate": also("certificates", "ISO 9001"),
    "for academies": also("target_group", "academies"),
    "something besides": also("remarks", "nothing is sold"),
    "part of the places": also("unstated", "places"),
    "another supplier": inside("supplier", name="Other BV", enterprise_number="BE 0999.999.999"),
    "later notice": put("breach_notice_hours", 72),
    "no help": put("rights_help", None),
    "other roles": put("roles", "both are controllers"),
    "no pseudonyms": put("pseudonymisation", None),
    "another name": put("name", "Quill 2"),
    "said otherwise": put("explanation", "Exercises."),
    "another officer": inside("contacts", dpo="another office"),
    "another desk": inside("contacts", incident="another desk"),
    "a shorter window": inside("end_of_contract", window_days=5),
    "no certificate": inside("end_of_contract", certificate=None),
}


def with_edits(names: Iterable[str], version: str = "quill@1") -> Leaflet:
    """Make the edits in the order of their list, and call the leaflet by that version."""
    leaflet = LEAFLET
    for name, edit in EDITS.items():
        leaflet = edit(leaflet) if name in names else leaflet
    return leaflet.model_copy(update={"version": version})
