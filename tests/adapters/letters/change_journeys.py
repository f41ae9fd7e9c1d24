"""Agreements that live through every event of a change that a letter tells of."""

from datetime import timedelta

from domain.agreement import commands as c
from domain.canonical import hash_of
from domain.leaflet.importance import JudgedItem
from domain.product.announcement import Consequences
from tests.scenario import (
    BOARD,
    MAIL_ADDED,
    SUPPLIER,
    TYPO,
    V1,
    V2,
    V3,
    Story,
    chosen,
    item,
    leaflet,
)

V4 = leaflet("4", processors=("Cloud", "Mail"))
ITEMS = (
    *MAIL_ADDED,
    JudgedItem(
        kind="retention.changed",
        target="account",
        before="one year after the last use",
        after=("two years after the last use",),
        services=("core", "ai"),
        important=True,
        reason="it is kept longer",
        article="4.3",
    ),
    *(item("text.changed", important=False),) * 7,
)
FOR_BOARD = "Mail ontvangt voortaan adressen.\n\nUw verwerkingsregister verandert mee."
FOR_PARENTS = "Uw kind krijgt berichten voortaan via Mail."
TEXTS = {hash_of(text.encode()): text for text in (FOR_BOARD, FOR_PARENTS)}
SAID = Consequences(board=hash_of(FOR_BOARD.encode()), parents=hash_of(FOR_PARENTS.encode()))
NEW_OPTION = JudgedItem(
    kind="service.added",
    target="tutor",
    before=None,
    after="tutor",
    services=("tutor",),
    important=True,
    reason="a new optional service: important for whoever chooses it",
    article="4.3",
)
WITH_TUTOR = leaflet("2-tutor", options=("ai", "sms", "tutor"))


def _approved() -> Story:
    story = Story().active(chosen(), chosen("ai", "yes", "atheneum", "college"))
    story.announced(V2, ITEMS, wish=(story.now + timedelta(days=10)).date(), consequences=SAID)
    story.wait(days=15)
    story.ask(c.ApproveChange(change="change-1", leaflet=V2.hash), BOARD)
    story.announced(V3, TYPO, "change-2")
    story.ask(c.WithdrawApproval(change="change-1"), BOARD)
    return story


def _rejected() -> Story:
    story = Story(stored=(V1, V2, V3, V4)).active()
    story.announced(V2, ITEMS)
    story.announced(V3, TYPO, "change-2")
    story.ask(
        c.RejectChange(change="change-1", leaflet=V2.hash, reason="too_many_recipients"), BOARD
    )
    story.announced(V4, ITEMS, "change-3")
    return story


def _option_rejected() -> Story:
    story = Story().active(chosen(), chosen("ai"))
    story.announced(V2, (item("purpose.added", "ai"),))
    return story.rejected()


def _scheduled() -> Story:
    story = Story().active()
    story.announced(V2, ITEMS)
    story.announced(V3, TYPO, "change-2")
    story.ask(c.ApproveChange(change="change-1", leaflet=V2.hash), BOARD)
    return story


def _lapsed() -> Story:
    story = Story().active()
    story.announced(V2, ITEMS)
    story.wait(days=31)
    story.ask(c.ApproveChange(change="change-1", leaflet=V2.hash), BOARD)
    return story


def _taken_back() -> Story:
    story = Story().active()
    story.announced(V2, ITEMS)
    story.announced(V3, ITEMS, "change-2", corrects="change-1")
    story.withdrew("change-2")
    return story


def _composed() -> Story:
    story = Story(stored=(V1, V2, V3, V4)).active()
    story.announced(V2, ITEMS, predecessor=V1.hash)
    story.announced(
        V3,
        ITEMS,
        "change-2",
        predecessor=V2.hash,
        independent_of=("change-1",),
        consequences=SAID,
    )
    return story.approved()


def _offered_again() -> Story:
    story = Story().active()
    story.announced(V2, ITEMS, predecessor=V1.hash)
    story.wait(days=31)
    story.ask(c.ReofferChange(change="change-1", new_change="change-2"), SUPPLIER, ITEMS)
    return story


def _new_option() -> Story:
    story = Story(stored=(V1, WITH_TUTOR)).active()
    story.announced(WITH_TUTOR, (NEW_OPTION,), consequences=SAID)
    return story


def _told_while_ending() -> Story:
    story = Story().active()
    story.ask(c.GiveNotice(reason="another_product"), BOARD)
    story.wait(days=1)
    story.announced(V2, ITEMS, consequences=SAID)
    return story


CHANGES = (
    _approved,
    _rejected,
    _option_rejected,
    _scheduled,
    _lapsed,
    _taken_back,
    _composed,
    _offered_again,
    _new_option,
    _told_while_ending,
)
