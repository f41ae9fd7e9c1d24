"""Agreements that live through every event a letter tells of, in realistic names."""

from datetime import timedelta
from functools import cache

from adapters.letters.agreement_facts import folded
from adapters.letters.names import Names
from domain.actors import ENGINE
from domain.agreement import commands as c
from domain.agreement import policy as agreement_policy
from domain.agreement.terms import Duration
from domain.canonical import content_hash
from domain.intake import policy as intake_policy
from domain.intake.state import unborn as no_intake
from domain.product import policy as product_policy
from domain.product.state import unborn as no_product
from domain.records import EventRecord, LetterOwed
from domain.values import Side
from tests.adapters.letters.change_journeys import CHANGES, ITEMS
from tests.adapters.letters.supplier_journeys import quarantined, told_everywhere
from tests.scenario import (
    BOARD,
    SCHOOLS,
    SUPPLIER,
    TEXT,
    V1,
    V2,
    V3,
    Story,
    chosen,
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
OTHER = leaflet("2026-02", product="maths", options=("tutor",))
CERTIFICATE = content_hash("certificate")


@cache
def tellings() -> dict[tuple[str, Side], tuple[tuple[EventRecord, ...], ...]]:
    """Return, for each type of event and side that is told, the records up to such events."""
    found: dict[tuple[str, Side], tuple[tuple[EventRecord, ...], ...]] = {}
    lives = (*(journey().records for journey in JOURNEYS), told_everywhere(), quarantined())
    for records in lives:
        for end in range(1, len(records) + 1):
            until = records[:end]
            for letter in _owed(until):
                key = letter.template, Side(letter.office.party.partition(":")[0])
                found[key] = (*found.get(key, ()), until)
    return found


def _owed(records: tuple[EventRecord, ...]) -> tuple[LetterOwed, ...]:
    """Return what the policy of the stream makes due for the last of the records."""
    stream, last = records[0].stream_id, records[-1:]
    match stream.partition(":")[0]:
        case "product":
            return product_policy.letters_owed(no_product(stream), last)
        case "intake":
            return intake_policy.letters_owed(no_intake(stream), last)
        case _:
            return agreement_policy.letters_owed(folded(records), last)


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


def _reminded() -> Story:
    """An operator reminds whoever is waited for, in every phase and of everything."""
    story = Story(stored=(V1, V2, V3, OTHER)).offered()
    _remind(story)
    story.chose()
    _remind(story)
    story.signed()
    story.announced(V2, ITEMS)
    story.ask(c.OfferProduct(leaflet=OTHER.hash), SUPPLIER)
    _remind(story)
    story.chose(chosen(of=OTHER))
    _remind(story)
    story.ask(c.GiveNotice(reason="another_product"), BOARD)
    story.wait(days=1)
    _remind(story)
    story.ask(c.RequestReturn(ending="ending-1"), BOARD)
    _remind(story)
    story.ask(c.WaiveReturn(ending="ending-1"), BOARD)
    _remind(story)
    return story


def _remind(story: Story) -> None:
    story.ask(c.Remind(reason="asked_for"), ENGINE)


JOURNEYS = (
    _reminded,
    *(_proposals, _withdrawn, _refused, _offer_lapsed, _scope, _addition_withdrawn),
    *CHANGES,
    *(_ended, _kept_by_law, _supplier_ends),
)
