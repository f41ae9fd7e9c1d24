"""Services: added, removed, turned from one kind to the other."""

from tests.domain.leaflet.examples import CORE, LEAFLET, SPEECH, Case, leaflet, option, service

CASES: list[Case] = [
    (
        "a core service is added",
        leaflet(services=(SPEECH,), subprocessors=(), automated_decisions=()),
        leaflet(subprocessors=(), automated_decisions=()),
        [("service.added", "core", True)],
    ),
    (
        "an optional service is added",
        leaflet(services=(CORE,), subprocessors=()),
        leaflet(subprocessors=()),
        [("service.added", "speech", True)],
    ),
    (
        "a service is removed",
        leaflet(subprocessors=()),
        leaflet(services=(CORE,), subprocessors=()),
        [("service.removed", "speech", False)],
    ),
    ("optional to core", LEAFLET, option(kind="core"), [("service.changed", "speech", True)]),
    ("core to optional", LEAFLET, service(kind="optional"), [("service.changed", "core", True)]),
    ("only the name", LEAFLET, service(name="Practice"), [("text.changed", "core", False)]),
    (
        "services are not stated any more",
        leaflet(subprocessors=(), automated_decisions=(), services=(CORE,)),
        leaflet(subprocessors=(), automated_decisions=(), services=None),
        [("service.removed", "core", True)],
    ),
    (
        "that there are none is stated, for the first time",
        leaflet(subprocessors=(), automated_decisions=(), services=None),
        leaflet(subprocessors=(), automated_decisions=(), services=()),
        [("service.changed", "services", False)],
    ),
    (
        "that there are none is stated no more",
        leaflet(subprocessors=(), automated_decisions=(), services=()),
        leaflet(subprocessors=(), automated_decisions=(), services=None),
        [("service.changed", "services", True)],
    ),
]
