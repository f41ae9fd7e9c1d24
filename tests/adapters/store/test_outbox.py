"""Letters: owed to offices, taken by one at a time, and never sent twice by themselves."""

import asyncio
from datetime import timedelta

import pytest

from adapters import outbox
from adapters.directory import Party, enter
from adapters.erasing import erase
from adapters.event_store import EventStore, PostgresEventStore
from adapters.letter_cases import (
    OutboxLetter,
    count_letters,
    find_cases,
    letters,
    look_up,
    requeue,
    resolve,
)
from adapters.outbox import Claimed, LetterNotOursError, claim
from adapters.people import Holder, Person, appoint, dismiss, put_person
from adapters.postgres import Pool
from domain.letter_cases import Standing
from domain.letters import Attempt, Fate
from domain.offices import Office, Role
from domain.people_refusals import UnknownLetterError
from tests.scenario import START, Story
from tests.stored import appends, store_story

BOARD = Office(party="board:gent", role=Role.DIRECTION)
SUPPLIER = Office(party="supplier:github", role=Role.DIRECTION)
LEASE = timedelta(minutes=1)
LATER = START + timedelta(minutes=2)
REFUSED = Attempt(fate=Fate.REFUSED, detail="rcpt: 550 5.1.1")
DEFERRED = Attempt(fate=Fate.DEFERRED, detail="rcpt: 450 4.2.1")


async def holds(pool: Pool, office: Office, person: str) -> None:
    await put_person(pool, Person(id=person, name=person.title(), email=f"{person}@x.example"))
    await appoint(pool, Holder(office=office, person=person, valid_from=START - LEASE))


@pytest.fixture
async def store(pool: Pool) -> EventStore:
    await enter(pool, [Party(id=office.party, name="A party") for office in (BOARD, SUPPLIER)])
    return PostgresEventStore(pool)


@pytest.fixture
async def a_proposal(pool: Pool, store: EventStore) -> None:
    """With a letter to the director about it."""
    await holds(pool, BOARD, "director")
    await store_story(store, Story().offered())


offered = pytest.mark.usefixtures("a_proposal")


async def one(pool: Pool) -> OutboxLetter:
    (letter,) = await letters(pool)
    return letter


async def taken(pool: Pool) -> Claimed:
    (letter,) = await claim(pool, 10, START, LEASE)
    return letter


async def test_a_letter_goes_to_everybody_who_holds_the_office(
    pool: Pool, store: EventStore
) -> None:
    for person in ("director", "deputy"):
        await holds(pool, BOARD, person)
    await put_person(pool, Person(id="former", name="Former", email="former@x.example"))
    await appoint(
        pool,
        Holder(
            office=BOARD,
            person="former",
            valid_from=START - timedelta(days=9),
            valid_until=START - timedelta(days=1),
        ),
    )
    await store_story(store, Story().offered())
    found = await letters(pool)
    assert [(one.person, one.state, one.template) for one in found] == [
        ("deputy", "pending", "agreement.offered"),
        ("director", "pending", "agreement.offered"),
    ]
    assert len({one.id for one in found}) == 2


async def test_where_nobody_holds_the_office_the_letter_is_a_case(
    pool: Pool, store: EventStore
) -> None:
    await store_story(store, Story().offered())
    (case,) = await find_cases(pool)
    assert (case.standing, case.person) == (Standing.NO_RECIPIENT, None)
    assert case.office == "direction of board:gent"


async def test_letters_are_taken_in_the_order_in_which_they_came_to_be_owed(
    pool: Pool, store: EventStore
) -> None:
    await holds(pool, BOARD, "director")
    await holds(pool, SUPPLIER, "seller")
    await store_story(store, Story().active())
    owed = [one.id for one in await letters(pool, states=[Standing.PENDING])]
    first = await claim(pool, 1, START, LEASE)
    rest = await claim(pool, 100, START, LEASE)
    assert [one.id for one in (*first, *rest)] == owed


async def test_many_post_offices_never_take_the_same_letter(pool: Pool, store: EventStore) -> None:
    for number in range(12):
        await holds(pool, BOARD, f"person-{number}")
    await store_story(store, Story().offered())
    rounds = await asyncio.gather(*(claim(pool, 3, START, LEASE) for _ in range(8)))
    ids = [letter.id for taken in rounds for letter in taken]
    assert len(ids) == len(set(ids)) == 12


@offered
async def test_what_was_sent_is_on_record_with_what_was_shown(pool: Pool) -> None:
    letter = await taken(pool)
    await outbox.mark_data_sent(pool, letter, START)
    await outbox.mark_sent(pool, letter, START, "v1", "0" * 64)
    sent = await one(pool)
    assert (sent.state, sent.sent_at, sent.template_version) == ("sent", START, "v1")
    assert await claim(pool, 10, LATER, LEASE) == ()
    await outbox.mark_sent(pool, letter, START, "v1", "0" * 64)  # told twice, it is sent once


@offered
async def test_a_letter_whose_taker_was_lost_before_the_data_goes_again(pool: Pool) -> None:
    lost = await taken(pool)
    (again,) = await claim(pool, 10, LATER, LEASE)
    assert (again.id, again.attempt) == (lost.id, 2)
    with pytest.raises(LetterNotOursError):
        await outbox.mark_data_sent(pool, lost, LATER)


@offered
async def test_a_letter_whose_taker_was_lost_after_the_data_is_unknown_for_good(pool: Pool) -> None:
    letter = await taken(pool)
    await outbox.mark_data_sent(pool, letter, START)
    assert await claim(pool, 10, LATER, LEASE) == ()
    assert (await one(pool)).state == "unknown"
    assert await claim(pool, 10, LATER + timedelta(days=9), LEASE) == ()


@offered
async def test_the_data_goes_once_and_only_while_the_lease_runs(pool: Pool) -> None:
    letter = await taken(pool)
    with pytest.raises(LetterNotOursError):
        await outbox.mark_data_sent(pool, letter, LATER)
    await outbox.mark_data_sent(pool, letter, START)
    with pytest.raises(LetterNotOursError):
        await outbox.mark_data_sent(pool, letter, START)


@offered
async def test_a_taker_who_comes_back_may_still_say_that_it_was_sent(pool: Pool) -> None:
    letter = await taken(pool)
    await outbox.mark_data_sent(pool, letter, START)
    await claim(pool, 10, LATER, LEASE)
    await outbox.mark_sent(pool, letter, LATER, "v1", "0" * 64)
    assert (await one(pool)).state == "sent"


@offered
async def test_a_letter_that_is_put_off_goes_later_and_its_deferrals_are_counted(
    pool: Pool,
) -> None:
    letter = await taken(pool)
    await outbox.mark_failed(pool, letter, DEFERRED, LATER)
    assert await claim(pool, 10, START, LEASE) == ()
    (again,) = await claim(pool, 10, LATER, LEASE)
    assert (again.attempt, again.deferrals) == (2, 1)
    away = Attempt(fate=Fate.AWAY)
    await outbox.mark_failed(pool, again, away, LATER)
    assert (await claim(pool, 10, LATER, LEASE))[0].deferrals == 1


@offered
async def test_a_letter_that_failed_for_good_is_a_case_until_it_goes_again(pool: Pool) -> None:
    await outbox.mark_failed(pool, await taken(pool), REFUSED, None)
    (case,) = await find_cases(pool)
    assert (case.standing, case.detail) == (Standing.FAILED, REFUSED.detail)
    assert (await requeue(pool, case.letter, START)).standing is Standing.PENDING
    assert (await requeue(pool, case.letter, START)).standing is Standing.PENDING
    assert await find_cases(pool) == ()
    assert (await taken(pool)).id == case.letter


@offered
async def test_an_unknown_letter_goes_again_only_on_a_persons_word(pool: Pool) -> None:
    letter = await taken(pool)
    await outbox.mark_data_sent(pool, letter, START)
    await outbox.mark_unknown(pool, letter, "data: SMTPServerDisconnected")
    assert (await find_cases(pool))[0].standing is Standing.UNKNOWN
    await requeue(pool, letter.id, START)
    assert (await taken(pool)).attempt == 2


@offered
async def test_a_case_can_be_closed_without_sending(pool: Pool) -> None:
    await outbox.mark_failed(pool, await taken(pool), REFUSED, None)
    letter = await one(pool)
    resolved = await resolve(pool, letter.id, "told_otherwise")
    assert resolved.standing is Standing.RESOLVED
    assert (await one(pool)).resolution == "told_otherwise"
    assert await resolve(pool, letter.id, "recipient_has_it") == resolved
    assert (await requeue(pool, letter.id, START)).standing is Standing.RESOLVED
    assert (await one(pool)).resolution == "told_otherwise"
    assert (await count_letters(pool))[Standing.RESOLVED] == 1


async def test_a_letter_that_nobody_knows_is_refused_by_name(pool: Pool) -> None:
    with pytest.raises(UnknownLetterError):
        await look_up(pool, "nothing")


async def test_a_letter_without_recipient_goes_to_those_who_hold_the_office_by_then(
    pool: Pool, store: EventStore
) -> None:
    await store_story(store, Story().offered())
    (case,) = await find_cases(pool)
    assert (await requeue(pool, case.letter, START)).standing is Standing.NO_RECIPIENT
    for person in ("director", "deputy"):
        await holds(pool, BOARD, person)
    assert (await requeue(pool, case.letter, START)).standing is Standing.PENDING
    assert sorted(letter.person for letter in await claim(pool, 10, START, LEASE)) == [
        "deputy",
        "director",
    ]


async def test_a_question_that_is_closed_takes_back_what_did_not_go(
    pool: Pool, store: EventStore
) -> None:
    await holds(pool, BOARD, "director")
    birth, choice, *_ = appends(Story().active())
    await store.append(birth)
    letter = await taken(pool)
    await store.append(choice)
    assert (await look_up(pool, letter.id)).standing is Standing.OBSOLETE
    with pytest.raises(LetterNotOursError):
        await outbox.mark_data_sent(pool, letter, START)


async def test_a_question_that_is_closed_leaves_what_may_have_gone(
    pool: Pool, store: EventStore
) -> None:
    await holds(pool, BOARD, "director")
    birth, choice, *_ = appends(Story().active())
    await store.append(birth)
    letter = await taken(pool)
    await outbox.mark_data_sent(pool, letter, START)
    await store.append(choice)
    assert (await look_up(pool, letter.id)).standing is Standing.SENDING
    await outbox.mark_failed(pool, letter, DEFERRED, LATER)
    assert (await look_up(pool, letter.id)).standing is Standing.OBSOLETE


async def test_an_unknown_letter_whose_question_is_closed_does_not_go_again(
    pool: Pool, store: EventStore
) -> None:
    await holds(pool, BOARD, "director")
    birth, choice, *_ = appends(Story().active())
    await store.append(birth)
    letter = await taken(pool)
    await outbox.mark_data_sent(pool, letter, START)
    await outbox.mark_unknown(pool, letter)
    await store.append(choice)
    assert (await look_up(pool, letter.id)).standing is Standing.UNKNOWN
    assert (await requeue(pool, letter.id, START)).standing is Standing.OBSOLETE


@offered
async def test_the_same_command_again_owes_no_second_letter(pool: Pool, store: EventStore) -> None:
    await store_story(store, Story().offered())
    assert len(await letters(pool)) == 1


@offered
async def test_a_letter_to_someone_who_was_erased_finds_no_recipient(pool: Pool) -> None:
    await erase(pool, "director", LATER)
    letter = await one(pool)
    assert (letter.state, letter.person) == ("no_recipient", None)
    assert await claim(pool, 10, START, LEASE) == ()


@offered
async def test_a_taker_who_finds_nobody_says_so(pool: Pool) -> None:
    await outbox.mark_no_recipient(pool, await taken(pool))
    assert (await one(pool)).state == "no_recipient"


async def test_who_left_the_office_gets_no_letter_any_more(pool: Pool, store: EventStore) -> None:
    await holds(pool, BOARD, "director")
    await dismiss(pool, BOARD, "director", START)
    await store_story(store, Story().offered())
    assert (await one(pool)).state == "no_recipient"


@offered
async def test_letters_are_listed_by_stream_and_standing(pool: Pool) -> None:
    letter = await one(pool)
    assert await letters(pool, letter.stream_id) == (letter,)
    assert await letters(pool, "agreement:other:other:1") == ()
    assert await letters(pool, states=[Standing.SENT]) == ()
