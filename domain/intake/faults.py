"""What can be wrong with a message: every fault has a place, a code and a sentence."""

from collections.abc import Iterable
from enum import StrEnum

from domain.messages import Message
from domain.refusals import RefusedError, sentence
from domain.values import Label, ReasonCode

MOST_FAULTS = 400  # of one message; that there are more is told


class FaultCode(StrEnum):
    """The value is the code that a supplier's system can act on."""

    ENVELOPE_UNREADABLE = "envelope_unreadable"
    ENVELOPE_ERASED = "envelope_erased"
    SEAL_MISSING = "seal_missing"
    KEY_UNKNOWN = "key_unknown"
    SEAL_INVALID = "seal_invalid"
    SEAL_FOREIGN = "seal_foreign"
    SEAL_EXPIRED = "seal_expired"
    SENDER_UNREADABLE = "sender_unreadable"
    WRONG_SUPPLIER = "wrong_supplier"
    MANDATE_MISSING = "mandate_missing"
    MANDATE_EXPIRED = "mandate_expired"
    MESSAGE_ID_USED = "message_id_used"
    PAYLOAD_MISSING = "payload_missing"
    NOT_JSON = "not_json"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    NOT_TEXT = "not_text"
    NUMBER_TOO_LARGE = "number_too_large"
    FIELD_TWICE = "field_twice"
    FIELD_UNKNOWN = "field_unknown"
    FIELD_MISSING = "field_missing"
    WRONG_TYPE = "wrong_type"
    WRONG_VALUE = "wrong_value"
    ITEM_MISSING = "item_missing"
    NAMED_TWICE = "named_twice"
    NAME_UNUSABLE = "name_unusable"
    SERVICE_UNKNOWN = "service_unknown"
    CONSEQUENCES_MISSING = "consequences_missing"
    OTHER_PRODUCT = "other_product"
    NAMES_ITSELF = "names_itself"
    PRODUCT_UNKNOWN = "product_unknown"
    PREDECESSOR_UNKNOWN = "predecessor_unknown"
    PREDECESSOR_OTHER = "predecessor_other"
    NOTHING_CHANGED = "nothing_changed"
    PART_UNFIT = "part_unfit"
    TOO_MANY_WAIT = "too_many_wait"
    MORE_FAULTS = "more_faults"


class Fault(Message):
    """`path` says where, in words of the schema and numbers: no word of the payload is in it."""

    path: Label
    article: Label | None = None
    code: ReasonCode
    sentence: Label


Faults = tuple[Fault, ...]

_SENTENCES = {
    FaultCode.ENVELOPE_UNREADABLE: "the envelope is no JSON object with the fields of an envelope",
    FaultCode.ENVELOPE_ERASED: "the envelope was erased and cannot be opened again",
    FaultCode.SEAL_MISSING: "it carries no seal; the gateway, which knows who sends it, makes one",
    FaultCode.KEY_UNKNOWN: "the seal is made with a key that is not accepted here",
    FaultCode.SEAL_INVALID: "the seal does not belong to these words",
    FaultCode.SEAL_FOREIGN: "it was sealed for the intake of another supplier",
    FaultCode.SEAL_EXPIRED: "when it came the seal was over 15 minutes old, or of a time to come",
    FaultCode.SENDER_UNREADABLE: "it does not name the person who sends it and the door it came by",
    FaultCode.WRONG_SUPPLIER: "its sender does not act for this supplier",
    FaultCode.MANDATE_MISSING: "its sender has no mandate to announce",
    FaultCode.MANDATE_EXPIRED: "the mandate of its sender to announce was not valid on arrival",
    FaultCode.MESSAGE_ID_USED: "another message came under this message id before; take a new one",
    FaultCode.PRODUCT_UNKNOWN: "the supplier has registered no such product",
    FaultCode.PREDECESSOR_UNKNOWN: "the leaflet it follows was not announced",
    FaultCode.PREDECESSOR_OTHER: "the leaflet it follows is of another product",
    FaultCode.TOO_MANY_WAIT: "too many messages of this supplier wait; it can be replayed later",
}
"""Of the faults whose sentence is always the same."""


def fault(path: str, code: FaultCode, words: str = "", article: str | None = None) -> Fault:
    """Return a fault; a path that is too long keeps its end."""
    return Fault(
        path=path if len(path) <= _LONGEST else f"...{path[-_LONGEST + 3 :]}",
        article=article,
        code=code.value,
        sentence=words or _SENTENCES[code],
    )


def fault_of(refusal: type[RefusedError]) -> Fault:
    """Return a refusal of the product as a fault: its code and its sentence, no detail."""
    return Fault(path="payload", code=refusal_code(refusal.__name__), sentence=sentence(refusal))


def refusal_code(name: str) -> str:
    """Write the name of a refusal as a code: ProductEndedError is product_ended."""
    words = name.removesuffix("Error")
    return "".join(f"_{one.lower()}" if one.isupper() else one for one in words).strip("_")


def first_faults(faults: Iterable[Fault]) -> Faults:
    """Return the first of many, each once, and one more than are told: nobody counts the rest."""
    seen: dict[Fault, None] = {}
    for one in faults:
        seen[one] = None
        if len(seen) > MOST_FAULTS:
            break
    return tuple(seen)


def bounded(faults: Faults) -> Faults:
    """Return at most so many faults, and that there are more."""
    if len(faults) <= MOST_FAULTS:
        return faults
    more = fault("payload", FaultCode.MORE_FAULTS, "there are more faults than are named here")
    return (*faults[:MOST_FAULTS], more)


_LONGEST = 200
