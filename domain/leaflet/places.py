"""Places: inside the European Economic Area, outside it, or in words that do not tell (4.3)."""

import re
from collections.abc import Iterable
from typing import Literal

from domain.leaflet.folding import fold

Where = Literal["inside", "outside", "unclear"]

_UNION = (
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"  # 27 states
)
EEA = frozenset([*re.findall(r"\w\w", _UNION), "IS", "LI", "NO"])
"""The 27 member states of the Union, Iceland, Liechtenstein and Norway."""

_UNIONS = frozenset({"EU", "EEA"})

_NAMES = {
    "EU": "european union|europese unie|eu member states|eu-27",
    "EEA": "european economic area|europese economische ruimte|eer",
    "AT": "austria|oostenrijk",
    "BE": "belgium|belgië|belgie|belgique",
    "BG": "bulgaria|bulgarije",
    "CY": "cyprus",
    "CZ": "czechia|czech republic|tsjechië",
    "DE": "germany|duitsland|deutschland",
    "DK": "denmark|denemarken",
    "EE": "estonia|estland",
    "ES": "spain|spanje",
    "FI": "finland",
    "FR": "france|frankrijk",
    "GR": "greece|griekenland|el",
    "HR": "croatia|kroatië",
    "HU": "hungary|hongarije",
    "IE": "ireland|ierland",
    "IT": "italy|italië",
    "LT": "lithuania|litouwen",
    "LU": "luxembourg|luxemburg",
    "LV": "latvia|letland",
    "MT": "malta",
    "NL": "netherlands|the netherlands|nederland",
    "PL": "poland|polen",
    "PT": "portugal",
    "RO": "romania|roemenië",
    "SE": "sweden|zweden",
    "SI": "slovenia|slovenië",
    "SK": "slovakia|slowakije",
    "IS": "iceland|ijsland",
    "LI": "liechtenstein",
    "NO": "norway|noorwegen",
    "US": "usa|united states|united states of america|the united states|u.s.|verenigde staten",
    "GB": "uk|united kingdom|great britain|verenigd koninkrijk",
    "CH": "switzerland|zwitserland",
    "CA": "canada",
    "JP": "japan",
    "AU": "australia|australië",
    "SG": "singapore",
    "IN": "india",
    "IL": "israel|israël",
}
_CITIES = {
    "BE": "brussels|brussel|antwerp|antwerpen|ghent|gent|leuven|hasselt|europe-west1",
    "DE": "frankfurt|frankfurt am main|berlin|nuremberg|nürnberg|falkenstein|eu-central-1",
    "ES": "madrid",
    "FI": "helsinki|hamina",
    "FR": "paris|gravelines|roubaix|strasbourg|eu-west-3",
    "IE": "dublin|eu-west-1",
    "IT": "milan|milaan|eu-south-1",
    "NL": "amsterdam|rotterdam|eemshaven|middenmeer|europe-west4",
    "PL": "warsaw|warschau",
    "SE": "stockholm|eu-north-1",
}
"""Cities and regions of data centres; one that is not here does not tell where it is."""
_ANYWHERE = "GLOBAL"
_CODES = {
    **{name: code for of in (_NAMES, _CITIES) for code in of for name in of[code].split("|")},
    **dict.fromkeys(("global", "globally", "worldwide", "wereldwijd"), _ANYWHERE),
}
_WITHIN = re.compile(
    r"^(?:(?:with)?in|inside|binnen|only in|enkel in|alleen in) |^(?:the|de) "
    r"|^data ?cent(?:er|re)s? in (?:the )?|^datacent(?:er|re|rum|ra) in (?:de )?"
    r"| (?:regions?|regio|member states|only|data boundary)$|-lidstaten$|\*$"
)
_BETWEEN = re.compile(r"[/,;()\n•+]|\s-\s|\s(?:and|or|en|of|&)\s", re.IGNORECASE)


def where(place: str) -> Where:
    """Place one country, union or wording; own words are unclear."""
    code = _code(place)
    if code in (None, _ANYWHERE):
        return "unclear"
    return "inside" if code in EEA | _UNIONS else "outside"


def spots(places: Iterable[str]) -> dict[str, str]:
    """Return key and wording of each place once: codes where they are known ("NL / BE" are two)."""
    return {fold(spot): spot for place in places for spot in _spots(place)}


def _spots(place: str) -> list[str]:
    if (whole := _code(place)) is not None:
        return [whole]
    pieces = (piece for piece in _BETWEEN.split(place) if piece.strip())
    codes = [_code(piece) for piece in pieces]
    known = [code for code in codes if code is not None]
    return known if known and len(known) == len(codes) else [" ".join(place.split())]


def _code(place: str) -> str | None:
    folded = _WITHIN.sub("", _WITHIN.sub("", fold(place).strip(" ."))).strip()
    if re.fullmatch(r"[a-z]{2}", folded):
        return _CODES.get(folded, folded.upper())
    return _CODES.get(folded, folded.upper() if folded.upper() in _UNIONS else None)
