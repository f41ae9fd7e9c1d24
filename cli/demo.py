"""`akkoord demo`: whole agreements on real leaflets, before your eyes; ends by itself."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from adapters.local.system import Addresses
from cli.away import reached
from cli.connection import System, connected
from cli.demonstration import catalogue
from cli.demonstration.leaving import leave
from cli.demonstration.observation import Observation
from cli.demonstration.places import clear, fresh_settings, numbered, with_own_database
from cli.demonstration.playing import play
from cli.demonstration.real_stage import RealStage
from cli.demonstration.report import report
from cli.demonstration.scene import Scene, lines_of
from cli.demonstration.screen import Screen
from cli.demonstration.setting import set_the_stage
from cli.demonstration.stories import STORIES
from cli.demonstration.verdict import exit_code, last_line
from cli.demonstration.watching import ends_of, observed
from cli.outcome import misuse
from cli.system import say, tell_addresses, until_stopped
from cli.whole_system import whole_system
from domain.canonical import content_hash
from domain.leaflet.leaflet import Leaflet
from environment import SettingsError
from settings import Settings, read_settings

app = typer.Typer()

WIDTH = 150
Keep = Annotated[bool, typer.Option("--keep", help="Leave everything running, until Ctrl-C.")]


@app.command()
def demo(keep: Keep = False) -> None:  # noqa: FBT002 - an option
    """Watch boards and suppliers go through whole agreements, on servers of their own."""
    try:
        settings = read_settings()
    except SettingsError as error:
        misuse(str(error))
    with reached():
        seen = asyncio.run(perform(settings, keep=keep))
    if not keep:
        typer.echo(last_line(seen))
    raise typer.Exit(exit_code(seen))


async def perform(settings: Settings, *, keep: bool) -> Observation:
    """Start everything, tell all stories, report, and stop; or wait for Ctrl-C."""
    earlier = numbered(settings.state_directory / "demo")
    settings = fresh_settings(settings, datetime.now(UTC))  # noqa: TID251 - a name for this run
    async with AsyncExitStack() as stack:
        clearing = asyncio.create_task(clear(earlier, say))
        settings = await stack.enter_async_context(with_own_database(settings))
        leaflets = asyncio.create_task(asyncio.to_thread(catalogue.leaflets))
        addresses = await stack.enter_async_context(whole_system(settings, say))
        system = await stack.enter_async_context(connected(settings, addresses))
        seen = await told(system, await leaflets)
        await clearing
        if keep:
            await _kept(settings, addresses, seen)
        if settings.temporal_address:
            client = (await system.gateway()).client
            await leave(client, seen.ends, settings.post_office)
    return seen


async def told(system: System, leaflets: dict[str, Leaflet]) -> Observation:
    """Set the stage, tell all stories at once, look, and report."""
    console = _console()
    boards, suppliers = catalogue.boards(), catalogue.suppliers()
    say("the people are invented, the boards, schools, products and leaflets are real;")
    say("what their suppliers never published is assumed (data/assumed.yaml)")
    await set_the_stage(system.pool, boards, suppliers, leaflets.values(), system.now())
    with Screen(console, system.now()) as screen:
        number = system.settings.post_office  # that of this run
        stage = await _stage(system, screen.show, number)
        lines = lines_of(STORIES, stage, suppliers, catalogue.lines(leaflets), number)
        scene = Scene(stage, boards, suppliers, leaflets, lines, number)
        stuck = await play(STORIES, scene, stage, screen)
        screen.say("the stories are told; waiting for the last letters", stage.now())
        seen = await observed(system, stage, scene, STORIES, stuck)
    versions = {content_hash(one): one.version for one in leaflets.values()}
    report(console, seen, STORIES, number, versions)
    return seen


def _console() -> Console:
    """Return where people read; what is not a terminal has room for wide tables."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=WIDTH)


async def _stage(system: System, show: Callable[..., None], number: int) -> RealStage:
    return RealStage(
        pool=system.pool,
        gateway=await system.gateway(),
        shown=show,
        agreements=tuple(ends_of(STORIES, number)),
        run=f"{datetime.now(UTC):%Y%m%dT%H%M%S}",  # noqa: TID251 - a name for this run
    )


async def _kept(settings: Settings, addresses: Addresses, seen: Observation) -> None:
    tell_addresses(settings, addresses)
    _console().print(Text(f"Look at the agreements: {addresses.temporal_ui}", "bold"))
    typer.echo(last_line(seen))
    await until_stopped(settings)
