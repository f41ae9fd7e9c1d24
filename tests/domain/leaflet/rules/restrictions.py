"""What restricts or promises: gone, it widens, whatever list it stood in."""

from domain.leaflet.leaflet import AutomatedDecision, Leaflet
from domain.leaflet.offered import DataCategory, DataSubjects, Purpose
from tests.domain.leaflet.examples import CORE, Case, data, leaflet, service, without

RESULTS = DataCategory(key="results", text="scores")
NOT_KEPT = DataCategory(key="voice", text="no recordings")
LESSONS = Purpose(text="give lessons")


def decided(what: str) -> Leaflet:
    return leaflet(automated_decisions=(AutomatedDecision(what=what),))


CASES: list[Case] = [
    (
        "a purpose that is excluded is excluded no more",
        service(purposes=(LESSONS, Purpose(text="no profiling"))),
        service(purposes=(LESSONS,)),
        [("purpose.removed", "no profiling", True)],
    ),
    (
        "a purpose goes with its restriction",
        service(purposes=(LESSONS, Purpose(text="research, only anonymised"))),
        service(purposes=(LESSONS,)),
        [("purpose.removed", "research, only anonymised", False)],
    ),
    (
        "data that is not collected is not said any more not to be",
        data(RESULTS, NOT_KEPT),
        data(RESULTS),
        [("data.removed", "voice", True)],
    ),
    (
        "who is kept out is kept out no more",
        service(data_subjects=(DataSubjects(name="pupils"), DataSubjects(name="never toddlers"))),
        service(data_subjects=(DataSubjects(name="pupils"),)),
        [("data_subjects.removed", "never toddlers", True)],
    ),
    (
        "what is never done is not promised any more",
        service(operations=(*(CORE.operations or ()), "never sell")),
        service(operations=CORE.operations),
        [("service.changed", "core", True)],
    ),
    (
        "a place that is excluded is excluded no more",
        leaflet(places=("no data in the cloud", "US")),
        leaflet(places=("US",)),
        [("location.removed", "no data in the cloud", True)],
    ),
    (
        "a place that is excluded needs no word where all is inside the area",
        leaflet(places=("never outside the EU", "BE")),
        leaflet(places=("BE",)),
        [("location.removed", "never outside the EU", False)],
    ),
    (
        "an example is dropped of a list that stays open",
        data(DataCategory(key="results", text="data such as scores and times")),
        data(DataCategory(key="results", text="data such as scores")),
        [("data.changed", "results", True)],
    ),
    (
        "a measure that tells of another processing",
        leaflet(measures=("locks",)),
        leaflet(measures=("locks", "messages are read by AI")),
        [("measure.added", "messages are read by AI", True)],
    ),
    (
        "a measure that denies one",
        leaflet(measures=("locks",)),
        leaflet(measures=("locks", "data is not sold")),
        [("measure.added", "data is not sold", False)],
    ),
    (
        "a measure is bound to a condition",
        leaflet(measures=("encryption",)),
        leaflet(measures=("encryption, for paid plans",)),
        [("measure.changed", "encryption", True)],
    ),
    (
        "a certificate has expired",
        leaflet(certificates=("ISO 27001",)),
        leaflet(certificates=("ISO 27001", "ISO 27701 (expired)")),
        [("certificate.added", "ISO 27701 (expired)", True)],
    ),
    (
        "a measure that grants what it should guard",
        leaflet(measures=("locks",)),
        leaflet(measures=("locks", "staff may read answers")),
        [("measure.added", "staff may read answers", True)],
    ),
    (
        "a measure that grants as little as it can",
        leaflet(measures=("locks",)),
        leaflet(measures=("locks", "staff can only read answers on request")),
        [("measure.added", "staff can only read answers on request", False)],
    ),
    (
        "pseudonymisation is stated: there is none",
        without("pseudonymisation"),
        leaflet(pseudonymisation="not possible"),
        [("measure.added", "pseudonymisation", True)],
    ),
    (
        "help comes at a cost",
        leaflet(rights_help="within five days"),
        leaflet(rights_help="within five days, 50 euro an hour"),
        [("measure.changed", "rights_help", True)],
    ),
    (
        "help comes at no cost",
        leaflet(rights_help="within five days"),
        leaflet(rights_help="within five days, free of any charge"),
        [("measure.changed", "rights_help", False)],
    ),
    (
        "nobody looks at what is decided any more",
        decided("suggests a grade; the teacher confirms it"),
        decided("suggests a grade"),
        [("automated_decision.changed", "suggests a grade; the teacher confirms it", True)],
    ),
    (
        "less is decided",
        decided("suggests a grade, picks the next exercise"),
        decided("suggests a grade"),
        [("automated_decision.changed", "suggests a grade, picks the next exercise", False)],
    ),
]
