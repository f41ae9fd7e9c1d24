"""Why a difference is important or not, in Dutch; the judgement itself speaks English."""

from domain.leaflet.importance import IMPORTANT, REASONS, STRICTER, UNIMPORTANT
from domain.leaflet.items import Effect

_BY_EFFECT: dict[Effect, str] = {
    Effect.NEW: "het is nieuw",
    Effect.NEW_BELOW: "een subverwerker neemt er zelf een nieuwe bij",
    Effect.WIDER: "er staat meer in dan voordien",
    Effect.UNCLEAR: "het blijkt niet dat dit beperkt of behoudt wat er was",
    Effect.NOW_NAMED: "het stond er niet: wat nu wordt genoemd, telt als toegevoegd",
    Effect.NO_LONGER_STATED: "het staat er niet meer, maar kan er nog altijd zijn",
    Effect.JOINS_SERVICE: "een subverwerker werkt voortaan ook voor een andere dienst",
    Effect.OTHER_PERSON: "het is een andere rechtspersoon, of het tegendeel blijkt niet",
    Effect.OWN_PURPOSE: "de leverancier is er zelf verantwoordelijk voor, buiten de overeenkomst",
    Effect.FLAG: "de aanduiding komt erbij of wordt weggenomen",
    Effect.CORE: "een nieuwe kerndienst: elke school met het product krijgt die",
    Effect.OPTION: "een nieuwe optionele dienst: belangrijk voor wie ze kiest",
    Effect.TO_CORE: "een optionele dienst hoort nu bij de kern: de keuze valt weg",
    Effect.TO_OPTION: "een kerndienst wordt optioneel: wie ze heeft, moet apart kiezen",
    Effect.OUTSIDE: "het gebeurt buiten de EER, of dat staat er voor het eerst",
    Effect.PLACE_UNCLEAR: "uit de woorden blijkt niet dat het binnen de EER is",
    Effect.TAKEN_BACK: "een vermelde plaats binnen de EER wordt teruggenomen",
    Effect.MECHANISM_DROPPED: "een waarborg voor doorgifte valt weg of wordt vervangen",
    Effect.LONGER: "het wordt langer bewaard",
    Effect.END_DROPPED: "het vermelde einde van de bewaring valt weg",
    Effect.GROUND: "de verstrekking steunt op een andere grond",
    Effect.WEAKER: "een waarborg of belofte valt weg of wordt zwakker",
    Effect.NARROWER: "er staat minder in dan voordien",
    Effect.REMOVED: "het valt alleen weg",
    Effect.SHORTER: "het wordt korter bewaard, of heeft nu een einde",
    Effect.INSIDE: "het is binnen de EER",
    Effect.SAME_PERSON: "het ondernemingsnummer is hetzelfde: dezelfde rechtspersoon",
    Effect.STRONGER: "er komt een waarborg of belofte bij",
    Effect.CONTACT: "het is alleen een contactpunt of adres",
    Effect.WORDING: "het is alleen de formulering of de prijs",
    Effect.STATED: "het staat er voor het eerst of anders, en reikt niet verder",
}
_BY_TOPIC: dict[tuple[str, Effect], str] = {
    ("subprocessor", Effect.NEW): "een nieuwe subverwerker, of een andere in de plaats",
    ("subprocessor", Effect.REMOVED): "een subverwerker valt weg",
    ("supplier", Effect.OTHER_PERSON): "een andere rechtspersoon: beide partijen tekenen opnieuw",
    ("purpose", Effect.NEW): "er komt een doel bij",
    ("data", Effect.NEW): "er komt een soort gegevens bij",
    ("data_subjects", Effect.NEW): "er komen betrokkenen bij",
    ("disclosure", Effect.NEW): "een nieuwe derde ontvangt gegevens",
    ("automated_decision", Effect.NEW): "er komt een geautomatiseerd besluit of gebruik bij",
}

DUTCH_JUDGEMENTS: dict[str, str] = {
    **{english: _BY_EFFECT[effect] for effect, english in (IMPORTANT | UNIMPORTANT).items()},
    **{english: _BY_TOPIC[key] for key, english in REASONS.items()},
    STRICTER: "de leverancier noemt de wijziging zelf belangrijk",
}
"""By the English words; a judgement that lacks its Dutch ones cannot be imported."""
