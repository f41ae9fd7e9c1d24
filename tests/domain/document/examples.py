"""Whole leaflets and a whole document, to print and to take apart."""

from datetime import UTC, datetime

from domain.agreement.choices import Choice
from domain.agreement.terms import PRODUCTION, Duration
from domain.agreement_document import AgreementDocument, Named, SignaturePart
from domain.canonical import content_hash
from domain.document.leaflet_part import leaflet_part
from domain.document.term_part import term_parts
from domain.leaflet.leaflet import (
    AutomatedDecision,
    Contacts,
    Disclosure,
    EndOfContract,
    Leaflet,
    Retention,
    Supplier,
)
from domain.leaflet.offered import DataCategory, DataSubjects, Purpose, Service, Subprocessor
from domain.offices import Role
from domain.text.library import CURRENT
from domain.values import Answer, Side

EXERCISES = Service(
    id="exercises",
    name="Programmeeroefeningen",
    kind="core",
    does="Leerlingen lossen programmeeroefeningen op en krijgen meteen feedback.",
    yes="De school kan het platform gebruiken.",
    no="De school gebruikt het platform niet.",
    purposes=(
        Purpose(text="de onderwijstaak van de school ondersteunen", code="c"),
        Purpose(text="het platform in stand houden", code="f"),
    ),
    data=(
        DataCategory(key="identification", text="naam, gebruikersnaam", why="om aan te melden"),
        DataCategory(key="learning_results", text="voortgang", why="voor de leerkracht"),
    ),
    data_subjects=(DataSubjects(name="leerlingen", minors=True), DataSubjects(name="leerkrachten")),
    operations=("opslaan", "tonen aan de leerkracht", "wissen"),
)

PLAGIARISM = Service(
    id="plagiarism",
    name="Plagiaatcontrole",
    kind="optional",
    does="Vergelijkt oplossingen van leerlingen met elkaar.",
    yes="De leerkracht ziet welke oplossingen op elkaar lijken.",
    no="Er wordt niets vergeleken.",
    purposes=(
        Purpose(text="samenwerking opmerken", code="b"),
        Purpose(text="onderzoek naar plagiaat", code="supplier"),
    ),
    data=(DataCategory(key="health", text="dyslexie (extra tijd)", why="weging", special=True),),
    data_subjects=(DataSubjects(name="leerlingen", minors=True),),
    operations=("vergelijken",),
    note="Alleen binnen de eigen klas.",
)

LEAFLET = Leaflet(
    product="oefenplein",
    name="Oefenplein",
    version="oefenplein@2026-01-15",
    date="2026-01-15",
    language="nl",
    supplier=Supplier(
        name="Oefenplein bv", enterprise_number="0123.456.789", country="BE", address="Kaai 1, Gent"
    ),
    explanation="Leerlingen oefenen programmeren en krijgen meteen feedback.",
    target_group=("secundair onderwijs", "hoger onderwijs"),
    roles="De school is verwerkingsverantwoordelijke, Oefenplein is verwerker.",
    services=(EXERCISES, PLAGIARISM),
    retention=(
        Retention(what="resultaten", period="1 jaar", starts="einde schooljaar", then="delete"),
        Retention(what="statistieken", period="5 jaar", starts="meting", then="anonymise"),
    ),
    places=("België", "Nederland"),
    mechanisms=(),
    subprocessors=(
        Subprocessor(
            name="Wolk nv",
            enterprise_number="0987.654.321",
            country="NL",
            contact="privacy@wolk.example",
            task="hosting",
            services=("exercises",),
            data="alle gegevens",
            places=("Amsterdam",),
            mechanisms=(),
            subprocessors=(Subprocessor(name="Kelder bv", task="back-ups"),),
        ),
    ),
    disclosures=(Disclosure(recipient="politie", ground="legal duty", data="naam"),),
    pseudonymisation="Leerlingen krijgen een nummer.",
    measures=("versleuteling in rust en onderweg", "aanmelden in twee stappen"),
    certificates=("ISO 27001",),
    automated_decisions=(
        AutomatedDecision(what="volgorde van oefeningen", services=("exercises",)),
    ),
    rights_help="Via de helpdesk, binnen vijf werkdagen.",
    breach_notice_hours=24,
    end_of_contract=EndOfContract(
        export_format="CSV", window_days=30, destruction_days=30, certificate=True
    ),
    contacts=Contacts(privacy="privacydienst", incident="wachtdienst", dpo="DPO-dienst"),
    for_parents="Uw kind oefent programmeren. De school kiest wat er met de gegevens gebeurt.",
    consequences="Nieuw: plagiaatcontrole als afzonderlijke keuze.",
    price="gratis",
    remarks=("Nagekeken door de school.",),
    unstated=("certificates", "iets"),
)

BARE_LEAFLET = Leaflet(product="kladblok", name="Kladblok", version="kladblok@1")

SCHOOLS = (
    Named(id="atheneum-gent", name="Koninklijk Atheneum Gent"),
    Named(id="freinet-de-zon", name="Freinetschool De Zon"),
    Named(id="clb-gent", name="CLB Gent"),
)


def choice(school: str, service: str, answer: Answer) -> Choice:
    return Choice(
        school=school,
        product=LEAFLET.product,
        service=service,
        answer=answer,
        leaflet=content_hash(LEAFLET),
    )


def signature(side: Side, at: datetime) -> SignaturePart:
    return SignaturePart(
        side=side,
        office=Role.DIRECTION,
        person=f"p-{side}-7f3a",
        mandate=f"m-{side}-01",
        signed_at=at,
        hash="5" * 64,
    )


DOCUMENT = AgreementDocument(
    agreement="agreement:go-scholengroep-gent:oefenplein-bv:1",
    issued_at=datetime(2026, 3, 27, 9, 15, 2, tzinfo=UTC),
    reason="signature",
    hash="5" * 64,
    board=Named(id="go-scholengroep-gent", name="GO! scholengroep Gent"),
    supplier=Named(id="oefenplein-bv", name="Oefenplein bv"),
    schools=SCHOOLS,
    text=CURRENT,
    terms=term_parts(PRODUCTION.defaults, Duration()),
    leaflets=(leaflet_part(LEAFLET), leaflet_part(BARE_LEAFLET)),
    choices=(
        choice("atheneum-gent", "core", Answer.YES),
        choice("atheneum-gent", "plagiarism", Answer.YES),
        choice("freinet-de-zon", "core", Answer.YES),
        choice("freinet-de-zon", "plagiarism", Answer.NO),
        choice("clb-gent", "core", Answer.NO),
    ),
    signatures=(
        signature(Side.BOARD, datetime(2026, 3, 26, 14, 5, 33, tzinfo=UTC)),
        signature(Side.SUPPLIER, datetime(2026, 3, 27, 9, 15, 1, tzinfo=UTC)),
    ),
)
