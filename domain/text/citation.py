"""How an article is cited to a Dutch reader."""

import re

_BULLET = re.compile(r"4\.3 bullet (?P<number>\d+)(?: \((?P<part>\w+)\))?")
_PARTS = {"change": "wijzigen", "termination": "beëindigen"}
_LETTER = re.compile(r"GDPR (?P<article>\d+)\((?P<paragraph>\d+)\)(?:\((?P<letter>\w)\))?")

_OTHER = {
    "default": "afspraak van de partijen",
    "SCC 2021/915 clause 10": "Modelcontractbepalingen 2021/915, bepaling 10",
}


def cited(article: str) -> str:
    """Return an article such as `4.3 bullet 2` or `GDPR 28(3)(b)` as a Dutch reader knows it."""
    if article in _OTHER:
        return _OTHER[article]
    if bullet := _BULLET.fullmatch(article):
        return f"Intentieverklaring art. 4.3, streepje {_bullet(**bullet.groupdict())}"
    if article.startswith("GDPR "):
        return "AVG art. " + _of_the_gdpr(article)
    return f"Intentieverklaring art. {article.removeprefix('declaration ')}"


def _bullet(number: str, part: str | None) -> str:
    return number if part is None else f"{number} ({_PARTS.get(part, part)})"


def _of_the_gdpr(article: str) -> str:
    bare = _LETTER.sub(
        lambda found: ".".join(part for part in found.groups() if part is not None), article
    )
    return bare.removeprefix("GDPR ").replace(" last paragraph", ", laatste alinea")
