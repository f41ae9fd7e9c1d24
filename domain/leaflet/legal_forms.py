"""Legal forms: a company that takes another form of its own country stays the same person."""

from domain.leaflet.folding import name_key
from domain.leaflet.places import spots

_FORMS = {
    "be": "nv sa bv srl bvba ebvba sprl cv sc cvba scrl commv gcv comm v vof snc vzw asbl",
    "nl": "bv nv vof cv stichting vereniging coöperatie",
    "at": "gmbh ag kg og",
    "de": "gmbh ag ug kg ohg se ev",
    "dk": "aps as ivs",
    "es": "sl slu sa sau",
    "fi": "oy oyj",
    "fr": "sas sasu sarl eurl sa",
    "gb": "ltd plc llp cic",
    "ie": "ltd dac plc clg",
    "it": "srl spa srls",
    "lu": "sarl sa",
    "se": "ab",
    "us": "inc llc corp pbc",
}
_ONLY_BELGIAN = "bvba ebvba sprl cvba scrl commv vzw asbl"


def same_legal_name(one: str, other: str, country: str | None) -> bool:
    """Say whether two names differ in nothing but the legal form, of one and the same country."""
    if name_key(one) == name_key(other):
        return True
    here = _country(one, other, country)
    return here is not None and _without(one, here) == _without(other, here)


def _country(one: str, other: str, stated: str | None) -> str | None:
    """Return the one country whose forms both names have; a form may tell it by itself."""
    words = {*name_key(one).split(), *name_key(other).split()}
    found = tuple(spots((stated,))) if stated is not None else ()
    if not found and words & set(_ONLY_BELGIAN.split()):
        found = ("be",)
    known = found[0] if len(found) == 1 and found[0] in _FORMS else None
    return known if known and all(_has_form(name, known) for name in (one, other)) else None


def _has_form(name: str, country: str) -> bool:
    return bool(_forms(country) & set(name_key(name).split()))


def _without(name: str, country: str) -> tuple[str, ...]:
    return tuple(word for word in name_key(name).split() if word not in _forms(country))


def _forms(country: str) -> frozenset[str]:
    return frozenset(_FORMS[country].split())
