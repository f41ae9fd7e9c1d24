"""akkoord-model-1: words, roles, subject, instructions, choices, confidentiality."""

from domain.text.model import Clause, paragraphs

CLAUSES = (
    Clause(
        id="definitions",
        answers=("1",),
        title="Begrippen",
        body=paragraphs("""
            De AVG is de Algemene Verordening Gegevensbescherming, Verordening (EU)
            2016/679. De begrippen uit artikel 4 van de AVG hebben hier dezelfde
            betekenis.

            De Intentieverklaring is de Intentieverklaring Privacy in Digitale
            Onderwijsmiddelen.

            Het Bestuur is het bevoegd bestuur van de scholen in de bijlage Scholen. Een
            school is hier ook een internaat, een academie, een centrum of een CLB.

            De Leverancier is de aanbieder van de producten in de bijlagen. Dat woord
            zegt hier niet of hij de Intentieverklaring heeft ondertekend.

            Een Subverwerker is elke andere verwerker die de Leverancier inschakelt. Ook
            een verwerker die de Intentieverklaring ondertekende, is hier een
            Subverwerker.

            Een Bijsluiter is de privacybijsluiter van één product, in één vaste versie.
            Een controlecode legt de inhoud van die versie vast.

            Schriftelijk is ook elektronisch, als vaststaat wie wat verklaarde, wanneer
            en met welk mandaat.
        """),
    ),
    Clause(
        id="roles",
        answers=("4.3 bullet 1", "3.1", "2.2", "7.3"),
        title="Rolverdeling",
        body=paragraphs("""
            Het Bestuur is de verwerkingsverantwoordelijke. De Leverancier is de
            verwerker.

            Het Bestuur heeft en houdt zelfstandig de zeggenschap over het doel en de
            middelen van de verwerking.

            De Leverancier bepaalt nooit zelf een doel of middel. Doet hij dat toch, dan
            is hij voor die verwerking zelf verantwoordelijk volgens artikel 28.10 van
            de AVG.

            Voor sommige verwerkingen kan de Leverancier zelf
            verwerkingsverantwoordelijke zijn. De Bijsluiter toont die apart. Zij vallen
            buiten deze overeenkomst. Het Bestuur geeft er hier geen opdracht en geen
            toestemming voor.

            Alleen wie een mandaat van een partij heeft, kan voor haar beslissen of
            ondertekenen. Het akkoord van een leerkracht of een leerling bindt het
            Bestuur niet.

            Elke partij houdt haar eigen register van verwerkingsactiviteiten bij.
        """),
    ),
    Clause(
        id="subject_and_duration",
        answers=("GDPR 28(3)",),
        title="Onderwerp en duur",
        body=paragraphs("""
            Deze overeenkomst regelt de verwerking van persoonsgegevens door de
            Leverancier. Zij geldt voor de producten, diensten en scholen in de bijlage
            Keuzes.

            De aard en het doel van de verwerking, de gegevens en de betrokkenen staan
            in de Bijsluiters. De rechten en plichten van het Bestuur staan in deze
            artikelen.

            De Leverancier verwerkt niets voordat beide partijen hebben ondertekend.

            De overeenkomst geldt voor onbepaalde duur, tenzij de bijlage Termijnen een
            einddatum noemt.

            De Leverancier blijft gebonden zolang hij of een Subverwerker nog gegevens
            van het Bestuur heeft.
        """),
    ),
    Clause(
        id="instructions",
        answers=("GDPR 28(3)(a)", "GDPR 28(3) last paragraph"),
        title="Schriftelijke instructies",
        body=paragraphs("""
            De Leverancier verwerkt persoonsgegevens alleen volgens schriftelijke
            instructies van het Bestuur. Dat geldt ook voor elke doorgifte buiten de
            Europese Economische Ruimte.

            Deze overeenkomst, de Bijsluiters en de keuzes van het Bestuur zijn samen de
            instructie. Elke latere instructie is schriftelijk en wordt bewaard.

            Een wet van de Europese Unie of een lidstaat kan de Leverancier tot een
            andere verwerking verplichten. Dan meldt hij dat vooraf aan het Bestuur, met
            de wet erbij. Die melding vervalt alleen als de wet haar verbiedt om
            gewichtige redenen van algemeen belang.

            Is een instructie volgens de Leverancier in strijd met de AVG of een andere
            privacyregel? Dan waarschuwt hij het Bestuur onmiddellijk en schriftelijk,
            met zijn redenen. Hij voert die instructie niet uit voordat het Bestuur
            heeft geantwoord.
        """),
    ),
    Clause(
        id="choices",
        answers=("3.2", "3.3"),
        title="Keuze van producten en diensten",
        body=paragraphs("""
            Het Bestuur kiest eerst over elk product als zodanig. Daarnaast kiest het
            afzonderlijk over elke optionele dienst, en per school waar het dat wil.

            Elke keuze is een schriftelijk ja of nee. Zij verwijst naar de versie van de
            Bijsluiter die het Bestuur heeft gezien.

            Zonder ja is het antwoord nee. Zwijgen is nooit toestemming.

            Het Bestuur kan een optionele dienst later toevoegen of intrekken. Zijn
            schriftelijke instructie volstaat. De bijlage Keuzes wordt dan opnieuw
            uitgegeven aan beide partijen.

            Trekt het Bestuur een dienst in, dan stopt de verwerking voor die dienst en
            die school. Voor die gegevens geldt het artikel Teruggave en vernietiging.
        """),
    ),
    Clause(
        id="confidentiality",
        answers=("4.3 bullet 2", "GDPR 28(3)(b)"),
        title="Vertrouwelijkheid",
        body=paragraphs("""
            De Leverancier houdt de persoonsgegevens vertrouwelijk.

            Toegang krijgen alleen personen die de gegevens nodig hebben voor hun taak.
            Zij hebben zich tot geheimhouding verbonden, of een wet verplicht hen
            daartoe.

            De Leverancier houdt bij wie toegang heeft. Hij trekt een toegang in zodra
            zij niet meer nodig is.

            De geheimhouding blijft gelden na het einde van deze overeenkomst.
        """),
    ),
)
