"""Retention: longer, shorter, with or without an end."""

from domain.leaflet.leaflet import Retention
from tests.domain.leaflet.examples import CORE, LEAFLET, SPEECH, Case, kept, leaflet, without

CASES: list[Case] = [
    ("longer", kept("7 days"), kept("14 days"), [("retention.changed", "results", True)]),
    ("shorter", kept("3 years"), kept("2 years"), [("retention.changed", "results", False)]),
    (
        "the same",
        kept("7 days"),
        kept("at most one week"),
        [("retention.changed", "results", False)],
    ),
    (
        "its end is dropped",
        kept("7 days"),
        kept("as long as needed"),
        [("retention.changed", "results", True)],
    ),
    (
        "it has an end now",
        kept("as long as needed"),
        kept("3 years"),
        [("retention.changed", "results", False)],
    ),
    (
        "free text that does not tell",
        kept("when the account is closed"),
        kept("when the school asks"),
        [("retention.changed", "results", True)],
    ),
    ("not stated any more", kept("7 days"), kept(None), [("retention.changed", "results", True)]),
    ("stated at last", kept(None), kept("7 days"), [("retention.changed", "results", True)]),
    (
        "a row is dropped",
        LEAFLET,
        leaflet(retention=(Retention(what="results", period="2 years"),)),
        [
            ("retention.changed", "results", True),
            ("retention.changed", "results", True),
            ("retention.removed", "other data", True),
        ],
    ),
    (
        "a row without an end is dropped",
        kept("as long as needed"),
        leaflet(retention=()),
        [("retention.removed", "results", True)],
    ),
    (
        "a row is dropped where a shorter general one holds",
        kept("7 days"),
        kept("7 days", "all data"),
        [("retention.added", "all data", True), ("retention.removed", "results", False)],
    ),
    (
        "a row is dropped where a row stands for all of something else",
        leaflet(
            retention=(
                Retention(what="results", period="7 days"),
                Retention(what="all backups", period="7 days"),
            )
        ),
        kept("7 days", "all backups"),
        [("retention.removed", "results", True)],
    ),
    (
        "a row of its own gives an end where the general one has none",
        kept("as long as needed", "all data"),
        leaflet(
            retention=(
                Retention(what="all data", period="as long as needed"),
                Retention(what="voice", period="until deleted, at most 3 years"),
            )
        ),
        [("retention.added", "voice", False)],
    ),
    (
        "a row of its own is longer than the general one",
        kept("7 days", "all data"),
        leaflet(
            retention=(
                Retention(what="all data", period="7 days"),
                Retention(what="voice", period="8 days"),
            )
        ),
        [("retention.added", "voice", True)],
    ),
    (
        "anonymised where it was deleted",
        leaflet(retention=(Retention(what="results", then="delete"),)),
        leaflet(retention=(Retention(what="results", then="anonymise"),)),
        [("retention.changed", "results", True)],
    ),
    (
        "anonymised, where nothing was said",
        leaflet(retention=(Retention(what="results"),)),
        leaflet(retention=(Retention(what="results", then="anonymise"),)),
        [("retention.changed", "results", True)],
    ),
    (
        "when its period starts is said for the first time",
        leaflet(retention=(Retention(what="results", period="2 years"),)),
        leaflet(retention=(Retention(what="results", period="2 years", starts="the end"),)),
        [("retention.changed", "results", True)],
    ),
    (
        "deleted where it was anonymised",
        leaflet(retention=(Retention(what="results", then="anonymise"),)),
        leaflet(retention=(Retention(what="results", then="delete"),)),
        [("retention.changed", "results", False)],
    ),
    (
        "its service is gone with it",
        leaflet(subprocessors=(), retention=(Retention(what="texts", period="1 day"),)),
        leaflet(subprocessors=(), services=(CORE,), retention=()),
        [("retention.removed", "texts", False), ("service.removed", "speech", False)],
    ),
    (
        "its data category is gone with it",
        LEAFLET,
        leaflet(
            services=(CORE.model_copy(update={"data": (CORE.data or ())[:1]}), SPEECH),
            retention=(LEAFLET.retention or ())[1:],
        ),
        [("data.removed", "results", False), ("retention.removed", "results", False)],
    ),
    (
        "the data of its service is not stated any more",
        kept("7 days"),
        leaflet(services=(CORE.model_copy(update={"data": None}), SPEECH), retention=()),
        [
            ("data.removed", "identification", True),
            ("data.removed", "results", True),
            ("retention.removed", "results", True),
        ],
    ),
    (
        "its services are not stated any more",
        leaflet(subprocessors=(), automated_decisions=(), services=(CORE,)),
        leaflet(subprocessors=(), automated_decisions=(), services=None, retention=()),
        [
            ("retention.removed", "other data", True),
            ("retention.removed", "results", True),
            ("service.removed", "core", True),
        ],
    ),
    (
        "nothing is kept, and then not stated",
        leaflet(retention=()),
        without("retention"),
        [("retention.changed", "retention", True)],
    ),
    (
        "nothing is kept, said for the first time",
        without("retention"),
        leaflet(retention=()),
        [("retention.changed", "retention", False)],
    ),
]
