"""The Dutch words of an agreement's document, and how it says that nothing was stated."""

from collections.abc import Mapping, Sequence

from domain.periods import Unit

NOT_STATED = "niet vermeld"
NONE = "geen"
ALL_SERVICES = "alle diensten"

PURPOSES = {
    "a": "5.1.a, leerlingenadministratie",
    "b": "5.1.b, leerlingenbegeleiding",
    "c": "5.1.c, leermiddelen",
    "d": "5.1.d, personeelsadministratie",
    "e": "5.1.e, schooladministratie",
    "f": "5.1.f, levering en gebruik van het digitale onderwijsmiddel",
    "g": "5.1.g, onderzoek met volledig geanonimiseerde gegevens",
    "h": "5.1.h, andere wet- en regelgeving",
}

THEN = {"delete": "gewist", "anonymise": "geanonimiseerd"}

DISCLOSURE_GROUNDS = {
    "instruction and consent": "in opdracht en met instemming van het bestuur",
    "data subject": "op aangeven van de betrokkene of zijn ouders",
    "legal duty": "wettelijke verplichting",
}

FIELDS = {
    "target_group": "doelgroep",
    "services": "diensten",
    "retention": "bewaartermijnen",
    "places": "plaatsen van opslag en verwerking",
    "mechanisms": "waarborgen voor doorgifte",
    "subprocessors": "subverwerkers",
    "disclosures": "verstrekking aan derden",
    "measures": "beveiligingsmaatregelen",
    "certificates": "certificaten",
    "automated_decisions": "geautomatiseerde besluiten",
}

UNITS = {
    Unit.SECONDS: ("seconde", "seconden"),
    Unit.HOURS: ("uur", "uur"),
    Unit.DAYS: ("dag", "dagen"),
    Unit.WORKING_DAYS: ("werkdag", "werkdagen"),
    Unit.MONTHS: ("maand", "maanden"),
}

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)

CLOCKS = {
    "answer_period": "Antwoord van het bestuur op een belangrijke wijziging",
    "first_reminder": "Eerste herinnering aan dat antwoord, na",
    "second_reminder": "Tweede herinnering aan dat antwoord, na",
    "proposal_validity": "Geldigheid van een voorstel",
    "subprocessor_notice": "Aankondiging van een subverwerker vóór gebruik",
    "breach_to_board": "Melding van een inbreuk aan het bestuur",
    "breach_to_authority": "Melding van een inbreuk door het bestuur aan de toezichthouder",
    "request_answer": "Antwoord op een vraag van een betrokkene",
    "request_extension": "Verlenging van dat antwoord, met redenen",
    "misdirected_request": "Doorsturen van een vraag aan het bestuur",
    "export_window": "Teruggave na het einde: gegevens op te halen gedurende",
    "destruction": "Vernietiging na de teruggave",
    "backup_destruction": "Vernietiging van back-ups, daarna",
    "certificate": "Bewijs van vernietiging, daarna",
    "ending_reminder": "Herinnering zolang de afronding openstaat, om de",
    "board_notice": "Opzegtermijn voor het bestuur",
    "supplier_notice": "Opzegtermijn voor de leverancier",
    "suspension": "Herstel na een opschorting, anders kan het bestuur beëindigen",
    "audit_notice": "Aankondiging van een audit (geen na een inbreuk)",
    "term_reminder": "Herinnering vóór de einddatum",
}


def said(text: str | None) -> str:
    """Return the text, or say that it was never stated."""
    return text or NOT_STATED


def all_of(lines: Sequence[str] | None) -> tuple[str, ...]:
    """Return the lines; `None` was never stated, an empty list states that there are none."""
    return (NOT_STATED,) if lines is None else tuple(lines) or (NONE,)


def named(services: Sequence[str] | None, names: Mapping[str, str]) -> str:
    """Return the names of the services; none named means all of them."""
    return ", ".join(names[one] for one in services or ()) or ALL_SERVICES


def number(amount: int | None, sentence: str) -> str:
    """Put the number into its sentence, or say that it was never stated."""
    return NOT_STATED if amount is None else sentence.format(amount)
