"""`akkoord rebuild log`: what a restored database lacks comes back from Temporal's histories."""

from dataclasses import dataclass, field
from typing import Annotated

import typer

from adapters.opening import Opener
from adapters.products import known_product
from adapters.restoring import (
    Beside,
    count_doubtful,
    doubt_letters,
    heads_of,
    lacking_beside,
    last_recorded,
)
from adapters.seal import load_key_ring
from cli.connection import System
from cli.long_work import STOPPED, DryRun, LongWork, long_work
from cli.options import AsJson
from cli.outcome import Exit, print_json
from cli.printing import plain
from cli.sessions import within
from gateway.engine import engine_client
from gateway.histories import Histories, Remembered, Unread
from gateway.recovering import Lost, Plan, Why, planned, put_back

LettersInDoubt = Annotated[
    bool,
    typer.Option(
        "--letters-in-doubt",
        help="Make a case of every letter that waits, also where no event is missing: after the "
        "backup was made it may have gone.",
    ),
]
WORDS = {
    Why.NOT_PROVED: "its hash does not prove it",
    Why.GAP: "what stood before it is gone",
    Why.OTHERWISE: "the log has gone on since",
}


@dataclass
class Recovered:
    """What came back, or would; what is lost, in the log and beside it."""

    plan: Plan = field(default_factory=Plan)
    letters_in_doubt: int = 0
    beside: Beside = field(default_factory=lambda: Beside((), ()))
    unread: list[Unread] = field(default_factory=list)
    is_whole: bool = True  # nobody stopped it

    @property
    def is_well(self) -> bool:
        """Whether all came back that there was."""
        beside = (*self.beside.leaflets, *self.beside.mandates)
        return self.is_whole and not (self.plan.lost or self.unread or beside)


def log(
    dry_run: DryRun = False,  # noqa: FBT002 - an option
    letters_in_doubt: LettersInDoubt = False,  # noqa: FBT002 - an option
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Bring back, from Temporal's histories, the events that a restored Postgres lacks.

    For a Postgres that was restored from a backup, before any worker runs on it. An event comes
    back only where its hash proves that it stood there; the rest is listed as lost. Whether its
    letters went nobody knows: they become cases. Run again, it goes on. It ends with 1 when
    something is lost, or could not be read: most often a key of CODEC_KEYS that was taken away.
    """

    async def recovered(system: System) -> Recovered:
        async with long_work() as work:
            return await _recovered(system, work, dry=dry_run, doubts=letters_in_doubt)

    done = within(recovered, as_json=as_json)
    _tell(done, dry=dry_run, as_json=as_json)
    raise typer.Exit(Exit.DONE if done.is_well else Exit.REFUSED)


async def _recovered(system: System, work: LongWork, *, dry: bool, doubts: bool) -> Recovered:
    done = Recovered()
    remembered = await _remembered(system, work)
    if remembered is None:
        return Recovered(is_whole=False)
    done.unread = remembered.unread
    streams = {one.batch.stream_id for one in remembered.told}
    done.plan = planned(remembered.told, await heads_of(system.pool, streams))
    until = system.now() if doubts else done.plan.until
    if until is not None:
        in_doubt = count_doubtful if dry else doubt_letters
        done.letters_in_doubt = await in_doubt(system.pool, until)
    if not dry:
        done.is_whole = await _put_back(system, work, done.plan)
        await _reopen(system, remembered)  # behind the products that they are about
    done.beside = await lacking_beside(system.pool)
    return done


async def _remembered(system: System, work: LongWork) -> Remembered | None:
    """Read the histories; None when somebody stopped it."""
    client = await engine_client(system.settings, system.addresses.temporal)
    histories, all_of_it = Histories(client, system.pool), Remembered()
    runs = await histories.runs(await last_recorded(system.pool))
    read = 0
    async for one in histories.behind(runs):
        all_of_it.told += one.told
        all_of_it.envelopes += one.envelopes
        all_of_it.unread += one.unread
        read += 1
        work.far(f"{read} of {len(runs)} histories read")
        if work.is_stopped:
            return None
    return all_of_it


async def _reopen(system: System, remembered: Remembered) -> None:
    """Keep again what arrived at the doors of suppliers, with the leaflets in it."""
    settings = system.settings
    keys = load_key_ring(settings.seal_public_keys, settings.seal_directory)
    opener = Opener(system.pool, keys, known_product, settings.policy)
    for envelope in remembered.envelopes:
        await opener.open(envelope)


async def _put_back(system: System, work: LongWork, plan: Plan) -> bool:
    """Put back what was planned; says whether nobody stopped it."""
    whole = len(plan.back)
    async for _ in put_back(system.pool, plan):
        work.far(f"{len(plan.back)} of {whole} commands put back")
        if work.is_stopped:
            return len(plan.back) == whole
    return True


def _tell(done: Recovered, *, dry: bool, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "dry_run": dry,
                "whole": done.is_whole,
                "commands": len(done.plan.back),
                "events": done.plan.events,
                "lost": plain(done.plan.lost),
                "letters_in_doubt": done.letters_in_doubt,
                "lost_beside": plain(done.beside),
                "unread": plain(done.unread),
            }
        )
        return
    for lost in done.plan.lost:
        typer.echo(_lost(lost))
    for one in done.unread:
        typer.echo(f"UNREAD {one.stream}, run {one.run}, event {one.event}: {one.why}")
    for leaflet in done.beside.leaflets:
        typer.echo(f"LOST leaflet {leaflet}: import it again with `akkoord leaflet import`")
    for mandate in done.beside.mandates:
        typer.echo(f"LOST mandate {mandate}: grant it again with `akkoord mandates grant`")
    would_be = "would be " if dry else ""
    typer.echo(
        f"{done.plan.events} events of {len(done.plan.back)} commands {would_be}put back, "
        f"{len(done.plan.lost)} commands lost; "
        f"{done.letters_in_doubt} letters that waited {would_be}made cases"
    )
    if not done.is_whole:
        typer.echo(STOPPED)


def _lost(lost: Lost) -> str:
    first, last = lost.versions
    where = f"{lost.stream}#{first}" + (f"-{last}" if last != first else "")
    return f"LOST {where} {', '.join(lost.events)}: {WORDS[lost.why]}"
