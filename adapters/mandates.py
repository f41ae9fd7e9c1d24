"""Mandates: dated, nameless, only ever added to; ending one is a row of its own."""

from datetime import datetime

import asyncpg

from adapters.people import find_person
from adapters.postgres import Connection, Pool, borrowed, insert, transaction
from domain.actors import Actor, ActorKind, Mandate, PartyId, Right
from domain.messages import Message
from domain.people_refusals import (
    MandateExistsError,
    PeriodEmptyError,
    UnknownMandateError,
    UnknownPartyError,
    UnknownPersonError,
)
from domain.values import Identifier


class Granted(Message):
    """A mandate with the person who has it and the party it is for."""

    mandate: Mandate
    person: Identifier
    party: PartyId


_MANDATES = """
    SELECT mandate.*, LEAST(valid_until, ended.ends_at) AS ends_at
    FROM mandate LEFT JOIN (
        SELECT mandate, min(ends_at) AS ends_at FROM mandate_end GROUP BY mandate
    ) AS ended ON ended.mandate = mandate.id
"""


async def grant(pool: Pool, granted: Granted) -> None:
    """Give a person a mandate; the same again changes nothing.

    Raises `UnknownPersonError`, `UnknownPartyError`, `PeriodEmptyError` or `MandateExistsError`.
    """
    if await find_person(pool, granted.person) is None:
        raise UnknownPersonError(granted.person)
    row = granted.mandate.model_dump(mode="json") | {
        "person": granted.person,
        "party": granted.party,
    }
    try:
        async with transaction(pool) as connection:
            await insert(connection, "mandate", [row], "ON CONFLICT (id) DO NOTHING")
            await _refuse_other(connection, granted)
    except asyncpg.CheckViolationError:
        raise PeriodEmptyError(granted.mandate.id) from None
    except asyncpg.ForeignKeyViolationError:
        raise UnknownPartyError(granted.party) from None


async def end_mandate(pool: Pool, mandate: str, at: datetime) -> None:
    """End a mandate at an instant; an earlier end stands. Raises `UnknownMandateError`."""
    row = {"mandate": mandate, "ends_at": at}
    try:
        async with borrowed(pool) as connection:
            await insert(connection, "mandate_end", [row], "ON CONFLICT DO NOTHING")
    except asyncpg.ForeignKeyViolationError:
        raise UnknownMandateError(mandate) from None


async def mandates(
    pool: Pool, person: str | None = None, party: str | None = None
) -> tuple[Granted, ...]:
    """Return mandates, ended ones too, by when they began; of one person or party, or of all."""
    async with borrowed(pool) as connection:
        rows = await connection.fetch(
            f"{_MANDATES} WHERE ($1::text IS NULL OR person = $1)"
            " AND ($2::text IS NULL OR party = $2) ORDER BY valid_from, id",
            person,
            party,
        )
    return tuple(_granted(row) for row in rows)


async def actor_of(pool: Pool, person: str, party: str, at: datetime) -> Actor:
    """Return a person as one who acts for a party, with the mandates for it.

    What ended more than a year before `at` is left out: a request stays small, and who asks by
    an expired mandate still hears that it has expired. Raises `UnknownPersonError`.
    """
    if await find_person(pool, person) is None:
        raise UnknownPersonError(person)
    async with borrowed(pool) as connection:
        rows = await connection.fetch(
            f"SELECT * FROM ({_MANDATES}) AS dated WHERE person = $1 AND party = $2"  # noqa: S608 - our own parts
            " AND (ends_at IS NULL OR ends_at > $3::timestamptz - interval '1 year')"
            " ORDER BY valid_from, id",
            person,
            party,
            at,
        )
    held = tuple(_granted(row).mandate for row in rows)
    return Actor(kind=ActorKind.PERSON, person=person, party=party, mandates=held)


async def _refuse_other(connection: Connection, granted: Granted) -> None:
    row = await connection.fetchrow(
        "SELECT *, valid_until AS ends_at FROM mandate WHERE id = $1", granted.mandate.id
    )
    if row is None or _granted(row) != granted:
        raise MandateExistsError(granted.mandate.id)


def _granted(row: asyncpg.Record) -> Granted:
    mandate = Mandate(
        id=row["id"],
        rights=tuple(Right(right) for right in row["rights"]),
        schools=None if row["schools"] is None else tuple(row["schools"]),
        valid_from=row["valid_from"],
        valid_until=row["ends_at"],
    )
    return Granted(mandate=mandate, person=row["person"], party=row["party"])
