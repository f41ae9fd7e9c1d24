"""The supplier, disclosures, automated decisions, safeguards and wording."""

from domain.leaflet.leaflet import AutomatedDecision, Disclosure, Supplier
from tests.domain.leaflet.examples import LEAFLET, Case, leaflet, supplier, without

NUMBER = "BE 0999.999.999"
(DUTY,) = LEAFLET.disclosures or ()
ASKED = Disclosure(recipient="Inspectorate", ground="data subject", data="portfolio")

CASES: list[Case] = [
    (
        "another legal person as supplier",
        supplier(enterprise_number=None),
        supplier(enterprise_number=None, name="Feather BV"),
        [("supplier.changed", "Quill BV", True)],
    ),
    (
        "the same legal person under another name and form",
        LEAFLET,
        supplier(name="Quill NV"),
        [("supplier.changed", "Quill BV", False)],
    ),
    (
        "the same name, another number",
        LEAFLET,
        supplier(enterprise_number=NUMBER, address="Aalst"),
        [("supplier.changed", "Quill BV", True)],
    ),
    (
        "the supplier is named for the first time",
        leaflet(supplier=Supplier()),
        leaflet(supplier=Supplier(name="Quill BV")),
        [("supplier.changed", "Quill BV", True)],
    ),
    (
        "the supplier moves outside the area",
        LEAFLET,
        supplier(country="GB"),
        [("supplier.changed", "Quill BV", True)],
    ),
    (
        "the supplier moves to another address",
        LEAFLET,
        supplier(address="Aalst"),
        [("supplier.changed", "Quill BV", False)],
    ),
    (
        "a third party is added",
        leaflet(disclosures=()),
        LEAFLET,
        [("disclosure.added", "Inspectorate", True)],
    ),
    (
        "a third party is removed",
        LEAFLET,
        leaflet(disclosures=()),
        [("disclosure.removed", "Inspectorate", False)],
    ),
    (
        "third parties were unknown, and are named",
        without("disclosures"),
        LEAFLET,
        [("disclosure.added", "Inspectorate", True)],
    ),
    (
        "a recipient that is named twice gets more in the first row",
        leaflet(disclosures=(DUTY, ASKED)),
        leaflet(disclosures=(DUTY.model_copy(update={"data": "results, names"}), ASKED)),
        [("disclosure.changed", "Inspectorate", True)],
    ),
    (
        "a recipient is named twice in another order",
        leaflet(disclosures=(DUTY, ASKED)),
        leaflet(disclosures=(ASKED, DUTY)),
        [],
    ),
    (
        "the ground of a disclosure changes",
        LEAFLET,
        leaflet(disclosures=(Disclosure(recipient="Inspectorate", ground="data subject"),)),
        [
            ("disclosure.changed", "Inspectorate", True),
            ("disclosure.changed", "Inspectorate", True),
        ],
    ),
    (
        "an automated decision is added",
        leaflet(automated_decisions=()),
        LEAFLET,
        [("automated_decision.added", "picks the next exercise", True)],
    ),
    (
        "an automated decision is removed",
        LEAFLET,
        leaflet(automated_decisions=()),
        [("automated_decision.removed", "picks the next exercise", False)],
    ),
    (
        "an automated decision is used for a further service",
        LEAFLET,
        leaflet(
            automated_decisions=(
                AutomatedDecision(what="picks the next exercise", services=("core", "speech")),
            )
        ),
        [("automated_decision.changed", "picks the next exercise", True)],
    ),
    (
        "a measure is removed",
        LEAFLET,
        leaflet(measures=("access by role",)),
        [("measure.removed", "encryption in transit", True)],
    ),
    (
        "a measure is added",
        leaflet(measures=("access by role",)),
        LEAFLET,
        [("measure.added", "encryption in transit", False)],
    ),
    (
        "a measure is weakened by an exception",
        LEAFLET,
        leaflet(measures=("encryption in transit, except for images", "access by role")),
        [("measure.changed", "encryption in transit", True)],
    ),
    (
        "a measure is strengthened",
        LEAFLET,
        leaflet(measures=("encryption in transit and at rest", "access by role")),
        [("measure.changed", "encryption in transit", False)],
    ),
    (
        "a new sentence takes protection back",
        LEAFLET,
        leaflet(
            measures=("encryption in transit", "access by role", "disks are no longer checked")
        ),
        [("measure.added", "disks are no longer checked", True)],
    ),
    (
        "that there are none is said of measures",
        without("measures"),
        leaflet(measures=()),
        [("measure.changed", "measures", False)],
    ),
    (
        "a certificate is removed",
        LEAFLET,
        without("certificates"),
        [("certificate.removed", "ISO 27001", True)],
    ),
    (
        "a certificate is added",
        without("certificates"),
        LEAFLET,
        [("certificate.added", "ISO 27001", False)],
    ),
    (
        "a certificate is renewed for a later edition",
        leaflet(certificates=("ISO 27001:2013", "SOC 2")),
        leaflet(certificates=("SOC 2", "ISO/IEC 27001:2022")),
        [("certificate.changed", "ISO 27001:2013", False)],
    ),
    (
        "a certificate falls back to an earlier edition",
        leaflet(certificates=("ISO 27001:2022",)),
        leaflet(certificates=("ISO 27001:2013",)),
        [
            ("certificate.added", "ISO 27001:2013", False),
            ("certificate.removed", "ISO 27001:2022", True),
        ],
    ),
    (
        "certificates are listed one by one",
        leaflet(certificates=("ISO 27001:2022; SOC 2",)),
        leaflet(certificates=("SOC 2", "ISO 27001:2022")),
        [],
    ),
    (
        "certificates are listed together, and one more",
        leaflet(certificates=("SOC 2", "ISO 27001:2022")),
        leaflet(certificates=("ISO 27001:2022; SOC 2; SOC 3",)),
        [("certificate.changed", "SOC 2", False)],
    ),
    (
        "certificates are listed one by one, and one of them is gone",
        leaflet(certificates=("ISO 27001; SOC 2; SOC 3",)),
        leaflet(certificates=("ISO 27001", "SOC 2")),
        [
            ("certificate.added", "SOC 2", False),
            ("certificate.changed", "ISO 27001; SOC 2; SOC 3", True),
        ],
    ),
    (
        "pseudonymisation was not stated and is not",
        without("pseudonymisation"),
        without("pseudonymisation", "price"),
        [("text.removed", "price", False)],
    ),
    (
        "pseudonymisation is dropped",
        LEAFLET,
        without("pseudonymisation"),
        [("measure.removed", "pseudonymisation", True)],
    ),
    (
        "help with rights becomes another help",
        LEAFLET,
        leaflet(rights_help="when there is time"),
        [("measure.changed", "rights_help", True)],
    ),
    (
        "a breach is notified later",
        LEAFLET,
        leaflet(breach_notice_hours=48),
        [("measure.changed", "breach_notice_hours", True)],
    ),
    ("only the price", LEAFLET, leaflet(price="1 euro"), [("text.changed", "price", False)]),
    (
        "the roles are worded otherwise",
        LEAFLET,
        leaflet(roles="the supplier is controller"),
        [("text.changed", "roles", True)],
    ),
    (
        "another version, date and story",
        LEAFLET,
        leaflet(version="2", date="2", consequences="x"),
        [],
    ),
]
