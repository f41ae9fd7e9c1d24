"""Bad input about products and what is announced of them, as a table like the others."""

from tests.cli.bad_input import NOWHERE, PRODUCT, ZEROS, away, bad, misused
from tests.cli.line import DIRECTOR, SELLER

REGISTER = f"product register pen {PRODUCT} --name Pen"
BY = f"--as {SELLER}"
WHY = "--reason error"

TABLE = (
    bad(
        "an unknown leaflet registered",
        f"{REGISTER} --leaflet {ZEROS} {BY}",
        "UnknownLeafletError",
        ZEROS,
    ),
    bad(
        "an incomplete leaflet registered",
        f"{REGISTER} --leaflet {{leaflet_thin.json}} {BY}",
        "LeafletIncompleteError",
        "services",
    ),
    bad(
        "a leaflet of another product registered",
        f"product register pen chalk --name Pen --leaflet {{whole.json}} {BY}",
        "LeafletOfOtherProductError",
        PRODUCT,
    ),
    bad(
        "a product registered without a mandate",
        f"{REGISTER} --leaflet {{whole.json}} --as {DIRECTOR}",
        "MandateMissingError",
        "announce",
    ),
    misused(
        "a product registered under a name that is none",
        f"product register pen Pen! --name Pen --leaflet {{whole.json}} {BY}",
        "ids of suppliers and products are small letters",
    ),
    misused(
        "a product without a leaflet",
        f"{REGISTER} {BY}",
        "Missing option '--leaflet'",
    ),
    bad(
        "an announcement of no product taken back",
        f"product withdraw pen chalk change-1 {WHY} {BY}",
        "NoSuchProductError",
        "not registered yet, or has ended",
    ),
    bad(
        "a product ended that is none",
        f"product end pen chalk {WHY} {BY}",
        "NoSuchProductError",
        "not registered yet, or has ended",
    ),
    bad(
        "a product shown that is none",
        "product show pen chalk",
        "ProductNotRegisteredError",
        "product:pen:chalk",
    ),
    bad(
        "nobody announces",
        "product announce {whole.json} --supplier pen --as nobody",
        "UnknownPersonError",
        "nobody",
    ),
    bad(
        "a change offered again that is none",
        f"change reoffer {{active}} nothing --new-change again {BY}",
        "UnknownChangeError",
        "nothing",
    ),
    misused(
        "a change offered again under a name that is none",
        f"change reoffer {{active}} nothing --new-change Again! {BY}",
        "new_change: String should match pattern",
    ),
    bad(
        "a message shown that is not in quarantine",
        "quarantine show pen release-1",
        "NotInQuarantineError",
        "message:",
    ),
    bad(
        "a message laid aside that never came",
        "quarantine discard nobody release-1 --reason sent_by_mistake",
        "NotInQuarantineError",
        "is in quarantine here",
    ),
    misused(
        "a message laid aside for a reason of one's own",
        "quarantine discard pen release-1 --reason tired",
        "'no_longer_needed'",
    ),
    misused("a message of no supplier", "quarantine show Pen! release-1", "ids of suppliers are"),
    bad(
        "a history begun anew that is none",
        "compact intake:nobody --reason too_long",
        "NoSuchStreamError",
        "under way",
    ),
    misused(
        "a history of no stream",
        "compact letter:1 --reason too_long",
        "product:SUPPLIER:PRODUCT or intake:SUPPLIER",
    ),
    misused(
        "a history begun anew for a reason in words",
        "compact {active} --reason Because!",
        "is not one of",
    ),
    away(
        "Temporal is away for an announcement",
        f"product announce {{whole.json}} --supplier pen {BY} --message-id mine-to-repeat",
        "EngineAwayError",
        "--message-id mine-to-repeat",
        DATABASE_URL="{database}",
        TEMPORAL_ADDRESS=NOWHERE,
    ),
)
