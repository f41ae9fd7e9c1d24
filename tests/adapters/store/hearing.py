"""Agreements that hear a line of announcements, as the engine brings them."""

from datetime import timedelta

from domain.actors import ENGINE
from domain.agreement import commands as c
from domain.announcing import Lacking
from domain.leaflet.digest import LeafletDigest
from domain.product.announcement import Part
from tests.adapters.store.lines import Line
from tests.scenario import MAIL_ADDED, V1, V2, V3, Story, chosen, leaflet

CODE = "product:github:code"
V4 = leaflet("4", processors=("Cloud", "Maps"))
MAIL, MAPS = leaflet("3 (mail)", processors=("Mail",)), leaflet("3 (maps)", processors=("Maps",))
LEAFLETS = (V1, V2, V3, V4, MAIL, MAPS)


def in_parts(change: str, *names: str) -> tuple[Part, ...]:
    """Parts by these names, with a leaflet for each."""
    leaflets = dict(zip(("mail", "maps"), (MAIL, MAPS), strict=True))
    return tuple(Part(change=f"{change}-{name}", leaflet=leaflets[name].hash) for name in names)


def on(offered: LeafletDigest = V1) -> Story:
    """An agreement that is active on a leaflet."""
    story = Story(stored=LEAFLETS).offered(offered)
    return story.chose(chosen(of=offered)).signed().later(minutes=1)


def hear(story: Story, line: Line, change: str, after: timedelta = timedelta()) -> Story:
    """An announcement of the line, or a part of one, reaches the agreement; it asks the board."""
    event, leaflet_hash = next(
        (one.event_id, known)
        for one in line.state.line
        for name, known in ((one.change, one.leaflet), *((p.change, p.leaflet) for p in one.parts))
        if name == change
    )
    story.later(minutes=1)
    command = c.ReceiveChange(
        change=change,
        leaflet=leaflet_hash,
        announced_from=story.now + after,
        announcement=event,
    )
    story.ask(command, ENGINE, MAIL_ADDED)
    return story


def changes(lacking: Lacking) -> list[str]:
    """The changes of the leaflets that are lacked."""
    return [one.announced.change for one in lacking.leaflets]


def corrected(lacking: Lacking) -> dict[str, str | None]:
    """By each leaflet that is lacked: whose place it takes."""
    return {one.announced.change: one.announced.corrects for one in lacking.leaflets}


def going(lacking: Lacking) -> list[tuple[str, str]]:
    """The changes that wait for a leaflet that stands no more, and why."""
    return [(one.change, one.reason) for one in lacking.withdrawals]
