"""akkoord-model-1: what is processed, for what, about whom, how, and how long."""

from domain.text.model import Clause, paragraphs

CLAUSES = (
    Clause(
        id="purposes",
        answers=("4.3 bullet 3", "5.1", "5.2", "6.3"),
        title="Soort en doeleinden van de verwerking",
        body=paragraphs("""
            De Bijsluiter beschrijft voor elke dienst de soort verwerking en de
            doeleinden.

            Alleen de doeleinden van artikel 5.1 van de Intentieverklaring zijn
            mogelijk. De Bijsluiter noemt bij elk doel de letter uit dat artikel.

            Verwerken voor een ander doel is verboden.

            De Leverancier gebruikt de gegevens nooit ongevraagd voor marketing of
            aanbiedingen. Direct marketing kan alleen als de betrokkene meerderjarig is
            en zelf ja zegt. De toestemming van een ouder verandert dat niet.

            Voor de verbetering van zijn producten gebruikt de Leverancier alleen
            volledig geanonimiseerde gegevens. Vergelijkingen tussen
            onderwijsinstellingen worden nooit openbaar gemaakt.
        """),
    ),
    Clause(
        id="data_categories",
        answers=("4.3 bullet 4", "6.4"),
        title="Categorieën van persoonsgegevens",
        body=paragraphs("""
            De Bijsluiter noemt voor elke dienst de categorieën van persoonsgegevens.
            Zij zegt ook waarom elke categorie nodig is.

            Bijzondere categorieën van gegevens, zoals over gezondheid of geloof, zijn
            uitdrukkelijk gemerkt.

            Een categorie die niet in de Bijsluiter staat, verwerkt de Leverancier niet.

            De partijen wisselen niet meer gegevens uit dan nodig is voor de gekozen
            diensten.
        """),
    ),
    Clause(
        id="data_subjects",
        answers=("4.3 bullet 5",),
        title="Categorieën van betrokkenen",
        body=paragraphs("""
            De Bijsluiter noemt voor elke dienst over wie de gegevens gaan. Dat kunnen
            leerlingen, cursisten, ouders of personeelsleden zijn.

            Gaat het ook om minderjarigen, dan staat dat er uitdrukkelijk bij. De
            Leverancier houdt rekening met de bijzondere bescherming die zij nodig
            hebben.
        """),
    ),
    Clause(
        id="operations",
        answers=("4.3 bullet 6",),
        title="Toegestane verwerkingen",
        body=paragraphs("""
            De Bijsluiter noemt voor elke dienst wat de Leverancier met de gegevens mag
            doen. Elke andere handeling is verboden.

            Een handeling is alleen toegestaan voor de scholen en de diensten waarvoor
            het Bestuur ja heeft gezegd.

            De Leverancier neemt geen geautomatiseerde besluiten over betrokkenen en
            maakt geen profielen van hen. Dat kan alleen als de Bijsluiter het
            beschrijft en het Bestuur die dienst koos. Artikel 22 van de AVG blijft
            altijd gelden.

            De Leverancier gebruikt de persoonsgegevens niet om artificiële
            intelligentie te trainen voor eigen doeleinden of voor anderen.
        """),
    ),
    Clause(
        id="retention",
        answers=("4.3 bullet 7",),
        title="Bewaartermijnen",
        body=paragraphs("""
            De Bijsluiter noemt voor elke categorie de bewaartermijn en wanneer die
            begint. Zij zegt ook of de gegevens daarna worden gewist of geanonimiseerd.

            Na de termijn wist of anonimiseert de Leverancier de gegevens uit zichzelf.
            Dat geldt ook voor back-ups en voor Subverwerkers.

            Het Bestuur kan op elk moment vragen om gegevens vroeger te wissen.

            Verplicht een wet de Leverancier om langer te bewaren? Dan noemt hij vooraf
            de wet, de categorieën en de einddatum.
        """),
    ),
)
