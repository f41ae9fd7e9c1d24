"""What people read of each case in the Temporal UI: the same headings, and few words."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.agreement import commands as c
from domain.agreement.products import with_product
from domain.agreement.reminding import RemindReason
from domain.agreement.state import Agreement, Phase, Product, unborn
from domain.announcing import ChangeTelling, Telling
from domain.intake.state import Standing as OfMessage
from domain.intake.state import Taken
from domain.intake.state import unborn as no_intake
from domain.lately import Happened
from domain.letter_cases import LetterCase, ResendReason, ResolveReason, Standing
from domain.post import Delivered
from domain.product.state import Phase as OfProduct
from domain.product.state import Product as Line
from domain.product.state import Version
from domain.product.state import unborn as no_product
from tests.scenario import BOARD, START, STREAM, SUPPLIER, V1, Story, chosen, leaflet
from tests.workflows.engine import Engine
from workflows.agreement.details import details
from workflows.intake.details import details as of_intake
from workflows.letter_details import letter_details, post_office_details
from workflows.pages import HEADINGS, MOST_BYTES
from workflows.product.details import details as of_product

EVIL = "`[click](http://evil) **now**"


def part(page: str, heading: str) -> str:
    """What stands under a heading."""
    _, _, behind = page.partition(f"### {heading}\n")
    return behind.partition("\n\n### ")[0]


def in_every_phase() -> Iterator[tuple[Phase, Agreement]]:
    """An agreement in each phase."""
    yield Phase.UNBORN, unborn(STREAM, "gent", "github")
    yield Phase.OFFERED, Story().offered().state
    yield Phase.CONSENTED, Story().offered().chose().state
    yield Phase.ACTIVE, Story().active().state
    ending = Story().active()
    ending.ended()
    yield Phase.ENDING, ending.state
    closed = Story().active()
    closed.certified(closed.settled(closed.ended()).state.endings[0].id)
    yield Phase.CLOSED, closed.state
    for phase, command, by in (
        (Phase.REFUSED, c.RefuseOffer(reason="not_needed"), BOARD),
        (Phase.WITHDRAWN, c.WithdrawOffer(reason="mistake"), SUPPLIER),
    ):
        story = Story().offered()
        story.ask(command, by)
        yield phase, story.state
    lapsed = Story().offered()
    lapsed.wait(days=91)
    yield Phase.LAPSED, lapsed.state


def taken(number: int, standing: OfMessage) -> Taken:
    return Taken(
        message=f"message:{'m' * 100}{number}",
        standing=standing,
        envelope="e" * 64,
        arrived=START,
        product="code",
        event_id=f"intake:github#{number}",
    )


def case(standing: Standing) -> LetterCase:
    return LetterCase(
        letter="letter-1",
        standing=standing,
        stream=STREAM,
        template="change.proposed",
        office="direction of board:gent",
        person="p-1",
        attempts=3,
        detail="550 no such mailbox",
    )


def line(versions: int = 3) -> Line:
    """A product with so many leaflets."""
    return replace(
        no_product("product:github:code"),
        phase=OfProduct.OFFERED,
        lately=(Happened("leaflet.announced", START),),
        line=tuple(
            Version(
                position=number,
                change=f"change-{number}" if number else None,
                leaflet="a" * 64,
                label="1" * 80,
                predecessor=None,
                event_id=f"product:github:code#{number + 1}",
                announced_from=START,
                standing="stands",
                independent_of=None,
                parts=(),
                to_tell=False,
            )
            for number in range(versions)
        ),
    )


def pages() -> Iterator[tuple[str, str]]:
    """Every kind of page, wherever its case can stand."""
    for phase, state in in_every_phase():
        assert state.phase is phase
        yield f"agreement {phase.value}", details(state)
    yield "product unborn", of_product(no_product("product:github:code"))
    yield "product offered", of_product(line())
    telling = Telling(
        agreements=812,
        lacking=3,
        changes=(ChangeTelling(change="change-1", received=809, lacking=3),),
    )
    yield "product telling", of_product(line(), telling)
    yield "product ended", of_product(replace(line(), phase=OfProduct.ENDED))
    yield "intake unborn", of_intake(no_intake("intake:github"))
    for standing in OfMessage:
        held = replace(no_intake("intake:github"), version=1, messages=(taken(1, standing),))
        yield f"intake {standing.value}", of_intake(held)
    for state_of_letter in Standing:
        yield f"letter {state_of_letter.value}", letter_details(case(state_of_letter))
    yield "post office opened", post_office_details(1, None)
    yield "post office", post_office_details(1, Delivered(sent=3, put_off=1))


PAGES = dict(pages())


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_has_every_heading_and_something_under_each(kind: str) -> None:
    page = PAGES[kind]

    assert re.findall(r"^### (.*)$", page, re.MULTILINE) == list(HEADINGS)
    assert page.startswith("# ")
    for heading in HEADINGS:
        lines = part(page, heading).splitlines()
        assert lines
        assert all(one.startswith("- ") and len(one) > 2 for one in lines)


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_has_no_table_and_is_short(kind: str) -> None:
    assert not re.search(r"^\s*\|", PAGES[kind], re.MULTILINE)
    assert len(PAGES[kind].encode()) <= MOST_BYTES <= 4096


def test_every_phase_of_an_agreement_has_its_page() -> None:
    assert {phase for phase, _ in in_every_phase()} == set(Phase)


def largest() -> Agreement:
    """An agreement with as much of everything as there can be, in words of many bytes."""
    many = [
        leaflet(str(number), product=f"{'p' * 60}{number}", processors=tuple("ABCDEFGHIJKLMNOP"))
        for number in range(30)
    ]
    story = Story(stored=tuple(many))
    story.offered(*many).chose(*(chosen(of=one) for one in many)).signed()
    story.settled(story.ended())
    story.wait(days=120)
    state = replace(story.state, schools=tuple(f"{'s' * 60}{number}" for number in range(500)))
    for product in state.products:
        label = product.offered.model_copy(update={"version": "é" * 200})
        state = with_product(state, Product(product.id, "offered", label))
    return state


def test_the_largest_agreement_has_a_short_page_that_says_what_it_leaves_out() -> None:
    page = details(largest())

    assert len(page.encode()) <= MOST_BYTES
    assert re.findall(r"^### (.*)$", page, re.MULTILINE) == list(HEADINGS)
    assert "500 schools" in page
    assert re.search(r"^- and \d+ more$", page, re.MULTILINE)


def test_a_long_quarantine_has_a_short_page() -> None:
    messages = tuple(taken(number, OfMessage.QUARANTINED) for number in range(100))

    page = of_intake(replace(no_intake("intake:github"), version=1, messages=messages))

    assert len(page.encode()) <= MOST_BYTES
    assert "100 messages are in quarantine" in page


def test_a_long_line_of_leaflets_has_a_short_page() -> None:
    assert len(of_product(line(300)).encode()) <= MOST_BYTES


def test_an_agreement_says_what_it_is_and_where_it_stands() -> None:
    page = details(Story().active().state)

    assert page.startswith("# Agreement: active")
    assert "board **gent** and supplier **github**" in part(page, "What this is")
    assert "5 schools: atheneum, basisschool" in part(page, "What this is")
    assert part(page, "Where it stands").startswith("- **active**: in force")


def test_it_says_who_is_waited_for_and_until_when() -> None:
    story = Story().active()
    story.announced()

    waits = part(details(story.state), "Who is waited for")

    until = story.state.changes[0].answer_by
    assert waits == f"- **board**: `answer to change change-1` until {until:%Y-%m-%d %H:%M:%S} UTC"


def test_where_nobody_is_waited_for_it_says_so_and_offers_no_reminder() -> None:
    page = details(Story().active().state)

    assert part(page, "Who is waited for") == "- nobody"
    assert "`remind`" not in page


def test_it_says_who_must_still_sign() -> None:
    story = Story().offered().chose().signed(SUPPLIER)

    waits = part(details(story.state), "Who is waited for")

    assert "**board**: `signature`" in waits
    assert "**supplier**" not in waits


def test_it_says_what_happened_last_the_latest_first() -> None:
    story = Story().active()
    story.announced()

    happened = part(details(story.state), "What happened last").splitlines()

    at = f"{story.now:%Y-%m-%d %H:%M:%S} UTC"
    assert happened == [
        f"- {at}: change proposed",
        f"- {at}: change received",
        f"- {at}: agreement activated",
    ]


def test_it_says_what_an_operator_can_do_and_how() -> None:
    story = Story().active()
    story.announced()

    orders = part(details(story.state), "What you can do")

    assert "`remind`" in orders
    assert all(f"`{code.value}`" in orders for code in RemindReason)
    assert f"`akkoord remind {STREAM} --reason CODE`" in orders
    assert "`compact`" in orders
    assert "from here, refused" in orders


def test_what_is_over_needs_nothing() -> None:
    assert "nothing: it is over" in PAGES["agreement closed"]
    assert "nothing: it needs no person" in PAGES["letter sent"]


def test_what_stays_open_after_a_refusal_is_shown_and_waited_for_by_nobody() -> None:
    story = Story().active()
    story.announced()
    story.rejected()

    page = details(story.state)

    assert "- **code**: `change-1` was refused" in part(page, "Where it stands")
    assert part(page, "Who is waited for") == "- nobody"


def test_in_an_ending_it_names_each_proof_that_is_owed() -> None:
    story = Story().active()
    ending = story.ended()
    assert "return or waiver" in details(story.state)

    story.settled(ending)

    waits = part(details(story.state), "Who is waited for")
    assert "certificate of subprocessor:Cloud" in waits
    assert "certificate of backups" in waits


def test_an_ending_says_what_proof_is_missing_and_what_a_law_keeps() -> None:
    story = Story().active()
    ending = story.ended()
    story.settled(ending)
    keep = c.CiteDutyToKeep(
        ending=ending,
        part="supplier",
        categories=("code:account",),
        law="accounting act",
        until=date(2033, 12, 31),
    )
    story.ask(keep, SUPPLIER)
    assert "ending-1: `supplier` kept by law until 2033-12-31" in details(story.state)

    story.wait(days=120)

    assert "ending-1: **proof missing**" in part(details(story.state), "Where it stands")


def test_the_words_of_others_are_no_markup() -> None:
    evil = V1.model_copy(update={"version": EVIL})
    state = with_product(Story().offered().state, Product("code", "offered", evil))

    assert "leaflet ` [click](http://evil) **now**`" in details(state)


def test_a_product_says_who_has_yet_to_hear() -> None:
    assert "809 of 812 agreements told, 3 waiting" in part(
        PAGES["product telling"], "Who is waited for"
    )


def test_an_intake_waits_for_the_secretariat_while_something_is_in_quarantine() -> None:
    page = PAGES["intake quarantined"]

    assert "**secretariat**" in part(page, "Who is waited for")
    assert "`replay`" in part(page, "What you can do")
    assert part(PAGES["intake accepted"], "Who is waited for") == "- nobody"


@pytest.mark.parametrize("standing", [Standing.FAILED, Standing.UNKNOWN, Standing.NO_RECIPIENT])
def test_a_letter_that_needs_a_person_says_what_to_do(standing: Standing) -> None:
    page = PAGES[f"letter {standing.value}"]

    assert "`change.proposed` of `agreement:gent:github:1`" in part(page, "What this is")
    assert "**secretariat**" in part(page, "Who is waited for")
    for code in (*ResendReason, *ResolveReason):
        assert f"`{code.value}`" in part(page, "What you can do")


def test_instants_are_told_in_utc() -> None:
    happened = Happened("offer.lapsed", datetime(2026, 6, 1, 0, 0, tzinfo=UTC))
    state = replace(Story().offered().state, lately=(happened,))

    assert "- 2026-06-01 00:00:00 UTC: offer lapsed" in details(state)


async def test_it_is_there_again_in_a_new_history(engine: Engine) -> None:
    await engine.offered()
    await engine.compacted()

    metadata = await engine.metadata()

    assert metadata.current_details.startswith("# Agreement: offered")
    assert "agreement offered" in part(metadata.current_details, "What happened last")
    assert {"offer", "compact"} < {one.name for one in metadata.definition.update_definitions}
