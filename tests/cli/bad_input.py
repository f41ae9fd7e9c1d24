"""Bad input as a table: what is given, where it comes in, and what is answered."""

from dataclasses import dataclass, field

from cli.outcome import Exit
from tests.cli.line import (
    BOARD,
    DIRECTOR,
    FORMER,
    SELLER,
    STRANGER,
    TEACHER,
)

NOWHERE = "127.0.0.1:1"
PRODUCT = "dodona"  # another than that of the agreements driven by hand
NO_SUCH = "agreement:nobody:nothing:1"
ZEROS = "0" * 64


@dataclass(frozen=True, slots=True)
class Bad:
    """One row: `{active}` and `{offered}` stand for agreements, `{...}` for files of the test."""

    what: str
    words: tuple[str, ...]
    code: Exit
    name: str  # of the refusal, or of what is away; empty where the rule itself is told
    says: str  # the field or the rule, as it must be named
    environment: dict[str, str] = field(default_factory=dict)
    door: str = ""  # another entry point than the command line; its words name an agreement


def bad(what: str, words: str, name: str, says: str) -> Bad:
    """Return a row that is refused."""
    return Bad(what, tuple(words.split()), Exit.REFUSED, name, says)


def misused(what: str, words: str, says: str) -> Bad:
    """Return a row that was called wrongly."""
    return Bad(what, tuple(words.split()), Exit.MISUSE, "", says)


def away(what: str, words: str, name: str, says: str, **environment: str) -> Bad:
    """Return a row where a server is away."""
    return Bad(what, tuple(words.split()), Exit.AWAY, name, says, environment)


def knocking(door: str, name: str, agreement: str = "{offered}") -> Bad:
    """Return a row that comes in by another door."""
    return Bad(door, (agreement,), Exit.REFUSED, name, "", door=door)


FILES = {
    "facts_list.yaml": "- a\n- list\n",
    "facts_fields.yaml": "schema: leaflet-facts/1\nslug: x\n",
    "facts_twice.yaml": "slug: x\nslug: y\n",
    "leaflet_text.json": '{"product": 3}',
    "leaflet_thin.json": '{"product": "dodona", "name": "Dodona", "version": "dodona@1"}',
    "parties_kind.csv": "kind,id,name,board\nvillage,x,X,\n",
    "parties_stray.csv": "kind,id,name,board\nschool,x,X,nobody\n",
    "parties_empty.csv": "",
    "terms_lax.json": "{}",
    "terms_text.json": "terms",
}

TABLE = (
    # Files
    bad("facts that are a list", "leaflet import {facts_list.yaml}", "FactsMalformedError", ""),
    bad(
        "facts without fields",
        "leaflet import {facts_fields.yaml}",
        "FactsMalformedError",
        "versions: Field required",
    ),
    bad(
        "facts with a key twice",
        "leaflet import {facts_twice.yaml}",
        "FileUnreadableError",
        "the key 'slug' is used twice",
    ),
    bad(
        "a leaflet of another shape",
        "leaflet check {leaflet_text.json}",
        "LeafletMalformedError",
        "product: Input should be a valid string",
    ),
    bad(
        "a list of parties with another kind",
        "parties import {parties_kind.csv}",
        "PartiesMalformedError",
        "line 2: kind: Input should be 'board' or 'school'",
    ),
    bad(
        "a school of no board",
        "parties import {parties_stray.csv}",
        "PartiesMalformedError",
        "of a board that is not listed: x",
    ),
    bad(
        "an empty list of parties",
        "parties import {parties_empty.csv}",
        "PartiesMalformedError",
        "no rows under the columns kind, id, name, board",
    ),
    misused("a file that is not there", "leaflet check nowhere.json", "there is no such file"),
    # Offers
    bad(
        "an incomplete leaflet offered",
        f"offer {BOARD} pen --leaflet {{leaflet_thin.json}} --as {SELLER}",
        "LeafletIncompleteError",
        "services",
    ),
    bad(
        "an unknown leaflet offered",
        f"offer {BOARD} pen --leaflet {ZEROS} --as {SELLER}",
        "UnknownLeafletError",
        ZEROS,
    ),
    bad(
        "a second agreement of the same two",
        f"offer {BOARD} pen --leaflet {{whole.json}} --as {SELLER}",
        "AgreementAlreadyOpenError",
        "on its way or in force",
    ),
    bad(
        "a school of another board offered",
        f"revise {{offered}} --leaflet {{whole.json}} --school elsewhere --as {SELLER}",
        "UnknownSchoolError",
        "elsewhere",
    ),
    misused(
        "terms that are no terms",
        f"revise {{offered}} --leaflet {{whole.json}} --terms {{terms_lax.json}} --as {SELLER}",
        "answer_period: Field required",
    ),
    misused(
        "terms that are no JSON",
        f"revise {{offered}} --leaflet {{whole.json}} --terms {{terms_text.json}} --as {SELLER}",
        "no JSON",
    ),
    # Who asks
    bad("nobody asks", "choose {offered} dodona=yes --as nobody", "UnknownPersonError", "nobody"),
    bad(
        "a teacher chooses",
        f"choose {{offered}} {PRODUCT}=yes --as {TEACHER}",
        "MandateMissingError",
        "choose",
    ),
    bad(
        "somebody of neither party signs",
        f"sign {{offered}} --as {STRANGER}",
        "MandateMissingError",
        "sign",
    ),
    bad(
        "a mandate that is over",
        f"choose {{offered}} {PRODUCT}=yes --as {FORMER}",
        "MandateExpiredError",
        "choose",
    ),
    bad(
        "the supplier chooses",
        f"choose {{offered}} {PRODUCT}=yes --as {SELLER}",
        "NotForThisPartyError",
        "for the other party",
    ),
    # What is asked
    bad(
        "an unknown product",
        f"choose {{offered}} chalk=yes --as {DIRECTOR}",
        "UnknownProductError",
        "chalk",
    ),
    bad(
        "an unknown service",
        f"choose {{offered}} {PRODUCT}/magic=yes --as {DIRECTOR}",
        "UnknownServiceError",
        "magic",
    ),
    bad(
        "a school out of scope",
        f"choose {{offered}} {PRODUCT}=yes@elsewhere --as {DIRECTOR}",
        "SchoolNotInScopeError",
        "elsewhere",
    ),
    bad(
        "a signature before all is answered",
        f"sign {{offered}} --as {DIRECTOR}",
        "NotAllAnsweredError",
        "before the board answered",
    ),
    bad(
        "a wrong hash signed",
        f"sign {{consented}} --hash {ZEROS} --as {DIRECTOR}",
        "HashNotCurrentError",
        "the current hash is named",
    ),
    bad(
        "an unknown change approved",
        f"change approve {{offered}} nothing --as {DIRECTOR} --leaflet {ZEROS}",
        "NotInThisPhaseError",
        "offered",
    ),
    bad(
        "an agreement that is not there",
        f"sign {NO_SUCH} --hash {ZEROS} --as {DIRECTOR}",
        "NoSuchAgreementError",
        "under way",
    ),
    bad("an agreement nobody knows shown", f"show {NO_SUCH}", "UnknownAgreementError", NO_SUCH),
    bad(
        "a name used for another command",
        f"refuse-offer {{offered}} --reason no --as {DIRECTOR} --command-id {{used}}",
        "CommandIdReusedError",
        "",
    ),
    misused("no agreement's id", f"sign mine --as {DIRECTOR}", "agreement:BOARD:SUPPLIER:NUMBER"),
    misused("an agreement shown that is none", "show garbage", "BOARD:SUPPLIER:NUMBER"),
    bad("events of nothing", f"events {NO_SUCH}", "UnknownStreamError", NO_SUCH),
    misused(
        "an offer to a board without schools",
        f"offer nobody pen --leaflet {{whole.json}} --as {SELLER}",
        "schools: none of nobody is entered",
    ),
    misused(
        "an answer that is none",
        f"choose {{offered}} {PRODUCT}=perhaps --as {DIRECTOR}",
        "PRODUCT=yes",
    ),
    misused(
        "a hash that is none",
        f"sign {{offered}} --hash short --as {DIRECTOR}",
        "hash: String should match pattern",
    ),
    misused(
        "a reason in words",
        f"refuse-offer {{offered}} --reason Expensive! --as {DIRECTOR}",
        "is no reason code",
    ),
    misused(
        "a day that is none",
        f"end keep {{active}} ending-1 supplier --category all --law L --until soon --as {SELLER}",
        "until: Input should be a valid date",
    ),
    misused(
        "a person without an address",
        "people add somebody --name S --email notmail",
        "notmail is no address",
    ),
    misused(
        "a person of a party that is none",
        "people add somebody --name S --email s@s.example --party nowhere",
        "party: String should match pattern",
    ),
    misused(
        "a right that is none",
        f"mandates grant m --person {DIRECTOR} --party board:{BOARD} --right rule",
        "'rule' is not one of",
    ),
    misused(
        "a certificate that is not there",
        f"end certify {{active}} ending-1 supplier --certificate nowhere.pdf --as {SELLER}",
        "there is no such file",
    ),
    misused(
        "a bundle for a folder that is not there",
        "export {active} --out {nowhere}/bundle.zip",
        "nowhere/bundle.zip: No such file or directory",
    ),
    misused(
        "an instant without a zone",
        f"gate north-school {PRODUCT} core --at 2026-09-01T12:00",
        "has no zone",
    ),
    misused("a person's id with a name in it", "people erase", "Missing argument"),
    misused("a person forgotten for no reason", "people erase nobody", "Missing option"),
    misused("an unknown reason", "people erase nobody --reason because", "'asked'"),
    misused("a machine that is asked", "people erase nobody --reason asked --json", "--yes"),
    bad(
        "nobody forgotten",
        "people erase nobody --reason asked --yes",
        "UnknownPersonError",
        "nobody",
    ),
    bad("no mandate ended", "mandates end nothing", "UnknownMandateError", "nothing"),
    bad("no such document", f"documents --get {ZEROS}", "DocumentMissingError", ZEROS),
    bad(
        "no such letter",
        "letters --resend nothing --reason mailbox_repaired",
        "NoSuchCaseError",
        "nothing",
    ),
    misused("a letter without a reason", "letters --resend nothing", "--reason is missing"),
    # Servers
    away("nothing runs", "agreements", "NothingRunsError", "make up", AKKOORD_STATE="{nowhere}"),
    away(
        "the database is away",
        f"choose {{offered}} {PRODUCT}=yes --as {DIRECTOR}",
        "DatabaseUnavailableError",
        "the same may be asked again",
        DATABASE_URL=f"postgresql://akkoord:secret@{NOWHERE}/akkoord",
        TEMPORAL_ADDRESS=NOWHERE,
    ),
    away(
        "Temporal is away",
        f"choose {{offered}} {PRODUCT}=yes --as {DIRECTOR} --command-id mine-to-repeat",
        "EngineAwayError",
        "--command-id mine-to-repeat",
        DATABASE_URL="{database}",
        TEMPORAL_ADDRESS=NOWHERE,
    ),
    # Other doors
    knocking("an update whose words were changed under the seal", "SealInvalidError"),
    knocking("an update under a key of somebody's own", "UnknownKeyError"),
    knocking("an update sealed for another agreement", "SealForeignError"),
    knocking("an update sealed long ago", "SealExpiredError"),
    knocking("an update from the Temporal UI", "RuntimeError"),  # Temporal's: not to be decoded
    knocking("a storage that is full", "StorageUnavailableError", "{active}"),
)
