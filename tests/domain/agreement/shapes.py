"""Leaflets of every shape, and what differs between two: what the laws are played with."""

from hypothesis import strategies as st

from domain.canonical import content_hash
from domain.leaflet.digest import LeafletDigest, ServiceDigest, SubprocessorDigest
from domain.leaflet.importance import JudgedItem
from tests.scenario import item

PRODUCTS = ("code", "meet")
SCHOOLS = ("atheneum", "college", "nieuwe-school")
SERVICES = ("core", "ai", "sms", "board")
PROCESSORS = ("Cloud", "Mail")

Kinds = tuple[str, str]
_KINDS = st.tuples(*(st.sampled_from((*("optional",) * 6, "core", "absent")),) * 2)
_PROCESSORS = st.sampled_from((*(("Cloud",),) * 5, (), ("Mail",), ("Cloud", "Mail")))


def _digest(product: str, number: int, kinds: Kinds, processors: tuple[str, ...]) -> LeafletDigest:
    named = zip(SERVICES, ("core", *kinds, "own"), strict=True)
    return LeafletDigest(
        hash=content_hash([product, number, *kinds, *processors]),
        product=product,
        version=str(number),
        services=tuple(
            ServiceDigest(
                id=one,
                name=one,
                kind="core" if kind == "core" else "optional",
                data=(one,),
                controller=kind == "own",
            )
            for one, kind in named
            if kind != "absent"
        ),
        subprocessors=tuple(SubprocessorDigest(name=name) for name in processors),
    )


def kinds_of(leaflet: LeafletDigest) -> dict[str, str]:
    """What each service is: core, an option, or the supplier's own purpose."""
    return {one.id: "own" if one.controller else one.kind for one in leaflet.services}


def leaflets(product: str, number: int) -> st.SearchStrategy[LeafletDigest]:
    """A leaflet of a product, of any shape."""
    return st.builds(_digest, st.just(product), st.just(number), _KINDS, _PROCESSORS)


def successors(base: LeafletDigest, number: int) -> st.SearchStrategy[LeafletDigest]:
    """What may follow a leaflet: the same, or an option that turned core, left or came back."""
    kinds = kinds_of(base)
    now = tuple(kinds.get(one, "absent") for one in SERVICES[1:3])
    turned = [
        tuple(kind if one == index else other for one, other in enumerate(now))
        for index in range(len(now))
        for kind in ("optional", "core", "absent", "own")
    ]
    processors = tuple(one.name for one in base.subprocessors)
    return st.builds(
        _digest,
        st.just(base.product),
        st.just(number),
        st.sampled_from([now] * 6 + turned),
        st.sampled_from([processors] * 3 + [("Cloud",), ("Cloud", "Mail"), ()]),
    )


def turned(base: LeafletDigest, service: str, kind: str, number: int) -> LeafletDigest:
    """The same leaflet with one option turned core, absent or optional."""
    kinds = kinds_of(base) | {service: kind}
    ai, sms = (kinds.get(one, "absent") for one in SERVICES[1:3])
    return _digest(base.product, number, (ai, sms), tuple(one.name for one in base.subprocessors))


def differences(old: LeafletDigest, new: LeafletDigest) -> tuple[JudgedItem, ...]:
    """What the rules make of two leaflets, as far as a digest shows it."""
    before, after = kinds_of(old), kinds_of(new)
    had, has = ({one.name for one in each.subprocessors} for each in (old, new))
    return (
        *(item("service.added", one) for one in after.keys() - before.keys()),
        *(item("service.removed", one, important=False) for one in before.keys() - after.keys()),
        *(
            item("service.changed", one)
            for one in before.keys() & after.keys()
            if before[one] != after[one]
        ),
        *(item("subprocessor.added") for _ in has - had),
        *(item("subprocessor.removed", important=False) for _ in had - has),
    )


BESIDES = ("text.", "purpose.", "data.")
EXTRA_ITEMS = st.sampled_from(
    (
        (),
        (item("text.changed", important=False),),
        (item("purpose.added"),),
        (item("purpose.added", "ai"),),
        (item("data.added", "sms"),),
        (item("data.added", "core"),),
    )
)
