"""Transfer mechanisms: dropped, replaced, added."""

from tests.domain.leaflet.examples import LEAFLET, Case, host, leaflet, voice, without

CASES: list[Case] = [
    (
        "a mechanism is dropped",
        voice(mechanisms=("EU SCC; EU-US DPF",)),
        voice(mechanisms=("EU-US DPF",)),
        [("subprocessor.mechanism.removed", "Voice, Inc.", True)],
    ),
    (
        "a mechanism is replaced",
        voice(mechanisms=("EU SCC",)),
        voice(mechanisms=("EU-US DPF",)),
        [
            ("subprocessor.mechanism.added", "Voice, Inc.", False),
            ("subprocessor.mechanism.removed", "Voice, Inc.", True),
        ],
    ),
    (
        "a mechanism by another of its names",
        leaflet(mechanisms=("SCC and DPF",)),
        leaflet(mechanisms=("EU-US Data Privacy Framework", "standard contractual clauses")),
        [],
    ),
    (
        "a recognised mechanism is added and none dropped",
        leaflet(mechanisms=("EU SCC",)),
        leaflet(mechanisms=("EU SCC; EU-US DPF",)),
        [("transfer.added", "EU-US DPF", False)],
    ),
    (
        "a ground in own words is added",
        leaflet(mechanisms=("EU SCC",)),
        leaflet(mechanisms=("EU SCC or the user agrees",)),
        [("transfer.added", "the user agrees", True)],
    ),
    (
        "a mechanism where there was said to be no transfer",
        leaflet(mechanisms=()),
        leaflet(mechanisms=("EU SCC",)),
        [("transfer.added", "EU SCC", True)],
    ),
    (
        "a mechanism is stated for the first time for a transfer that was known",
        voice(mechanisms=None),
        voice(mechanisms=("EU SCC",)),
        [("subprocessor.mechanism.added", "Voice, Inc.", False)],
    ),
    (
        "a mechanism shows that there is a transfer",
        host(mechanisms=None),
        host(mechanisms=("EU SCC",)),
        [("subprocessor.mechanism.added", "Host BV", True)],
    ),
    (
        "it is dropped, also where every place that is stated is inside",
        leaflet(mechanisms=("EU SCC",), subprocessors=()),
        leaflet(mechanisms=(), subprocessors=()),
        [("transfer.removed", "EU SCC", True)],
    ),
    (
        "a sub-processor's mechanism is not stated any more",
        host(mechanisms=("EU SCC",)),
        host(mechanisms=None),
        [("subprocessor.mechanism.removed", "Host BV", True)],
    ),
    (
        "it is dropped and the places are not all known",
        leaflet(mechanisms=("EU SCC",), subprocessors=None),
        leaflet(mechanisms=(), subprocessors=None),
        [("transfer.removed", "EU SCC", True)],
    ),
    (
        "that there is none is not stated any more",
        leaflet(mechanisms=()),
        without("mechanisms"),
        [("transfer.changed", "mechanisms", True)],
    ),
    (
        "a sub-processor says for the first time that it needs none",
        host(mechanisms=None),
        LEAFLET,
        [("subprocessor.mechanism.changed", "Host BV", False)],
    ),
    (
        "one of two mechanisms is promised where both were",
        leaflet(mechanisms=("SCC and DPF",)),
        leaflet(mechanisms=("SCC or DPF",)),
        [("transfer.added", "SCC or DPF", True)],
    ),
    (
        "one of two mechanisms, as before",
        leaflet(mechanisms=("SCC or DPF",)),
        leaflet(mechanisms=("dpf of scc", "BCR")),
        [("transfer.added", "BCR", False)],
    ),
    (
        "the same clauses in Dutch, with their number and module",
        leaflet(mechanisms=("modelcontractbepalingen",)),
        leaflet(mechanisms=("Standard Contractual Clauses (2021/914) (modules 2 and 3)",)),
        [],
    ),
    (
        "a British addendum beside the clauses",
        leaflet(mechanisms=("EU SCC",)),
        leaflet(mechanisms=("EU SCC and UK Addendum",)),
        [("transfer.added", "UK Addendum", False)],
    ),
    (
        "adequacy of another country, or for a time",
        leaflet(mechanisms=("adequacy decision",)),
        leaflet(mechanisms=("adequacy decision (until June)",)),
        [
            ("transfer.added", "adequacy decision (until June)", True),
            ("transfer.removed", "adequacy decision", True),
        ],
    ),
]
