"""The prose of what a supplier leaves unsaid, as the fields that it makes missing."""

import re
from collections.abc import Iterable

_FIELDS = {
    "subprocessors": r"sub-?processor|service provider|data processor|subverwerker",
    "retention": r"retention|bewaar|how long",
    "certificates": r"certif",
    "data": r"data[ _]categor|categories of (?:personal )?data|gegevenscategor|soorten gegevens",
    "purposes": r"purpose|doeleinde",
    "data_subjects": r"data[ _]subject|betrokkene",
    "places": r"hosting|storage|location|place|locatie|opslag",
    "mechanisms": r"transfer|mechanism|doorgifte",
    "measures": r"security|measure|beveilig",
    "disclosures": r"disclos|third part|recipient",
    "contacts": r"contact",
}


def unsaid(prose: Iterable[str]) -> tuple[str, ...]:
    """Return the fields meant, each once; prose that means none of them stands for itself."""
    return tuple(dict.fromkeys(_field(text) for text in prose))


def _field(text: str) -> str:
    found = (name for name, words in _FIELDS.items() if re.search(words, text.casefold()))
    return next(found, text)
