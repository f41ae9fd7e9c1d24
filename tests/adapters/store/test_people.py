"""People can be erased, mandates only added to, and who acts is known with all mandates."""

from datetime import datetime, timedelta

import pytest

from adapters.directory import Party, Product, School, enter, names, parties, schools_of
from adapters.erasing import erase
from adapters.mandates import Granted, actor_of, end_mandate, grant, mandates
from adapters.people import (
    Holder,
    Person,
    appoint,
    dismiss,
    find_person,
    holders,
    people,
    put_person,
)
from adapters.postgres import Pool
from domain.actors import Actor, ActorKind, Mandate, Right
from domain.offices import Office, Role
from domain.people_refusals import (
    MandateExistsError,
    PeriodEmptyError,
    UnknownMandateError,
    UnknownPartyError,
    UnknownPersonError,
)
from tests.scenario import START

DAY = timedelta(days=1)
AN = Person(id="p-1", name="An Peeters", email="an@school.example")
OFFICE = Office(party="board:gent", role=Role.DIRECTION)


def mandate(name: str = "m-1", until: datetime | None = None) -> Mandate:
    return Mandate(
        id=name,
        rights=(Right.CHOOSE, Right.SIGN),
        schools=("atheneum",),
        valid_from=START,
        valid_until=until,
    )


def granted(given: Mandate, person: str = AN.id, party: str = OFFICE.party) -> Granted:
    return Granted(mandate=given, person=person, party=party)


@pytest.fixture(autouse=True)
async def known(pool: Pool) -> None:
    await enter(
        pool, [Party(id="board:gent", name="Gent"), Party(id="board:brugge", name="Brugge")]
    )
    await put_person(pool, AN)


async def test_a_person_is_found_and_can_be_corrected(pool: Pool) -> None:
    moved = AN.model_copy(update={"email": "an@elsewhere.example", "language": "en"})
    await put_person(pool, moved)
    assert await find_person(pool, AN.id) == moved
    assert await people(pool) == (moved,)


async def test_an_erased_person_is_gone_and_the_mandates_still_say_what_was_allowed(
    pool: Pool,
) -> None:
    await appoint(pool, Holder(office=OFFICE, person=AN.id, valid_from=START))
    await grant(pool, granted(mandate()))
    await erase(pool, AN.id, START + DAY)
    assert await find_person(pool, AN.id) is None
    assert await holders(pool, START) == ()
    assert await mandates(pool) == (granted(mandate(until=START + DAY)),)
    with pytest.raises(UnknownPersonError):
        await actor_of(pool, AN.id, OFFICE.party, START)
    with pytest.raises(UnknownPersonError):
        await erase(pool, AN.id, START)


async def test_personal_data_is_in_one_table_only(pool: Pool) -> None:
    await appoint(pool, Holder(office=OFFICE, person=AN.id, valid_from=START))
    await grant(pool, granted(mandate()))
    tables = await pool.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'akkoord'")
    for table in {row["tablename"] for row in tables} - {"person"}:
        told = str([dict(row) for row in await pool.fetch(f"SELECT * FROM {table}")])  # noqa: S608 - of the catalogue
        assert AN.name not in told
        assert AN.email not in told


async def test_an_office_is_held_from_and_until_an_instant(pool: Pool) -> None:
    held = Holder(office=OFFICE, person=AN.id, valid_from=START, valid_until=START + DAY)
    await appoint(pool, held)
    await appoint(pool, held)
    assert await holders(pool, START, "board:gent") == (held,)
    assert await holders(pool, START, "board:brugge") == ()
    assert await holders(pool, START - DAY) == ()
    assert await holders(pool, START + DAY) == ()


async def test_who_is_dismissed_holds_it_no_longer(pool: Pool) -> None:
    await appoint(pool, Holder(office=OFFICE, person=AN.id, valid_from=START))
    await appoint(pool, Holder(office=OFFICE, person=AN.id, valid_from=START + 9 * DAY))
    await dismiss(pool, OFFICE, AN.id, START + DAY)
    assert len(await holders(pool, START)) == 1
    assert await holders(pool, START + DAY) == ()
    assert await holders(pool, START + 10 * DAY) == ()


async def test_an_office_is_given_to_somebody_who_is_known_at_a_party_that_is_known(
    pool: Pool,
) -> None:
    with pytest.raises(UnknownPersonError):
        await appoint(pool, Holder(office=OFFICE, person="nobody", valid_from=START))
    elsewhere = Office(party="board:nowhere", role=Role.PRIVACY)
    with pytest.raises(UnknownPartyError):
        await appoint(pool, Holder(office=elsewhere, person=AN.id, valid_from=START))
    empty = Holder(office=OFFICE, person=AN.id, valid_from=START, valid_until=START)
    with pytest.raises(PeriodEmptyError):
        await appoint(pool, empty)


async def test_who_acts_is_known_with_the_mandates_for_that_party(pool: Pool) -> None:
    await grant(pool, granted(mandate()))
    await grant(pool, granted(mandate("m-2"), party="board:brugge"))
    assert await actor_of(pool, AN.id, "board:gent", START) == Actor(
        kind=ActorKind.PERSON, person=AN.id, party="board:gent", mandates=(mandate(),)
    )


async def test_who_has_no_mandate_acts_without_one(pool: Pool) -> None:
    assert (await actor_of(pool, AN.id, "board:gent", START)).mandates == ()


async def test_a_mandate_that_was_ended_ends_then(pool: Pool) -> None:
    await grant(pool, granted(mandate()))
    await end_mandate(pool, "m-1", START + 2 * DAY)
    await end_mandate(pool, "m-1", START + 2 * DAY)
    await end_mandate(pool, "m-1", START + 9 * DAY)  # the earlier end stands
    ended = mandate(until=START + 2 * DAY)
    assert (await actor_of(pool, AN.id, "board:gent", START + 3 * DAY)).mandates == (ended,)
    assert await mandates(pool, person=AN.id, party="board:gent") == (granted(ended),)


async def test_a_mandate_that_ended_long_ago_is_left_out_of_requests(pool: Pool) -> None:
    await grant(pool, granted(mandate(until=START + DAY)))
    later = START + timedelta(days=400)
    assert (await actor_of(pool, AN.id, "board:gent", later)).mandates == ()
    assert len(await mandates(pool)) == 1


async def test_the_same_mandate_can_be_given_twice_and_another_under_its_id_cannot(
    pool: Pool,
) -> None:
    await grant(pool, granted(mandate()))
    await grant(pool, granted(mandate()))
    with pytest.raises(MandateExistsError):
        await grant(pool, granted(mandate(until=START + DAY)))
    assert await mandates(pool) == (granted(mandate()),)


async def test_a_mandate_needs_a_person_a_party_and_a_time(pool: Pool) -> None:
    with pytest.raises(UnknownPersonError):
        await grant(pool, granted(mandate(), person="nobody"))
    with pytest.raises(UnknownPartyError):
        await grant(pool, granted(mandate(), party="board:nowhere"))
    with pytest.raises(PeriodEmptyError):
        await grant(pool, granted(mandate(until=START)))
    with pytest.raises(UnknownMandateError):
        await end_mandate(pool, "m-other", START)
    assert await mandates(pool) == ()


async def test_the_directory_knows_schools_products_and_all_names(pool: Pool) -> None:
    await enter(
        pool,
        [
            School(id="atheneum", board="gent", name="Atheneum"),
            School(id="college", board="gent", name="College"),
            School(id="other", board="brugge", name="Other"),
            Product(id="code", supplier="github", name="Code"),
        ],
    )
    await enter(pool, [School(id="college", board="gent", name="Nieuw College")])
    assert await schools_of(pool, "gent") == ("atheneum", "college")
    known = await names(pool)
    assert (known.board("gent"), known.school("college")) == ("Gent", "Nieuw College")
    assert (known.product("code"), known.supplier("github")) == ("Code", "github")
    assert [party.id for party in await parties(pool)] == ["board:brugge", "board:gent"]
