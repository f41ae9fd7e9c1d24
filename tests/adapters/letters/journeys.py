"""Agreements that live through every event a letter tells of, in realistic names."""

from datetime import timedelta
from functools import cache

from adapters.letters.facts import folded
from adapters.letters.names import Names
from domain.agreement import commands as c
from domain.agreement.policy import letters_owed
from domain.agreement.terms import Duration
from domain.canonical import content_hash
from domain.leaflet.importance import JudgedItem
from domain.records import EventRecord
from domain.values import Side
from tests.scenario import (
    BOARD,
    MAIL_ADDED,
    SCHOOLS,
    SUPPLIER,
    TEXT,
    TYPO,
    V1,
    V2,
    V3,
    Story,
    chosen,
    item,
    leaflet,
)

NAMES = Names(
    parties={
        "board:gent": "VZW Katholiek Secundair Onderwijs Hasselt KJ-SJ",
        "supplier:github": "Uitgeverij Van In en Partners NV",
    },
    schools={
        "atheneum": "GO! Atheneum Voskenslaan",
        "basisschool": "Basisschool De Kleine Prins",
        "college": "Sint-Jozefscollege",
        "middenschool": "Middenschool Hasselt",
        "technicum": "Technisch Instituut Sint-Paulus",
        "nieuwe-school": "Vrije Basisschool Kuringen",
    },
    products={"code": "Dodona voor Scholen", "maths": "Wiskunde Plus"},
)
V4 = leaflet("4", processors=("Cloud", "Mail"))
OTHER = leaflet("2026-02", product="maths", options=("tutor",))
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
CERTIFICATE = content_hash("certificate")


@cache
def tellings() -> dict[tuple[str, Side], tuple[tuple[EventRecord, ...], ...]]:
    """Return, for each type of event and side that is told, the records up to such events."""
    found: dict[tuple[str, Side], tuple[tuple[EventRecord, ...], ...]] = {}
    for records in (journey().records for journey in JOURNEYS):
        for end in range(1, len(records) + 1):
            until = records[:end]
            for letter in letters_owed(folded(until), until[-1:]):
                key = letter.template, Side(letter.office.party.partition(":")[0])
                found[key] = (*found.get(key, ()), until)
    return found


def _proposals() -> Story:
    story = Story().offered().chose().signed(SUPPLIER)
    story.ask(
        c.ReviseOffer(
            schools=SCHOOLS[:2],
            leaflets=(V1.hash,),
            text=TEXT,
            duration=Duration(ends_on=(story.now + timedelta(days=400)).date()),
        ),
        SUPPLIER,
    )
    story.chose(chosen(), chosen("ai", "no")).signed(BOARD, SUPPLIER)
    story.wait(days=320)
    story.wait(days=120)
    return story


def _withdrawn() -> Story:
    story = Story().offered()
    story.ask(c.WithdrawOffer(reason="price_changed"), SUPPLIER)
    return story


def _refused() -> Story:
    story = Story().offered()
    story.ask(c.RefuseOffer(reason="not_needed"), BOARD)
    return story


def _offer_lapsed() -> Story:
    story = Story().offered()
    story.wait(days=91)
    return story


def _scope() -> Story:
    story = Story(stored=(V1, V2, V3, OTHER)).active(chosen(), chosen("ai", "yes", "atheneum"))
    story.chose(chosen("ai", "no", "atheneum"), chosen("sms", "yes"))
    story.ask(c.AddSchool(school="nieuwe-school"), BOARD)
    story.ask(c.OfferProduct(leaflet=OTHER.hash), SUPPLIER)
    story.chose(chosen(of=OTHER)).signed()
    story.ask(c.RemoveSchool(school="college"), BOARD)
    story.ask(c.DropProduct(product="maths"), BOARD)
    return story


def _addition_withdrawn() -> Story:
    story = Story(stored=(V1, V2, V3, OTHER)).active()
    story.ask(c.OfferProduct(leaflet=OTHER.hash), SUPPLIER)
    story.ask(c.WithdrawProduct(product="maths"), SUPPLIER)
    return story


def _approved() -> Story:
    story = Story().active(chosen(), chosen("ai", "yes", "atheneum", "college"))
    story.announced(V2, ITEMS)
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
    story.ask(c.WithdrawChange(change="change-2", reason="mistake"), SUPPLIER)
    return story


def _ended(*kept: str) -> Story:
    story = Story().active()
    story.announced(V2, ITEMS)
    story.ask(c.GiveNotice(reason="another_product"), BOARD)
    story.wait(days=1)
    story.wait(days=31)
    story.ask(c.RequestReturn(ending="ending-1"), BOARD)
    story.wait(days=31)
    deliver = c.DeliverExport(ending="ending-1", export=content_hash("export"))
    story.ask(deliver, SUPPLIER)
    story.ask(c.ReportIncompleteExport(ending="ending-1", reason="files_missing"), BOARD)
    story.ask(deliver, SUPPLIER)
    story.wait(days=31)
    story.ask(c.ConfirmExport(ending="ending-1"), BOARD)
    for part in kept:
        story.ask(
            c.CiteDutyToKeep(
                ending="ending-1",
                part=part,
                categories=("code:account",),
                law="Wetboek van economisch recht, artikel III.86",
                until=(story.now + timedelta(days=2500)).date(),
            ),
            SUPPLIER,
        )
    story.wait(days=120)
    for part in ("supplier", "backups", "subprocessor:Cloud"):
        story.ask(
            c.CertifyDestruction(ending="ending-1", part=part, certificate=CERTIFICATE), SUPPLIER
        )
    return story


def _kept_by_law() -> Story:
    return _ended("supplier")


def _supplier_ends() -> Story:
    story = Story().active()
    story.ask(c.GiveNotice(reason="product_stops"), SUPPLIER)
    story.wait(days=250)
    story.ask(c.WaiveReturn(ending="ending-1", categories=("code:account",)), BOARD)
    story.ask(c.WaiveReturn(ending="ending-1"), BOARD)
    return story


JOURNEYS = (
    *(_proposals, _withdrawn, _refused, _offer_lapsed, _scope, _addition_withdrawn),
    *(_approved, _rejected, _scheduled, _lapsed, _taken_back),
    *(_ended, _kept_by_law, _supplier_ends),
)
