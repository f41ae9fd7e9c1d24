"""Places: inside the Economic Area, outside it, taken back."""

from tests.domain.leaflet.examples import LEAFLET, Case, host, leaflet, without

CASES: list[Case] = [
    (
        "a place inside the area moves to another inside",
        leaflet(places=("BE",)),
        leaflet(places=("NL",)),
        [("location.added", "NL", False), ("location.removed", "BE", False)],
    ),
    (
        "a place moves outside",
        leaflet(places=("BE",)),
        leaflet(places=("GB",)),
        [("location.added", "GB", True), ("location.removed", "BE", True)],
    ),
    (
        "a place moves inside from outside",
        leaflet(places=("CH",)),
        leaflet(places=("NO",)),
        [("location.added", "NO", False), ("location.removed", "CH", False)],
    ),
    (
        "places are stated for the first time to be inside",
        without("places"),
        leaflet(places=("EU",)),
        [("location.added", "EU", False)],
    ),
    (
        "places are stated for the first time to be outside",
        without("places"),
        leaflet(places=("US",)),
        [("location.added", "US", True)],
    ),
    (
        "a place inside is taken back by words that do not tell",
        leaflet(places=("EU",)),
        leaflet(places=("GLOBAL",)),
        [("location.added", "GLOBAL", True), ("location.removed", "EU", True)],
    ),
    (
        "a place inside is not stated any more",
        leaflet(places=("BE",)),
        without("places"),
        [("location.removed", "BE", True)],
    ),
    (
        "a place outside is not stated any more",
        leaflet(places=("US",)),
        without("places"),
        [("location.removed", "US", True)],
    ),
    (
        "what was inside may now only be outside",
        leaflet(places=("BE", "US")),
        leaflet(places=("US",)),
        [("location.removed", "BE", True)],
    ),
    (
        "a place outside is dropped",
        leaflet(places=("BE", "US")),
        leaflet(places=("BE",)),
        [("location.removed", "US", False)],
    ),
    (
        "a sub-processor's place is added outside",
        LEAFLET,
        host(places=("BE", "NL", "SG")),
        [("subprocessor.location.added", "Host BV", True)],
    ),
    (
        "a sub-processor's place is added inside",
        LEAFLET,
        host(places=("BE", "NL", "IS")),
        [("subprocessor.location.added", "Host BV", False)],
    ),
    (
        "a sub-processor's places are taken back",
        LEAFLET,
        host(places=("to be checked",)),
        [
            ("subprocessor.location.added", "Host BV", True),
            ("subprocessor.location.removed", "Host BV", True),
        ],
    ),
    (
        "that it stores nothing anywhere is stated for the first time",
        host(places=None),
        host(places=()),
        [("subprocessor.location.changed", "Host BV", False)],
    ),
    (
        "nowhere, and then not stated",
        leaflet(places=()),
        without("places"),
        [("location.changed", "places", True)],
    ),
]
