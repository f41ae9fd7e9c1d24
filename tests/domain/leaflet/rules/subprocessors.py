"""Sub-processors: new, replaced, joining, another legal person, their own."""

from tests.domain.leaflet.examples import HOST, LEAFLET, SPARE, Case, host, leaflet, voice, without

NO_SUBPROCESSORS = leaflet(subprocessors=())
ONLY_HOST = leaflet(subprocessors=(HOST,))
OTHER = HOST.model_copy(update={"name": "Other BV", "enterprise_number": None, "subprocessors": ()})
BARE = HOST.model_copy(update={"enterprise_number": None, "subprocessors": ()})
NUMBER = "BE 0999.999.999"

CASES: list[Case] = [
    (
        "a new sub-processor",
        ONLY_HOST,
        LEAFLET,
        [("subprocessor.added", "Voice, Inc.", True)],
    ),
    (
        "one is removed",
        LEAFLET,
        ONLY_HOST,
        [("subprocessor.removed", "Voice, Inc.", False)],
    ),
    (
        "another in its place, for the same task in the same country",
        leaflet(subprocessors=(BARE,)),
        leaflet(subprocessors=(OTHER,)),
        [("subprocessor.added", "Other BV", True), ("subprocessor.removed", "Host BV", False)],
    ),
    (
        "another name with the same enterprise number",
        LEAFLET,
        host(name="Host NV"),
        [("subprocessor.company.changed", "Host NV", False)],
    ),
    (
        "the same name with another enterprise number",
        LEAFLET,
        host(enterprise_number=NUMBER),
        [("subprocessor.company.changed", "Host BV", True)],
    ),
    (
        "the same digits at two courts are two companies",
        host(enterprise_number="HRB 12345 Berlin"),
        host(enterprise_number="HRB 12345 Bonn"),
        [("subprocessor.company.changed", "Host BV", True)],
    ),
    (
        "the same number, named as another register does",
        LEAFLET,
        host(enterprise_number="BTW BE 0111 111 111"),
        [("subprocessor.company.changed", "Host BV", False)],
    ),
    (
        "the same name in another country, without a number",
        host(enterprise_number=None),
        host(enterprise_number=None, country="NL"),
        [("subprocessor.company.changed", "Host BV", True)],
    ),
    (
        "the same number, the seat moves inside the area",
        LEAFLET,
        host(country="NL"),
        [("subprocessor.company.changed", "Host BV", False)],
    ),
    (
        "the same digits in two countries are two companies",
        LEAFLET,
        host(country="NL", enterprise_number="NL 0111.111.111"),
        [("subprocessor.company.changed", "Host BV", True)],
    ),
    (
        "the company moves outside the area",
        LEAFLET,
        host(country="US"),
        [("subprocessor.company.changed", "Host BV", True)],
    ),
    (
        "another number, and outside the area besides",
        LEAFLET,
        host(country="US", enterprise_number=NUMBER),
        [
            ("subprocessor.company.changed", "Host BV", True),
            ("subprocessor.company.changed", "Host BV", True),
        ],
    ),
    (
        "one of two countries of the company is dropped",
        host(country="BE / NL"),
        LEAFLET,
        [("subprocessor.company.changed", "Host BV", False)],
    ),
    (
        "one joins a further service, and the same the other way is told",
        LEAFLET,
        voice(services=("speech", "core")),
        [("subprocessor.service.added", "Voice, Inc.", True)],
    ),
    (
        "one leaves a service",
        voice(services=("speech", "core")),
        LEAFLET,
        [("subprocessor.service.removed", "Voice, Inc.", False)],
    ),
    (
        "its task is widened",
        LEAFLET,
        host(task="stores data, runs servers and trains models"),
        [("subprocessor.task.changed", "Host BV", True)],
    ),
    (
        "its task is narrowed",
        LEAFLET,
        host(task="runs servers"),
        [("subprocessor.task.changed", "Host BV", False)],
    ),
    ("its task is worded in another order", LEAFLET, host(task="Stores data; runs servers"), []),
    (
        "its data is widened",
        LEAFLET,
        host(data="name, class, answers, photo"),
        [("subprocessor.data.changed", "Host BV", True)],
    ),
    (
        "its data is narrowed",
        LEAFLET,
        host(data="answers, name"),
        [("subprocessor.data.changed", "Host BV", False)],
    ),
    (
        "it takes a sub-processor of its own",
        host(subprocessors=()),
        LEAFLET,
        [("subprocessor.added", "Spare Disks", True)],
    ),
    (
        "it drops its own sub-processor",
        LEAFLET,
        host(subprocessors=()),
        [("subprocessor.removed", "Spare Disks", False)],
    ),
    (
        "its own sub-processor widens its task",
        LEAFLET,
        host(subprocessors=(SPARE.model_copy(update={"task": "keeps disks, reads them"}),)),
        [("subprocessor.task.changed", "Spare Disks", True)],
    ),
    (
        "the names were unknown, and are named",
        without("subprocessors"),
        LEAFLET,
        [
            ("subprocessor.added", "Host BV", True),
            ("subprocessor.added", "Spare Disks", True),
            ("subprocessor.added", "Voice, Inc.", True),
        ],
    ),
    (
        "the names were known, and are not stated any more",
        ONLY_HOST,
        without("subprocessors"),
        [("subprocessor.removed", "Host BV", True), ("subprocessor.removed", "Spare Disks", True)],
    ),
    (
        "that there are none is stated for the first time",
        without("subprocessors"),
        NO_SUBPROCESSORS,
        [("subprocessor.changed", "subprocessors", False)],
    ),
    (
        "that there are none is not stated any more",
        NO_SUBPROCESSORS,
        without("subprocessors"),
        [("subprocessor.changed", "subprocessors", True)],
    ),
    (
        "the list is not said to be whole any more",
        LEAFLET,
        leaflet(unstated=("subprocessors",)),
        [("subprocessor.changed", "subprocessors", True)],
    ),
    (
        "the list is said to be whole",
        leaflet(unstated=("subprocessors",)),
        LEAFLET,
        [("subprocessor.changed", "subprocessors", False)],
    ),
    (
        "only its contact changes",
        LEAFLET,
        host(contact="desk"),
        [("contact.changed", "Host BV", False)],
    ),
]
