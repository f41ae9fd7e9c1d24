"""A person is forgotten with all that was told of the person; what stays is said, and why."""

import json

import pytest

from adapters.directory import Party, enter
from adapters.erasing import erase, foreseen
from adapters.event_store import PostgresEventStore
from adapters.mandates import Granted, grant, mandates
from adapters.outbox import LetterNotOursError, claim, mark_data_sent, mark_unknown
from adapters.people import Holder, Person, appoint, find_person, put_person
from adapters.postgres import Pool
from adapters.texts import TextErasedError, get_text, put_leaflet, put_text
from domain.actors import Mandate, Right
from domain.letters import PATIENCE
from domain.offices import Office, Role
from domain.people_refusals import PersonForgottenError, UnknownPersonError
from tests.domain.document.examples import LEAFLET
from tests.scenario import START, Story
from tests.stored import store_story

LEASE = PATIENCE["production"].lease
ZOE = Person(id="p-1", name="Zoë O'Hara", email="zoe@board.example")
OFFICE = Office(party="board:gent", role=Role.DIRECTION)


@pytest.fixture(autouse=True)
async def known(pool: Pool) -> None:
    """Enter a board, its supplier, and who reads the board's letters."""
    await enter(
        pool, [Party(id="board:gent", name="Gent"), Party(id="supplier:github", name="GitHub")]
    )
    await put_person(pool, ZOE)
    for office in (OFFICE, Office(party="supplier:github", role=Role.DIRECTION)):
        await appoint(pool, Holder(office=office, person=ZOE.id, valid_from=START - LEASE))


async def owed(pool: Pool) -> None:
    """Some letters, of the offer, the choices and the signatures: she reads those of both."""
    await store_story(PostgresEventStore(pool), Story().offered().chose().signed())


async def test_what_goes_is_said_before_and_is_what_went(pool: Pool) -> None:
    await owed(pool)
    mandate = Mandate(id="m-1", rights=(Right.SIGN,), valid_from=START)
    await grant(pool, Granted(mandate=mandate, person=ZOE.id, party=OFFICE.party))

    told = await foreseen(pool, ZOE.id)

    assert await find_person(pool, ZOE.id) == ZOE
    assert await erase(pool, ZOE.id, START) == told
    assert (told.offices, told.mandates) == (2, 1)
    assert told.letters_stopped
    assert await find_person(pool, ZOE.id) is None
    with pytest.raises(UnknownPersonError):
        await foreseen(pool, ZOE.id)


async def test_who_is_forgotten_decides_nothing_more_and_nobody_takes_the_place(
    pool: Pool,
) -> None:
    mandate = Mandate(id="m-1", rights=(Right.SIGN,), valid_from=START)
    await grant(pool, Granted(mandate=mandate, person=ZOE.id, party=OFFICE.party))

    await erase(pool, ZOE.id, START + LEASE)

    (ended,) = await mandates(pool, ZOE.id)
    assert ended.mandate.valid_until == START + LEASE
    with pytest.raises(PersonForgottenError):
        await put_person(pool, Person(id=ZOE.id, name="Somebody", email="else@board.example"))
    assert await find_person(pool, ZOE.id) is None


async def test_who_had_no_mandate_leaves_an_id_that_is_free(pool: Pool) -> None:
    await erase(pool, ZOE.id, START)

    await put_person(pool, ZOE)

    assert await find_person(pool, ZOE.id) == ZOE


async def test_letters_that_may_have_gone_are_told_apart_and_left(pool: Pool) -> None:
    await owed(pool)
    all_of_them = (await foreseen(pool, ZOE.id)).letters_stopped
    on_the_way, lost, taken = await claim(pool, 3, START, LEASE)
    for letter in (on_the_way, lost):
        await mark_data_sent(pool, letter, START)
    await mark_unknown(pool, lost)

    erasure = await erase(pool, ZOE.id, START)

    assert erasure.letters_on_their_way == 1
    assert erasure.letters_unknown == 1
    assert erasure.letters_stopped == all_of_them - 2 >= 1
    with pytest.raises(LetterNotOursError):
        await mark_data_sent(pool, taken, START)


@pytest.mark.parametrize(
    "text",
    [
        "Ask Zoë O'Hara about it.",
        "ZOE@BOARD.EXAMPLE said so",
        json.dumps({"contact": "Zoë O'Hara"}),
    ],
)
async def test_a_text_that_names_the_person_is_forgotten_too(pool: Pool, text: str) -> None:
    naming, other = await put_text(pool, text.encode()), await put_text(pool, b"of nobody")

    erasure = await erase(pool, ZOE.id, START)

    assert erasure.texts == (naming,)
    with pytest.raises(TextErasedError):
        await get_text(pool, naming)
    assert await get_text(pool, other) == b"of nobody"


async def test_a_leaflet_that_names_the_person_stays_and_is_told(pool: Pool) -> None:
    named = LEAFLET.model_copy(update={"explanation": f"Questions to {ZOE.email}."})
    kept = await put_leaflet(pool, named)
    await put_leaflet(pool, LEAFLET)

    assert (await erase(pool, ZOE.id, START)).leaflets == (kept,)
