"""Codes and keys in the words of a letter's language: differences, data, parts, reasons."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

from adapters.letters.change_facts import Difference
from adapters.letters.ending_facts import Category, Part
from adapters.letters.judgements import DUTCH_JUDGEMENTS
from adapters.letters.layout import one_line
from adapters.letters.words import DUTCH, ENGLISH, Language, listed, on_day

_LONGEST = 180


@dataclass(frozen=True, slots=True)
class Phrases:
    """The tables of one language; a key that stands in none is said as it is."""

    language: Language
    topics: Mapping[str, str]
    changes: Mapping[str, str]
    categories: Mapping[str, str]
    reasons: Mapping[str, str]
    because: Mapping[str, str]
    before: str
    after: str
    unstated: str
    services: str
    why: str
    refused: str
    article: str
    gdpr: str
    backups: str
    subprocessor: str

    def difference(self, item: Difference) -> str:
        """Return a difference as the entry of a list: what, from what to what, why it matters."""
        topic, _, change = item.kind.rpartition(".")
        heading = f"{self.topics.get(topic, topic)} ({self.changes.get(change, change)})"
        lines = [f"- {heading}: {item.target}.", *self._states(item, change)]
        if item.services:
            lines.append(self.services.format(listed(self.language, item.services)))
        if item.reason and item.article:
            lines.append(self.why.format(self.reason_why(item.reason), self.cited(item.article)))
        if item.refused_at:
            lines.append(self.refused.format(on_day(self.language, item.refused_at)))
        return "\n  ".join(lines)

    def _states(self, item: Difference, change: str) -> list[str]:
        told = ((self.before, item.before), (self.after, item.after))
        return [
            label.format(_shortened(stated) or self.unstated)
            for label, stated in told
            if change == "changed" or stated not in ((), (item.target,))
        ]

    def reason_why(self, reason: str) -> str:
        """Return why a difference is important; the judgement's own words where we have none."""
        return one_line(self.because.get(reason, reason))

    def cited(self, article: str) -> str:
        """Return an article as it is cited."""
        return self.article.format(article.replace("GDPR", self.gdpr))

    def category(self, category: Category) -> str:
        """Return a category of data in words."""
        words = self.categories.get(category.key, category.key.replace("_", " "))
        return f"{words} ({category.product})" if category.product else words

    def part(self, part: Part, supplier: str) -> str:
        """Return who owes a certificate."""
        match part.kind:
            case "supplier":
                return supplier
            case "backups":
                return self.backups.format(supplier)
            case _:
                return self.subprocessor.format(part.name)

    def reason(self, code: str) -> str:
        """Return a reason code in words; one that we do not know is shown as it was given."""
        return self.reasons.get(code, code.replace("_", " "))


def _shortened(stated: tuple[str, ...]) -> str:
    return textwrap.shorten("; ".join(stated), _LONGEST, placeholder=" …").rstrip(".")


DUTCH_PHRASES = Phrases(
    language=DUTCH,
    topics={
        "service": "Dienst",
        "purpose": "Doel",
        "data": "Persoonsgegevens",
        "data_subjects": "Betrokkenen",
        "retention": "Bewaartermijn",
        "location": "Plaats van opslag of verwerking",
        "transfer": "Doorgifte buiten de EER",
        "disclosure": "Verstrekking aan derden",
        "measure": "Beveiligingsmaatregel",
        "certificate": "Certificaat",
        "automated_decision": "Geautomatiseerd besluit",
        "supplier": "Leverancier",
        "contact": "Contactpunt",
        "text": "Tekst van de bijsluiter",
        "subprocessor": "Subverwerker",
        "subprocessor.service": "Dienst van een subverwerker",
        "subprocessor.task": "Taak van een subverwerker",
        "subprocessor.data": "Gegevens bij een subverwerker",
        "subprocessor.location": "Plaats bij een subverwerker",
        "subprocessor.company": "Onderneming van een subverwerker",
        "subprocessor.mechanism": "Waarborg bij een subverwerker",
    },
    changes={"added": "nieuw", "removed": "vervalt", "changed": "gewijzigd"},
    categories={
        "account": "accountgegevens",
        "all": "alle gegevens",
        "biometric": "biometrische gegevens",
        "contact": "contactgegevens",
        "content": "inhoud die gebruikers maken",
        "cookies": "cookies",
        "demographic": "demografische gegevens",
        "device": "toestelgegevens",
        "employment": "gegevens over het werk",
        "identification": "identificatiegegevens",
        "identifiers": "nummers en kenmerken",
        "images_av": "beeld en geluid",
        "learning_results": "leerresultaten",
        "location": "locatiegegevens",
        "messages": "berichten",
        "profile": "profielgegevens",
        "school": "gegevens over de school",
        "settings": "instellingen",
        "support": "gegevens uit vragen om hulp",
        "unknown": "niet nader genoemde gegevens",
        "usage": "gebruiksgegevens",
    },
    reasons={
        "agreement_ended": "de overeenkomst is beëindigd",
        "agreement_ends": "de overeenkomst eindigt",
        "choices_changed": "het bestuur heeft zijn keuzes gewijzigd",
        "declined": "het bestuur heeft er nee op gezegd",
        "lapsed": "er is niet op tijd getekend",
        "notice": "de overeenkomst is opgezegd",
        "offer_revised": "het voorstel is herzien",
        "options_not_chosen": "de wijziging raakt alleen diensten die u niet koos",
        "product_dropped": "het product is geschrapt",
        "products_changed": "de producten zijn gewijzigd",
        "schools_changed": "de scholen zijn gewijzigd",
        "term": "de afgesproken duur is voorbij",
        "withdrawn": "de leverancier heeft het ingetrokken",
    },
    because=DUTCH_JUDGEMENTS,
    before="Tot nu: {}.",
    after="Voortaan: {}.",
    unstated="niet vermeld",
    services="Bij: {}.",
    why="Waarom: {} ({}).",
    refused="Uw bestuur ging hiermee niet akkoord op {}.",
    article="artikel {}",
    gdpr="AVG",
    backups="de back-ups van {}",
    subprocessor="subverwerker {}",
)
ENGLISH_PHRASES = Phrases(
    language=ENGLISH,
    topics={
        "service": "Service",
        "purpose": "Purpose",
        "data": "Personal data",
        "data_subjects": "Data subjects",
        "retention": "Retention",
        "location": "Place of storage or processing",
        "transfer": "Transfer outside the EEA",
        "disclosure": "Disclosure to third parties",
        "measure": "Security measure",
        "certificate": "Certificate",
        "automated_decision": "Automated decision",
        "supplier": "Supplier",
        "contact": "Contact point",
        "text": "Text of the leaflet",
        "subprocessor": "Sub-processor",
        "subprocessor.service": "Service of a sub-processor",
        "subprocessor.task": "Task of a sub-processor",
        "subprocessor.data": "Data at a sub-processor",
        "subprocessor.location": "Place at a sub-processor",
        "subprocessor.company": "Company of a sub-processor",
        "subprocessor.mechanism": "Safeguard at a sub-processor",
    },
    changes={"added": "new", "removed": "dropped", "changed": "changed"},
    categories={
        "account": "account data",
        "all": "all data",
        "biometric": "biometric data",
        "contact": "contact data",
        "content": "content that users make",
        "demographic": "demographic data",
        "device": "device data",
        "employment": "data on work",
        "identification": "identification data",
        "images_av": "images and sound",
        "location": "location data",
        "profile": "profile data",
        "school": "data on the school",
        "support": "data from requests for help",
        "unknown": "data not named further",
        "usage": "usage data",
    },
    reasons={
        "agreement_ended": "the agreement has ended",
        "agreement_ends": "the agreement ends",
        "choices_changed": "the board has changed its choices",
        "declined": "the board has said no to it",
        "lapsed": "it was not signed in time",
        "notice": "notice was given",
        "offer_revised": "the offer was revised",
        "options_not_chosen": "the change only touches services that you did not choose",
        "product_dropped": "the product was dropped",
        "products_changed": "the products have changed",
        "schools_changed": "the schools have changed",
        "term": "the agreed term is over",
        "withdrawn": "the supplier has withdrawn it",
    },
    because={},
    before="Until now: {}.",
    after="From now on: {}.",
    unstated="not stated",
    services="With: {}.",
    why="Why: {} ({}).",
    refused="Your board did not agree to this on {}.",
    article="article {}",
    gdpr="GDPR",
    backups="the backups of {}",
    subprocessor="sub-processor {}",
)
PHRASES = {phrases.language.code: phrases for phrases in (DUTCH_PHRASES, ENGLISH_PHRASES)}
