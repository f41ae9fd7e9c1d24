"""What a leaflet must say (3.3, 4.3, 5, 6, 7), each with its article: the checklist as data."""

from typing import NamedTuple


class Item(NamedTuple):
    """`needed`: a stated "none" will not do."""

    path: str
    article: str
    sentence: str
    needed: bool = False


LEAFLET = (
    Item("version", "3.3", "the version"),
    Item("date", "3.3", "the date of the version"),
    Item("language", "3.3", "the language it is written in"),
    Item("supplier.name", "1.6, 3.3", "the legal name of the supplier"),
    Item("supplier.enterprise_number", "1.6, GDPR 30(2)", "the supplier's enterprise number"),
    Item("supplier.address", "1.6, GDPR 30(2)", "the supplier's address"),
    Item("explanation", "3.3", "a short explanation of the product"),
    Item("target_group", "3.3", "who the product is meant for", needed=True),
    Item("roles", "3.1, 4.3", "who is controller and who is processor"),
    Item("services", "3.2", "the services, core and optional", needed=True),
    Item("retention", "4.3", "how long each category is kept", needed=True),
    Item("places", "4.3", "where data is stored and processed", needed=True),
    Item("subprocessors", "4.3, GDPR 28(2)", "the sub-processors, or that there are none"),
    Item("disclosures", "5.3", "the third parties that receive data, or that there are none"),
    Item("pseudonymisation", "6.1", "how data is pseudonymised"),
    Item("measures", "4.3, GDPR 32", "the security measures, concrete", needed=True),
    Item("automated_decisions", "GDPR 22", "automated decisions and AI, or that there are none"),
    Item("rights_help", "7.2, GDPR 28(3)(e)", "help with the rights of data subjects"),
    Item("breach_notice_hours", "4.3, GDPR 33(2)", "within how many hours a breach is notified"),
    Item("end_of_contract.export_format", "4.3, GDPR 28(3)(g)", "the format of the export"),
    Item("end_of_contract.window_days", "4.3, GDPR 28(3)(g)", "how long the export is offered"),
    Item("end_of_contract.destruction_days", "4.3, GDPR 28(3)(g)", "when data is destroyed"),
    Item("end_of_contract.certificate", "4.3, GDPR 28(3)(g)", "whether destruction is certified"),
    Item("contacts.privacy", "4.3, 7.2", "the contact for privacy"),
    Item("contacts.incident", "4.3, GDPR 33", "the contact for incidents, day and night"),
    Item("contacts.dpo", "GDPR 37(7)", "the data protection officer"),
    Item("for_parents", "7.1", "the text for parents and pupils"),
    Item("consequences", "9.2", "the consequences of what changed since the last version"),
)
SERVICE = (
    Item("does", "3.3", "what the service does"),
    Item("yes", "3.2", "what yes means"),
    Item("no", "3.2", "what no means"),
    Item("purposes", "5.1", "the purposes of the service", needed=True),
    Item("data", "4.3", "the categories of personal data"),
    Item("data_subjects", "4.3", "the categories of data subjects", needed=True),
    Item("operations", "4.3", "the permitted operations", needed=True),
)
PURPOSE = (Item("code", "5.1", "the letter of 5.1, or that the supplier is controller (2.2)"),)
DATA = (
    Item("why", "6.4", "why this category is needed"),
    Item("special", "GDPR 9", "whether it is a special category"),
)
DATA_SUBJECTS = (Item("minors", "GDPR 8", "whether they are minors"),)
RETENTION = (
    Item("period", "4.3", "how long it is kept"),
    Item("starts", "4.3", "when that period starts"),
    Item("then", "4.3", "whether it is then deleted or anonymised"),
)
SUBPROCESSOR = (
    Item("country", "4.3, GDPR 44", "the country of the sub-processor"),
    Item("contact", "4.3", "the contact of the sub-processor"),
    Item("task", "4.3", "the task of the sub-processor"),
    Item("services", "4.3", "the services it works for", needed=True),
    Item("data", "4.3", "the data it processes"),
    Item("places", "4.3", "where it stores and processes data", needed=True),
    Item("subprocessors", "GDPR 28(4)", "its own sub-processors, or that there are none"),
)
DISCLOSURE = (Item("ground", "5.3", "the ground of the disclosure"),)
MECHANISMS = Item("mechanisms", "4.3, GDPR 44", "what carries the transfer outside the EEA", True)  # noqa: FBT003 - the last field of a row
UNCOVERED = Item("retention", "4.3", "how long this category is kept")
IN_FULL = "named in part: the supplier does not state the rest"
ELSEWHERE = Item("unstated", "3.3", "a text of the supplier that is not at hand")
