"""Notes, remarks, and what is left unsaid: a promise may go with any of them."""

from tests.domain.leaflet.examples import LEAFLET, Case, leaflet, service

CASES: list[Case] = [
    (
        "a promise about the service is dropped",
        LEAFLET,
        service(note=None),
        [("service.changed", "core", True)],
    ),
    (
        "a remark is only about where the text was found",
        leaflet(remarks=("page of May, mirrored to git",)),
        leaflet(remarks=()),
        [("text.removed", "remarks", False)],
    ),
    (
        "a remark on the source that is a promise too is dropped",
        leaflet(remarks=("page of May mirrored to git, and recordings are not stored",)),
        leaflet(remarks=()),
        [("text.removed", "remarks", True)],
    ),
    (
        "a promise about what is kept is dropped from a note",
        service(note="recordings are not stored"),
        service(note=None),
        [("service.changed", "core", True)],
    ),
    (
        "a note on archived work changes",
        service(note="archived work is shown to the class"),
        service(note="archived work is shown to all"),
        [("service.changed", "core", True)],
    ),
    (
        "a sentence is added to a remark, the others move",
        leaflet(remarks=("No ads are shown. A school signs.",)),
        leaflet(remarks=("A school signs. No ads are shown. Data is sold.",)),
        [("text.added", "remarks", True)],
    ),
    (
        "a remark says something new",
        leaflet(remarks=()),
        leaflet(remarks=("research institutions receive data",)),
        [("text.added", "remarks", True)],
    ),
    (
        "a text is left unsaid that was not before",
        LEAFLET,
        leaflet(unstated=("a separate statement for children",)),
        [("text.added", "unstated", True)],
    ),
    (
        "contacts are not said in full",
        LEAFLET,
        leaflet(unstated=("contacts",)),
        [("contact.changed", "contacts", False)],
    ),
    (
        "a text is at hand that was not before",
        leaflet(unstated=("a separate statement for children",)),
        LEAFLET,
        [("text.removed", "unstated", False)],
    ),
    (
        "that there are no purposes is stated for the first time",
        service(purposes=None),
        service(purposes=()),
        [("purpose.changed", "purposes", False)],
    ),
    (
        "that there are no purposes is stated no more",
        service(purposes=()),
        service(purposes=None),
        [("purpose.changed", "purposes", True)],
    ),
    (
        "a list that was not stated is named in part",
        leaflet(retention=None),
        leaflet(retention=(), unstated=("retention",)),
        [("retention.changed", "retention", False)],
    ),
    (
        "a list that was named in part is not stated at all",
        leaflet(retention=(), unstated=("retention",)),
        leaflet(retention=None),
        [("retention.changed", "retention", True)],
    ),
]
