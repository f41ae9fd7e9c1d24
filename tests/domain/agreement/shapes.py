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

_KINDS = st.sampled_from(("optional", "optional", "core", "absent"))


def _digest(
    product: str, number: int, kinds: tuple[str, ...], cloud: tuple[str, ...]
) -> LeafletDigest:
    named = zip(SERVICES, ("core", *kinds), strict=True)
    return LeafletDigest(
        hash=content_hash([product, number, *kinds, *cloud]),
        product=product,
        version=str(number),
        services=tuple(
            ServiceDigest.model_validate(
                {"id": one, "name": one, "kind": kind, "data": (one,), "controller": one == "board"}
            )
            for one, kind in named
            if kind != "absent"
        ),
        subprocessors=tuple(SubprocessorDigest(name=name) for name in cloud),
    )


def leaflets(product: str) -> st.SearchStrategy[LeafletDigest]:
    """Leaflets of a product: options that come and go or turn core, sub-processors too."""
    return st.builds(
        _digest,
        st.just(product),
        st.integers(1, 5),
        st.tuples(_KINDS, _KINDS, st.sampled_from(("optional", "absent"))),
        st.sampled_from(((), ("Cloud",), ("Mail",), ("Cloud", "Mail"))),
    )


def differences(old: LeafletDigest, new: LeafletDigest) -> tuple[JudgedItem, ...]:
    """What the rules make of two leaflets, as far as a digest shows it."""
    before = {one.id: one.kind for one in old.services}
    after = {one.id: one.kind for one in new.services}
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
