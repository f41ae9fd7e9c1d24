"""`akkoord rebuild workflows`: what has not ended runs in Temporal, as the log has it."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Annotated

import typer

from adapters.letter_cases import find_cases
from adapters.open_streams import open_streams
from cli.connection import System
from cli.long_work import STOPPED, DryRun, LongWork, long_work
from cli.options import AsJson
from cli.outcome import Exit, print_json
from cli.sessions import within
from gateway.engine import engine_client
from gateway.post import EVERY, Post
from gateway.rebuilding import TO_BE_LOOKED_AT, Outcome, Rebuilding

Replace = Annotated[
    bool,
    typer.Option(
        "--replace",
        help="Also end workflows that know more than the log, or do not answer, and start them "
        "from the log: what only they know is lost. Run `akkoord rebuild log` first.",
    ),
]
AHEAD = "knows events that the log lacks: run `akkoord rebuild log`, or give --replace"
SILENT = "runs and does not answer: see it in the Temporal UI, or give --replace"
WORDS = {Outcome.AHEAD: AHEAD, Outcome.SILENT: SILENT}


@dataclass
class Tally:
    """What was done, or would be."""

    streams: Counter[Outcome] = field(default_factory=Counter)
    letter_cases: int = 0
    to_be_looked_at: dict[str, str] = field(default_factory=dict)
    is_whole: bool = True  # nobody stopped it


def workflows(
    dry_run: DryRun = False,  # noqa: FBT002 - an option
    replace: Replace = False,  # noqa: FBT002 - an option
    as_json: AsJson = False,  # noqa: FBT002 - an option
) -> None:
    """Start again every agreement, product, intake, letter case and post office that Temporal lost.

    Each goes on from the log: deadlines stay at their instants, nothing is sent twice, a repeated
    command gets its first answer. What runs goes on, and reads what it does not know yet. It is
    safe to run at any time, and again after Ctrl-C. It ends with 1 when something is left that
    needs a person.
    """

    async def rebuilt(system: System) -> Tally:
        async with long_work() as work:
            return await _rebuilt(system, work, dry=dry_run, replaces=replace)

    tally = within(rebuilt, as_json=as_json)
    _tell(tally, dry=dry_run, as_json=as_json)
    is_well = tally.is_whole and not tally.to_be_looked_at
    raise typer.Exit(Exit.DONE if is_well else Exit.REFUSED)


async def _rebuilt(system: System, work: LongWork, *, dry: bool, replaces: bool) -> Tally:
    settings, tally = system.settings, Tally()
    client = await engine_client(settings, system.addresses.temporal)
    rebuilding = Rebuilding(client, system.pool, settings.turns_queue, dry, replaces)
    streams = await open_streams(system.pool)
    async for one in rebuilding.all(streams):
        tally.streams[one.outcome] += 1
        if one.outcome in TO_BE_LOOKED_AT:
            tally.to_be_looked_at[one.stream] = one.outcome.value
        work.far(f"{tally.streams.total()} of {len(streams)} streams seen to")
        if work.is_stopped:
            tally.is_whole = False
            return tally
    post = Post(client, settings.letters_queue, settings.post_office, settings.policy)
    tally.letter_cases = await _post(system, post, dry=dry)
    return tally


async def _post(system: System, post: Post, *, dry: bool) -> int:
    """Open the post office and the cases of letters; returns the cases that were not open."""
    if dry:
        return len(await find_cases(system.pool, EVERY))
    await post.open()
    return sum([is_new async for is_new in post.open_cases(system.pool)])


def _tell(tally: Tally, *, dry: bool, as_json: bool) -> None:
    if as_json:
        counted = {outcome.value: tally.streams[outcome] for outcome in Outcome}
        print_json(
            {
                "dry_run": dry,
                "whole": tally.is_whole,
                "streams": counted,
                "letter_cases": tally.letter_cases,
                "to_be_looked_at": tally.to_be_looked_at,
            }
        )
        return
    for stream, outcome in tally.to_be_looked_at.items():
        typer.echo(f"{stream} {WORDS[Outcome(outcome)]}")
    typer.echo(_sentence(tally, "would be " if dry else ""))
    if not tally.is_whole:
        typer.echo(STOPPED)


def _sentence(tally: Tally, would_be: str) -> str:
    count = tally.streams
    ended = f", {count[Outcome.ENDED]} ended" if count[Outcome.ENDED] else ""
    cases = f"{would_be}opened, unless they are open" if would_be else "opened"
    return (
        f"{count[Outcome.STARTED]} streams {would_be}started from the log, "
        f"{count[Outcome.CAUGHT_UP]} {would_be}caught up, "
        f"{count[Outcome.GOES_ON]} go on as they were, "
        f"{len(tally.to_be_looked_at)} to be looked at{ended}; "
        f"{tally.letter_cases} letter cases {cases}"
    )
