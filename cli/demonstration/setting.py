"""Setting the stage: the real parties and leaflets, the invented people and their mandates."""

from collections.abc import Iterable
from datetime import datetime

from adapters.directory import Entry, Party, Product, School, enter
from adapters.mandates import Granted, grant
from adapters.people import Holder, appoint, put_person
from adapters.people import Person as KnownPerson
from adapters.postgres import Pool
from adapters.texts import put_leaflet
from cli.demonstration.cast import Board, Person, Supplier
from cli.demonstration.stories.names import OFFERED_BY
from domain.leaflet.leaflet import Leaflet
from domain.offices import Office, Role


async def set_the_stage(
    pool: Pool,
    boards: dict[str, Board],
    suppliers: dict[str, Supplier],
    leaflets: Iterable[Leaflet],
    now: datetime,
) -> None:
    """Enter everything that the stories need; again it changes nothing."""
    known = list(leaflets)
    await enter(pool, [*_parties(boards, suppliers), *_schools(boards), *_products(known)])
    for leaflet in known:
        await put_leaflet(pool, leaflet)
    for person in everybody(boards, suppliers):
        await _enter_person(pool, person, now)


def everybody(boards: dict[str, Board], suppliers: dict[str, Supplier]) -> tuple[Person, ...]:
    """Return all invented people."""
    return (
        *(person for board in boards.values() for person in board.people),
        *(supplier.contract_manager for supplier in suppliers.values()),
    )


def _parties(boards: dict[str, Board], suppliers: dict[str, Supplier]) -> list[Entry]:
    return [
        *(Party(id=one.party.id, name=one.party.name, language="nl") for one in boards.values()),
        *(Party(id=one.party.id, name=one.party.name, language="en") for one in suppliers.values()),
    ]


def _schools(boards: dict[str, Board]) -> list[Entry]:
    return [
        School(id=school.key, board=board.party.key, name=school.name)
        for board in boards.values()
        for school in board.schools
    ]


def _products(leaflets: list[Leaflet]) -> list[Entry]:
    names = {one.product: one.name for one in leaflets}
    return [
        Product(id=product, supplier=OFFERED_BY[product], name=name)
        for product, name in names.items()
    ]


async def _enter_person(pool: Pool, person: Person, now: datetime) -> None:
    known = KnownPerson(
        id=person.key, name=person.name, email=person.email, language=person.language
    )
    await put_person(pool, known)
    for mandate in person.mandates(now):
        await grant(pool, Granted(mandate=mandate, person=person.key, party=person.party.id))
        if not person.has_expired:
            office = Office(party=person.party.id, role=Role.DIRECTION)
            await appoint(pool, Holder(office=office, person=person.key, valid_from=now))
