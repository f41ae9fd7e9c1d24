"""akkoord-model-1: change, termination, return and destruction, closing words."""

from domain.text.model import Clause, paragraphs

CLAUSES = (
    Clause(
        id="change",
        answers=("4.3 bullet 13 (change)", "9.1", "9.2", "9.3"),
        title="Wijziging",
        body=paragraphs("""
            De Leverancier kondigt elke wijziging vooraf aan, met een nieuwe versie van
            de Bijsluiter. Hij legt de gevolgen uit in begrijpelijke taal.

            Een belangrijke wijziging heeft vooraf de schriftelijke goedkeuring van het
            Bestuur nodig. Belangrijk is in elk geval een uitbreiding van de gegevens of
            de doeleinden. Belangrijk zijn ook een nieuwe of andere Subverwerker en een
            nieuwe doorgifte. Bij twijfel is een wijziging belangrijk.

            Zwijgen is nooit toestemming. Antwoordt het Bestuur niet binnen de termijn,
            dan vervalt de wijziging. Een later ja wordt genoteerd als laat en heeft
            geen gevolg.

            Is een wijziging geweigerd of vervallen, dan blijft de oude versie van de
            Bijsluiter gelden. De Leverancier verwerkt dan voor dit Bestuur niet onder
            de nieuwe versie.

            Een goedgekeurde wijziging gaat in op de laatste van drie data. Dat zijn de
            goedkeuring, de aangekondigde datum en het einde van de termijn voor
            Subverwerkers. Tot dan kan het Bestuur zijn goedkeuring intrekken en de
            Leverancier zijn wijziging.

            Sommige wijzigingen raken alleen optionele diensten die het Bestuur niet
            koos. Daarover wordt het Bestuur alleen ingelicht. Geen dienst gaat daardoor
            open of dicht.

            De artikelen en de termijnen wijzigen alleen met instemming van beide
            partijen. Beide ondertekenen dan opnieuw. Een afwijking staat met haar reden
            in een addendum. Zij biedt nooit minder bescherming dan artikel 28 van de
            AVG.

            Een andere rechtspersoon als Leverancier is een andere partij. Dan is een
            nieuwe ondertekening door beide partijen nodig.
        """),
    ),
    Clause(
        id="termination",
        answers=("4.3 bullet 13 (termination)", "10.6"),
        title="Beëindiging",
        body=paragraphs("""
            Het Bestuur kan de overeenkomst op elke dag schriftelijk opzeggen. De
            Leverancier zegt schriftelijk op volgens de bijlage Termijnen. Zijn
            opzegging gaat niet in vóór het einde van het schooljaar.

            Leeft de Leverancier de AVG of deze overeenkomst niet na? Dan kan het
            Bestuur de verwerking schriftelijk opschorten. Is de naleving na één maand
            niet hersteld, dan kan het Bestuur de overeenkomst onmiddellijk beëindigen.

            Wie zijn deelname aan de Intentieverklaring opzegt, beëindigt daarmee deze
            overeenkomst niet.

            Vanaf de einddatum verwerkt de Leverancier niets meer. Hij mag de gegevens
            alleen nog bewaren om ze terug te geven en te vernietigen.

            Een product, een dienst of een school kan ook afzonderlijk eindigen. Dan
            gelden dit artikel en het volgende voor dat deel.
        """),
    ),
    Clause(
        id="return_and_destruction",
        answers=("4.3 bullet 14", "GDPR 28(3)(g)"),
        title="Teruggave en vernietiging",
        body=paragraphs("""
            De Leverancier biedt het Bestuur altijd aan om alle gegevens terug te geven.
            Het Bestuur kiest per categorie. Alleen het Bestuur kan schriftelijk van
            teruggave afzien.

            De Leverancier levert de gegevens in een gestructureerd, gangbaar en
            machineleesbaar formaat. Het Bestuur bevestigt schriftelijk of de teruggave
            volledig is.

            Zolang het Bestuur niet heeft gekozen of bevestigd, wordt niets vernietigd.

            Daarna vernietigt de Leverancier de gegevens bij zichzelf en in zijn
            back-ups. Hij laat ze ook vernietigen bij elke Subverwerker die een
            Bijsluiter ooit noemde.

            Voor elk van die delen bezorgt de Leverancier een schriftelijk bewijs van
            vernietiging. De bijlage Termijnen zegt hoelang teruggave, vernietiging en
            bewijs mogen duren.

            Verplicht een wet om bepaalde gegevens te bewaren? Dan noemt de Leverancier
            de wet, de categorieën en de einddatum. Hij gebruikt die gegevens voor niets
            anders. Na de einddatum vernietigt hij ze en bezorgt hij een tweede bewijs.

            De overeenkomst is pas afgesloten als de keten van bewijs volledig is. Tot
            dan blijft de Leverancier gebonden.
        """),
    ),
    Clause(
        id="closing",
        answers=("8.5", "GDPR 82"),
        title="Slotbepalingen",
        body=paragraphs("""
            De bijlagen zijn een deel van deze overeenkomst. Spreken zij de artikelen
            tegen, dan gelden de artikelen, tenzij de bijlage de betrokkenen beter
            beschermt.

            Voor persoonsgegevens gaat deze overeenkomst voor op elk ander contract of
            elke andere voorwaarde van de Leverancier.

            De aansprakelijkheid van de partijen volgt artikel 82 van de AVG. Niets in
            deze overeenkomst beperkt de rechten van betrokkenen.

            Het Belgische recht is van toepassing.
        """),
    ),
)
