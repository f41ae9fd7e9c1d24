"""Erasing a person: nothing told of the person is found anywhere, and everything still holds."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from adapters.local.postgres import binaries
from adapters.people import find_person
from adapters.verify import verify
from domain.intake.state import Standing
from gateway import intake
from gateway.forgetting import forget
from tests.journeys.histories import kept_by_engine, naming
from tests.journeys.journey import Journey
from tests.journeys.running import LETTERS, TURNS, Servers
from tests.journeys.said import chosen
from tests.journeys.test_traces import text_of
from workflows.ids import IntakeId


async def dumped(database_url: str) -> str:
    """All that a copy of the database would hold."""
    program = await asyncio.create_subprocess_exec(
        str(binaries() / "pg_dump"), "--dbname", database_url, stdout=asyncio.subprocess.PIPE
    )
    dump, _ = await program.communicate()
    assert program.returncode == 0
    return dump.decode()


def stored(folder: Path, hashes: Sequence[str]) -> str:
    """Documents, as bytes and as read."""
    found = [(folder / one).read_bytes() for one in hashes]
    assert found
    return "\n".join(word for one in found for word in (one.decode("latin-1"), text_of(one)))


def as_kept(told: Sequence[str]) -> list[str]:
    """What is looked for: words, and words within bytes as a dump writes them."""
    return [form for one in told for form in (one, one.encode().hex())]


async def told_in_a_message(journey: Journey, words: str) -> None:
    """A supplier's system sends something that cannot be read, and that names somebody."""
    message = await journey.line.message(journey.system, f"{{ not JSON, says {words}")
    fate = await intake.announce(journey.system.gateway, message)
    assert fate.standing is Standing.QUARANTINED


async def acted(journey: Journey) -> list[str]:
    """The director acts, reads letters, and is named in a message; what is told of her."""
    await journey.active(chosen(), chosen("speech"))
    await journey.announced()
    await journey.approved()
    await journey.filed()
    await journey.delivered()
    person = await find_person(journey.system.pool, journey.director)
    assert person
    await told_in_a_message(journey, f"{person.name}, {person.email}")
    return [person.name, person.email]


async def test_nothing_told_of_an_erased_person_is_found_anywhere(
    journey: Journey, servers: Servers, worker_log: Path
) -> None:
    system = journey.system
    told = await acted(journey)
    assert naming(await dumped(servers.database_url), as_kept(told)) == as_kept(told)

    erasure = await forget(system.pool, system.client, journey.director, system.now())

    await nothing_is_left(journey, servers, told)
    assert naming(worker_log.read_text(), told) == []
    assert erasure.letters_delivered
    assert len(erasure.texts) == 1
    assert erasure.intakes == (str(IntakeId(journey.place.supplier)),)
    written = " ".join(str(one["To"]) for one in system.mail_kept())
    assert naming(written, told) == told  # the limit: a letter that went is its reader's


async def nothing_is_left(journey: Journey, servers: Servers, told: list[str]) -> None:
    """See that no copy of anything holds it, and that every chain and hash still does."""
    system = journey.system
    assert naming(await dumped(servers.database_url), as_kept(told)) == []
    assert naming(await kept_by_engine(system.client, (TURNS, LETTERS)), told) == []
    filed = [one.event for one in await journey.records() if one.event.type == "document.filed"]
    documents = stored(servers.state / "storage", [one.hash for one in filed])
    assert naming(documents, told) == []
    verified = await verify(system.pool, system.storage)
    assert (verified.broken, verified.broken_texts) == ((), ())
    assert verified.documents
