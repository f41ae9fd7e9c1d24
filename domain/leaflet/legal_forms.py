"""Legal forms that a law renamed: the legal person and its enterprise number stayed."""

from domain.leaflet.folding import name_key
from domain.leaflet.places import spots

_BELGIAN_CODE_OF_2019 = {
    "bvba": "bv",
    "ebvba": "bv",
    "cvba": "cv",
    "sprl": "srl",
    "scrl": "sc",
    "gcv": "commv",
}


def same_legal_name(one: str, other: str, country: str | None) -> bool:
    """Say whether two names differ in nothing but a renamed Belgian form."""
    if name_key(one) == name_key(other):
        return True
    belgian = country is None or "be" in spots((country,))
    return belgian and _renamed(one) == _renamed(other)


def _renamed(name: str) -> tuple[str, ...]:
    return tuple(_BELGIAN_CODE_OF_2019.get(word, word) for word in name_key(name).split())
