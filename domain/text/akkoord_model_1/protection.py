"""akkoord-model-1: security, sub-processors, disclosure and transfer."""

from domain.text.model import Clause, paragraphs

CLAUSES = (
    Clause(
        id="security",
        answers=("4.3 bullet 8", "GDPR 28(3)(c)", "GDPR 32", "6.1"),
        title="Beveiliging",
        body=paragraphs("""
            De Leverancier neemt passende technische en organisatorische maatregelen,
            zoals artikel 32 van de AVG vraagt. De Bijsluiter beschrijft die maatregelen
            concreet.

            Het niveau past bij het risico, in het bijzonder voor minderjarigen en voor
            gevoelige gegevens.

            De partijen gebruiken gepseudonimiseerde gegevens waar dat redelijkerwijs
            kan.

            De Leverancier test zijn maatregelen regelmatig. Hij houdt ze op het peil
            van de stand van de techniek.

            Een maatregel weglaten of verzwakken is een belangrijke wijziging.
        """),
    ),
    Clause(
        id="subprocessors",
        answers=("4.3 bullet 9", "GDPR 28(3)(d)", "GDPR 28(2)", "GDPR 28(4)"),
        title="Subverwerkers",
        body=paragraphs("""
            De Leverancier schakelt alleen Subverwerkers in die de Bijsluiter met naam
            noemt. De Bijsluiter zegt ook waar zij zijn, wat zij doen en welke gegevens
            zij krijgen.

            Een nieuwe of andere Subverwerker is een belangrijke wijziging. Daarvoor is
            vooraf de schriftelijke goedkeuring van het Bestuur nodig.

            De Leverancier kondigt die Subverwerker aan volgens de bijlage Termijnen. De
            Subverwerker krijgt geen gegevens vóór de goedkeuring en vóór het einde van
            die termijn.

            De Leverancier legt elke Subverwerker schriftelijk dezelfde plichten op als
            in deze overeenkomst. Dat geldt ook voor elke verdere verwerker in de keten.

            De Leverancier is tegenover het Bestuur volledig aansprakelijk voor wat een
            Subverwerker doet of nalaat.

            Op vraag geeft de Leverancier het Bestuur een kopie van het contract met een
            Subverwerker. Bedrijfsgeheimen mag hij daarin onleesbaar maken.
        """),
    ),
    Clause(
        id="disclosure_and_transfer",
        answers=("4.3 bullet 10", "5.3", "GDPR 44"),
        title="Verstrekking aan derden en doorgifte",
        body=paragraphs("""
            De Leverancier verstrekt geen persoonsgegevens aan derden. Er zijn alleen
            drie uitzonderingen. De eerste is een opdracht van het Bestuur, met zijn
            instemming. De tweede is dat de betrokkene, zijn ouder of zijn wettelijke
            vertegenwoordiger dat zelf aangeeft. De derde is een wettelijke
            verplichting.

            Een verstrekking die de wet verplicht, meldt de Leverancier vooraf aan het
            Bestuur. Verbiedt een wet die melding om gewichtige redenen van algemeen
            belang? Dan legt hij de vraag en de wet vast. Hij meldt ze zodra het mag.

            De Leverancier verstrekt nooit meer dan de wet vraagt. Een vraag zonder
            geldige rechtsgrond weigert hij.

            De persoonsgegevens blijven in de Europese Economische Ruimte, tenzij de
            Bijsluiter een doorgifte noemt. Bij elke doorgifte staan het land en de
            waarborg uit hoofdstuk V van de AVG. Toegang van buiten die ruimte is ook
            een doorgifte.

            Een nieuwe doorgifte of een andere waarborg is een belangrijke wijziging.
            Valt een waarborg weg, dan stopt de doorgifte meteen.
        """),
    ),
)
