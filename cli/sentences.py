"""Each event as a line that people read."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from domain.agreement.choices import Choice
from domain.intake.faults import Fault
from domain.leaflet.digest import LeafletDigest
from domain.leaflet.importance import JudgedItem
from domain.messages import Message
from domain.product.announcement import AnnouncedLeaflet
from domain.records import EventRecord

SENTENCES = {
    "agreement.offered": "offered: {products}, for {schools}; valid until {valid_until}",
    "offer.revised": "offered anew: {products}, for {schools}; valid until {valid_until}",
    "offer.withdrawn": "offer withdrawn by the supplier: {reason}",
    "offer.refused": "offer refused by the board: {reason}",
    "offer.lapsed": "offer lapsed: nobody answered in time",
    "choices.recorded": "the board chose: {choices}",
    "consent.completed": "every product is answered; both may sign {hash}",
    "signatures.voided": "signatures are void: {reason}",
    "agreement.signed": "signed by the {side}: {hash}",
    "agreement.activated": "active: both signed {hash}",
    "product.offered": "a further product offered: {leaflet}",
    "product.added": "product added: {product}",
    "product.not_added": "product not added: {product} ({reason})",
    "product.dropped": "product dropped: {product}",
    "school.added": "school in scope: {school}",
    "school.removed": "school out of scope: {school}",
    "document.filed": "document stored: {document} {hash}",
    "change.received": "announced: {leaflet}, {items}{follows}{reoffers}",
    "change.composed": "{change}: composed anew{follows}, {items}",
    "change.proposed": "{change}: the board is asked, for {touches}; until {answer_by}",
    "change.told": "{change}: the board is told, nothing is asked ({reason}){in_force_from}",
    "change.reminded": "{change}: reminded; an answer until {answer_by}",
    "change.approved": "{change}: APPROVED{in_force_from}",
    "change.scheduled": "{change}: the one before it is decided{in_force_from}",
    "approval.withdrawn": "{change}: the approval is taken back",
    "change.rejected": "{change}: REJECTED ({reason}); the old leaflet stays",
    "change.lapsed": "{change}: LAPSED, nobody answered; the old leaflet stays",
    "answer.came_late": "{change}: a {answer} came late; on record, without effect",
    "change.withdrawn": "{change}: withdrawn by the supplier ({reason})",
    "change.superseded": "{change}: corrected by {by}",
    "change.fell": "{change}: fell with {with_change}",
    "change.cancelled": "{change}: cancelled ({reason})",
    "notice.given": "notice by the {side} ({reason}); ends {ends_at}",
    "term.reminded": "reminder: the agreement ends on {ends_on}",
    "agreement.ended": "ended ({reason}): the gate is closed, storage until return only",
    "ending.opened": "{ending} opened for {scope}: {categories}; proof owed by {parts}",
    "return.requested": "{ending}: return asked of {categories}",
    "return.waived": "{ending}: return waived of {categories}",
    "export.delivered": "{ending}: export delivered of {categories}",
    "export.confirmed": "{ending}: the board confirms {categories}",
    "export.found_incomplete": "{ending}: export incomplete ({reason}), asked again",
    "return.settled": "{ending}: return settled; destroy until {destroy_by}",
    "duty_to_keep.cited": "{ending}: {part} must keep {kept}",
    "destruction.certified": "{ending}: destruction certified by {part}{final}",
    "party.reminded": "the {side} is reminded on an operator's word ({reason}): {waits_for}",
    "ending.reminded": "{ending}: reminded, it waits for the {waits_for}",
    "proof.missing": "{ending}: PROOF MISSING of {parts}",
    "ending.completed": "{ending}: the chain of proof is complete",
    "agreement.closed": "CLOSED",
    "product.registered": "registered: {name}, on {leaflet}",
    "leaflet.announced": "announced: {digest}, as {announced}",
    "announcement.withdrawn": "{change}: withdrawn ({reason})",
    "announcement.told": "{change}: every agreement has heard of it, {agreements} have it",
    "product.ended": "ENDED ({reason}): nothing more is announced",
    "message.accepted": "{message}: accepted, to be announced as {announced}",
    "message.announced": "{message}: announced, as {change}",
    "message.waits": "{message}: waits for its predecessor {predecessor} until {until}",
    "message.quarantined": "{message}: in QUARANTINE, {faults}",
    "quarantine.replayed": "{message}: opened again ({reason})",
    "quarantine.discarded": "{message}: laid aside ({reason})",
}
COUNTED = {
    "choices": "choices",
    "schools": "schools",
    "categories": "categories",
    "touches": "services",
}
JOINED = {
    "follows": ", behind ",
    "reoffers": ", again after ",
    "in_force_from": "; in force from ",
}
"""What stands before a word that may be absent."""

MANY = 3


def sentence(record: EventRecord) -> str:
    """Return the event as a line of plain English."""
    event = record.event
    words = {name: _words(name, getattr(event, name)) for name in type(event).model_fields}
    return SENTENCES[event.type].format(**words)


def instant(at: datetime) -> str:
    """Return an instant for the screen, to the second, in UTC."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%SZ}"


def _words(name: str, value: Any) -> str:  # noqa: ANN401 - any field of any event
    if value is None:
        return ""
    if name in JOINED:
        return f"{JOINED[name]}{_told(value)}"
    if name in OWN_WORDS:
        return OWN_WORDS[name](value)
    return _listed(name, value) if isinstance(value, tuple) else _told(value)


def _told(value: Any) -> str:  # noqa: ANN401 - any field of any event
    match value:
        case datetime():
            return instant(value)
        case LeafletDigest():
            return value.version
        case AnnouncedLeaflet():
            return f"{value.change}, from {instant(value.announced_from)}"
        case Message():
            return _shown(value)
        case _:
            return str(value)


def _items(items: tuple[JudgedItem, ...]) -> str:
    important = sum(item.important for item in items)
    noun = "difference" if len(items) == 1 else "differences"
    return f"{len(items)} {noun}, {important} important"


def _listed(name: str, values: tuple[Any, ...]) -> str:
    shown = [_told(value) for value in values]
    if len(shown) <= MANY:
        return ", ".join(shown) or "all"
    return f"{len(shown)} {COUNTED.get(name, name)}"


def counted(faults: tuple[Fault, ...]) -> str:
    """Return how many faults there are, in words."""
    return "1 fault" if len(faults) == 1 else f"{len(faults)} faults"


def _choices(choices: tuple[Choice, ...]) -> str:
    """Return the answers by service, with the number of schools."""
    counted: dict[tuple[str, str, str], int] = {}
    for one in choices:
        key = (one.product, one.service, one.answer.value)
        counted[key] = counted.get(key, 0) + 1
    return ", ".join(
        f"{answer} to {product} {service} at {number}"
        for (product, service, answer), number in counted.items()
    )


def _shown(message: Message) -> str:
    stated = {name: one for name, one in message if one is not None}
    words = (
        _listed(name, one) if isinstance(one, tuple) else _told(one) for name, one in stated.items()
    )
    return " ".join(words) or "everything"


OWN_WORDS: dict[str, Callable[[Any], str]] = {
    "final": lambda final: "" if final else " (not of what a law keeps)",
    "hash": lambda whole: whole[:12],
    "predecessor": lambda whole: whole[:12],
    "items": _items,
    "faults": counted,
    "choices": _choices,
}
"""The fields that are told in another way than every value of their kind."""
