"""People: the only place of personal data; it is erased in `erasing.py`."""

from datetime import datetime

import asyncpg

from adapters.postgres import Pool, borrowed, insert, transaction
from domain.messages import Message
from domain.offices import Office, Role
from domain.people_refusals import (
    PeriodEmptyError,
    PersonForgottenError,
    UnknownPartyError,
    UnknownPersonError,
)
from domain.values import Identifier, Instant, Label


class Person(Message):
    """Somebody who decides for a party or reads its letters."""

    id: Identifier
    name: Label
    email: Label
    language: Label = "nl"


class Holder(Message):
    """A person in an office, for a time; `valid_until` is exclusive."""

    office: Office
    person: Identifier
    valid_from: Instant
    valid_until: Instant | None = None


_IS_FORGOTTEN = """
    SELECT EXISTS (SELECT FROM mandate WHERE person = $1)
        AND NOT EXISTS (SELECT FROM person WHERE id = $1)
"""


async def put_person(pool: Pool, person: Person) -> None:
    """Enter a person, or correct what is known of one.

    An id is never another's: what was decided and may be decided under it would be theirs. Raises
    `PersonForgottenError`.
    """
    async with transaction(pool) as connection:
        if await connection.fetchval(_IS_FORGOTTEN, person.id):
            raise PersonForgottenError(person.id)
        await insert(
            connection,
            "person",
            [person.model_dump(mode="json")],
            "ON CONFLICT (id) DO UPDATE SET"
            " name = excluded.name, email = excluded.email, language = excluded.language",
        )


async def find_person(pool: Pool, person: str) -> Person | None:
    """Return what is known of a person; None for one who was erased, or never entered."""
    async with borrowed(pool) as connection:
        row = await connection.fetchrow("SELECT * FROM person WHERE id = $1", person)
    return Person.model_validate(dict(row)) if row else None


async def people(pool: Pool) -> tuple[Person, ...]:
    """Return everybody, by id."""
    async with borrowed(pool) as connection:
        rows = await connection.fetch("SELECT * FROM person ORDER BY id")
    return tuple(Person.model_validate(dict(row)) for row in rows)


async def appoint(pool: Pool, holder: Holder) -> None:
    """Put a person in an office; the same again changes nothing.

    Raises `UnknownPersonError`, `UnknownPartyError` or `PeriodEmptyError`.
    """
    office = holder.office
    row = {
        "party": office.party,
        "role": office.role.value,
        "person": holder.person,
        "valid_from": holder.valid_from,
        "valid_until": holder.valid_until,
    }
    try:
        async with borrowed(pool) as connection:
            await insert(connection, "office_holder", [row], "ON CONFLICT DO NOTHING")
    except asyncpg.CheckViolationError:
        raise PeriodEmptyError from None
    except asyncpg.ForeignKeyViolationError as error:
        if "office_holder_person_fkey" in str(error):
            raise UnknownPersonError(holder.person) from None
        raise UnknownPartyError(office.party) from None


async def dismiss(pool: Pool, office: Office, person: str, at: datetime) -> None:
    """Let a person hold an office no longer than until an instant."""
    async with transaction(pool) as connection:
        place = (office.party, office.role.value, person, at)
        await connection.execute(
            "DELETE FROM office_holder WHERE party = $1 AND role = $2 AND person = $3"
            " AND valid_from >= $4",
            *place,
        )
        await connection.execute(
            "UPDATE office_holder SET valid_until = $4 WHERE party = $1 AND role = $2"
            " AND person = $3 AND (valid_until IS NULL OR valid_until > $4)",
            *place,
        )


async def holders(pool: Pool, at: datetime, party: str | None = None) -> tuple[Holder, ...]:
    """Return who holds which office at an instant, of one party or of all."""
    async with borrowed(pool) as connection:
        rows = await connection.fetch(
            """
            SELECT party, role, person, valid_from, valid_until FROM office_holder
            WHERE valid_from <= $1 AND (valid_until IS NULL OR valid_until > $1)
                AND ($2::text IS NULL OR party = $2)
            ORDER BY party, role, person, valid_from
            """,
            at,
            party,
        )
    return tuple(
        Holder(
            office=Office(party=row["party"], role=Role(row["role"])),
            person=row["person"],
            valid_from=row["valid_from"],
            valid_until=row["valid_until"],
        )
        for row in rows
    )
