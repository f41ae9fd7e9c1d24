"""akkoord-model-1: help with legal duties, breaches, rights and information; proof and audits."""

from domain.text.model import Clause, paragraphs

CLAUSES = (
    Clause(
        id="assistance",
        answers=("4.3 bullet 11", "GDPR 28(3)(f)", "7.3"),
        title="Hulp bij wettelijke plichten",
        body=paragraphs("""
            De Leverancier helpt het Bestuur om de artikelen 32 tot en met 36 van de AVG
            na te komen. Hij houdt rekening met de aard van de verwerking en met wat hij
            weet.

            Hij helpt bij een gegevensbeschermingseffectbeoordeling. Hij helpt ook bij
            een voorafgaande raadpleging van de toezichthoudende autoriteit.

            Hij geeft het Bestuur de gegevens die het voor zijn register van
            verwerkingsactiviteiten nodig heeft.

            Hij werkt mee als de toezichthoudende autoriteit vragen stelt.
        """),
    ),
    Clause(
        id="breaches",
        answers=("4.3 bullet 11 (1)", "GDPR 33(2)"),
        title="Incidenten en inbreuken",
        body=paragraphs("""
            De Leverancier meldt een inbreuk in verband met persoonsgegevens zonder
            onredelijke vertraging aan het Bestuur. Dat doet hij zeker binnen de termijn
            uit de bijlage Termijnen. Die termijn is nooit langer dan 72 uur.

            De termijn begint zodra de Leverancier kennis heeft van de inbreuk. Weekends
            en feestdagen tellen mee. Hij zorgt ervoor dat zijn Subverwerkers een
            inbreuk onmiddellijk aan hem melden.

            De melding noemt de aard van de inbreuk, de gegevens, de betrokkenen en hun
            aantal. Zij noemt ook de gevolgen, de maatregelen en een contactpunt. Wat
            nog niet bekend is, volgt zo snel mogelijk.

            De Leverancier doet meteen wat nodig is om de inbreuk te stoppen en de
            gevolgen te beperken.

            Het Bestuur beslist over de melding aan de toezichthoudende autoriteit en
            aan de betrokkenen. De Leverancier helpt daarbij. Hij meldt niet zelf in
            naam van het Bestuur, tenzij het Bestuur dat schriftelijk vraagt.

            De Leverancier houdt een overzicht bij van alle inbreuken. Het Bestuur
            krijgt inzage in wat zijn gegevens raakt.
        """),
    ),
    Clause(
        id="rights",
        answers=("4.3 bullet 11 (2)", "GDPR 28(3)(e)", "7.2"),
        title="Rechten van betrokkenen",
        body=paragraphs("""
            Betrokkenen en hun ouders oefenen hun rechten uit bij het Bestuur.

            Komt een vraag bij de Leverancier binnen, dan stuurt hij haar door naar het
            Bestuur. Dat doet hij binnen de termijn uit de bijlage Termijnen. Hij
            beantwoordt de vraag nooit zelf.

            De Leverancier helpt bij inzage, verbetering, wissing, beperking, overdracht
            en bezwaar. Hij antwoordt zo snel dat het Bestuur de wettelijke termijn kan
            halen.

            De Bijsluiter beschrijft hoe die hulp werkt en bij welke dienst het Bestuur
            terecht kan.
        """),
    ),
    Clause(
        id="information",
        answers=("4.3 bullet 11 (3)", "7.1", "7.2"),
        title="Informatie voor leerlingen en ouders",
        body=paragraphs("""
            Het Bestuur informeert de leerlingen, de ouders en het personeel. De
            Leverancier geeft daarvoor informatie in begrijpelijke taal.

            Elke Bijsluiter en elke aangekondigde wijziging bevat een tekst voor
            leerlingen en ouders. Het Bestuur mag die tekst gebruiken en aanpassen.

            Die tekst zegt welke maatregelen er zijn. Hij legt ook uit hoe iemand zijn
            rechten uitoefent bij het Bestuur.
        """),
    ),
    Clause(
        id="audits",
        answers=("4.3 bullet 12", "GDPR 28(3)(h)"),
        title="Aantoonbaarheid en audits",
        body=paragraphs("""
            De Leverancier geeft het Bestuur alle informatie die aantoont dat hij
            artikel 28 van de AVG en deze overeenkomst naleeft.

            Het Bestuur mag audits en inspecties uitvoeren, of ze laten uitvoeren door
            een auditor die het zelf kiest. De auditor is tot geheimhouding verplicht.
            De Leverancier werkt mee.

            Het Bestuur kondigt een audit aan volgens de bijlage Termijnen. Na een
            inbreuk is geen aankondiging nodig.

            Het Bestuur kan een recent certificaat of verslag van een onafhankelijke
            auditor aanvaarden. Zijn recht op een audit blijft bestaan.

            Een tekortkoming herstelt de Leverancier zonder uitstel en op eigen kosten.
        """),
    ),
)
