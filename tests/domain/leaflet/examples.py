"""A complete leaflet of a made-up product, and ways to change one thing of it."""

from typing import Any

from domain.leaflet.compare import compare
from domain.leaflet.importance import JudgedItem, importance
from domain.leaflet.leaflet import (
    AutomatedDecision,
    Contacts,
    Disclosure,
    EndOfContract,
    Leaflet,
    Retention,
    Supplier,
)
from domain.leaflet.offered import DataCategory, DataSubjects, Purpose, Service, Subprocessor

CORE = Service(
    id="core",
    name="Exercises",
    kind="core",
    does="hands out exercises, collects answers",
    yes="pupils of the school can practise",
    no="nothing is processed",
    purposes=(Purpose(text="give lessons", code="c"), Purpose(text="run the tool", code="f")),
    data=(
        DataCategory(key="identification", text="name, class", why="to know who", special=False),
        DataCategory(key="results", text="answers, scores", why="to follow", special=False),
    ),
    data_subjects=(DataSubjects(name="pupils", minors=True),),
    operations=("collect", "show"),
    note="answers are never shown to other pupils",
)
SPEECH = Service(
    id="speech",
    name="Reading aloud",
    kind="optional",
    does="reads texts aloud",
    yes="texts are sent to be read",
    no="the button is not there",
    purposes=(Purpose(text="read texts aloud", code="c"),),
    data=(DataCategory(key="content", text="texts", why="to read them", special=False),),
    data_subjects=(DataSubjects(name="pupils", minors=True),),
    operations=("collect",),
)
SPARE = Subprocessor(
    name="Spare Disks",
    enterprise_number="BE 0222.222.222",
    country="BE",
    contact="privacy office",
    task="keeps disks",
    services=("core",),
    data="backups",
    places=("BE",),
    mechanisms=(),
    subprocessors=(),
)
HOST = Subprocessor(
    name="Host BV",
    enterprise_number="BE 0111.111.111",
    country="BE",
    contact="privacy office",
    task="runs servers and stores data",
    services=("core", "speech"),
    data="name, class, answers",
    places=("BE", "NL"),
    mechanisms=(),
    note="certified every year",
    subprocessors=(SPARE,),
)
VOICE = Subprocessor(
    name="Voice, Inc.",
    country="US",
    contact="privacy office",
    task="reads texts aloud",
    services=("speech",),
    data="texts",
    places=("US",),
    mechanisms=("EU SCC; EU-US DPF",),
    subprocessors=(),
)
LEAFLET = Leaflet(
    product="quill",
    name="Quill",
    version="quill@1",
    date="2026-01-01",
    language="nl",
    supplier=Supplier(
        name="Quill BV", enterprise_number="BE 0333.333.333", country="BE", address="Gent"
    ),
    explanation="Exercises on line.",
    target_group=("primary schools",),
    roles="the board is controller, the supplier processor",
    services=(CORE, SPEECH),
    retention=(
        Retention(what="results", period="2 years", starts="the end of the year", then="delete"),
        Retention(what="other data", period="1 year", starts="the last use", then="delete"),
    ),
    places=("BE", "NL"),
    mechanisms=(),
    subprocessors=(HOST, VOICE),
    disclosures=(Disclosure(recipient="Inspectorate", ground="legal duty", data="results"),),
    pseudonymisation="names are replaced before they leave the school",
    measures=("encryption in transit", "access by role"),
    certificates=("ISO 27001",),
    automated_decisions=(AutomatedDecision(what="picks the next exercise", services=("core",)),),
    rights_help="within five days, free of charge",
    breach_notice_hours=24,
    end_of_contract=EndOfContract(
        export_format="JSON, CSV", window_days=30, destruction_days=30, certificate=True
    ),
    contacts=Contacts(privacy="privacy office", incident="desk", dpo="officer"),
    for_parents="What the school uses, and why.",
    consequences="None: the first version.",
    price="2 euro",
    remarks=("signed the declaration",),
)


Said = list[tuple[str, str, bool]]
"""Kind, target and importance of every item."""
Case = tuple[str, Leaflet, Leaflet, Said]
"""What happens, before and after, and what must be said of it."""


def leaflet(**changes: Any) -> Leaflet:  # noqa: ANN401 - any field
    return LEAFLET.model_copy(update=changes)


def without(*fields: str) -> Leaflet:
    return leaflet(**dict.fromkeys(fields))


def service(**changes: Any) -> Leaflet:  # noqa: ANN401 - any field of the core service
    return leaflet(services=(CORE.model_copy(update=changes), SPEECH))


def option(**changes: Any) -> Leaflet:  # noqa: ANN401 - any field of the optional service
    return leaflet(services=(CORE, SPEECH.model_copy(update=changes)))


def host(**changes: Any) -> Leaflet:  # noqa: ANN401 - any field of the first sub-processor
    return leaflet(subprocessors=(HOST.model_copy(update=changes), VOICE))


def voice(**changes: Any) -> Leaflet:  # noqa: ANN401 - any field of the second sub-processor
    return leaflet(subprocessors=(HOST, VOICE.model_copy(update=changes)))


def supplier(**changes: str | None) -> Leaflet:
    return leaflet(supplier=LEAFLET.supplier.model_copy(update=changes))


def data(*rows: DataCategory) -> Leaflet:
    return service(data=rows)


def kept(period: str | None, what: str = "results") -> Leaflet:
    return leaflet(retention=(Retention(what=what, period=period),))


def judged(old: Leaflet, new: Leaflet) -> tuple[JudgedItem, ...]:
    return importance(compare(old, new))


def said(items: tuple[JudgedItem, ...]) -> Said:
    """Return kind, target and importance: what a test of a rule is about."""
    return [(one.kind, one.target, one.important) for one in items]
