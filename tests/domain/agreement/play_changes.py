"""What may become of changes: announced, beside each other too, answered, offered again."""

from datetime import timedelta

from hypothesis import strategies as st

from domain.actors import ENGINE, Actor
from domain.agreement import commands as c
from domain.agreement.changes import base_of
from domain.agreement.decider import needs
from domain.agreement.state import ChangeStanding
from domain.leaflet.digest import LeafletDigest
from domain.values import Answer
from tests.domain.agreement.play import ANSWERS, Draw, Play
from tests.domain.agreement.shapes import EXTRA_ITEMS, differences, successors, turned
from tests.scenario import BOARD, SUPPLIER


def announce(play: Play, draw: Draw) -> None:
    product, changes = play.product(draw), play.story.state.changes
    before = play.line.get(product) or base_of(play.story.state, product, play.story.now)
    leaflet = draw(successors(before, play.number) if before else play.any_leaflet(product))
    beside = draw(st.sampled_from((0, 0, 1, 2, 5)))
    named = tuple(one.id for one in changes[max(0, len(changes) - beside) :])
    announces(play, leaflet, draw, before, named)


def announce_parts(play: Play, draw: Draw) -> None:
    """One announcement in two parts, each with a leaflet of its own."""
    product, number = play.product(draw), len(play.story.state.changes)
    before = base_of(play.story.state, product, play.story.now)
    if before is not None:
        for other in (number + 1, number):
            leaflet = draw(successors(before, play.number))
            announces(play, leaflet, draw, before, (f"change-{other}",))


def announces(
    play: Play,
    leaflet: LeafletDigest,
    draw: Draw,
    before: LeafletDigest | None = None,
    beside: tuple[str, ...] = (),
) -> None:
    changes = play.story.state.changes
    ahead = draw(st.sampled_from((0, 0, 10, 50)))
    corrects = draw(st.sampled_from((0, 0, 0, 0, 1, 2)))
    play.line[leaflet.product] = leaflet
    command = c.ReceiveChange(
        change=f"change-{len(changes)}",
        leaflet=play.stored(leaflet),
        announced_from=play.story.now + timedelta(days=ahead),
        corrects=changes[-corrects].id if 0 < corrects <= len(changes) else None,
        predecessor=before.hash if before else None,
        independent_of=beside,
    )
    need = needs(play.story.state, command, play.story.now)
    bases = [one for one in play.story.stored if need and one.hash in need.compare_from]
    base = next((one for one in bases if one.product == leaflet.product), leaflet)
    play.ask(command, ENGINE, (*differences(base, leaflet), *draw(EXTRA_ITEMS)))


def reoffer(play: Play, draw: Draw) -> None:
    for change in play.story.state.changes:
        if change.standing is ChangeStanding.LAPSED and draw(st.booleans()):
            number = len(play.story.state.changes)
            again = c.ReofferChange(change=change.id, new_change=f"change-{number}")
            items = play.story.differences.get(change.published, ())
            play.ask(again, SUPPLIER, items)


def there_and_back(play: Play, draw: Draw) -> None:
    """An option that somebody has turns core or goes, and is an option again."""
    product, service = play.product(draw), draw(st.sampled_from(("ai", "sms")))
    play.answer(product, service, draw(ANSWERS), play.schools(draw))
    for kind in (draw(st.sampled_from(("core", "absent", "own"))), "optional"):
        ruling = base_of(play.story.state, product, play.story.now)
        if ruling is not None:
            announces(play, turned(ruling, service, kind, play.number), draw)
        approve(play, draw)
        play.wait(draw)


def choose_before_a_told_change(play: Play, draw: Draw) -> None:
    """An option is chosen while a change that is important for it lies ahead."""
    for change in play.story.state.changes:
        for service in change.important_for:
            if change.standing is ChangeStanding.TOLD:
                play.answer(change.product, service, Answer.YES, play.schools(draw))
    play.wait(draw)


def approve(play: Play, draw: Draw) -> None:
    asked = [one for one in play.story.state.changes if one.standing is ChangeStanding.ASKED]
    for change in asked if draw(st.booleans()) else asked[::-1]:
        play.ask(c.ApproveChange(change=change.id, leaflet=change.leaflet.hash))


def answer_change(play: Play, draw: Draw) -> None:
    change = draw(st.sampled_from(play.story.state.changes or (None,)))
    if change is None:
        return
    commands: tuple[tuple[c.AnyCommand, Actor], ...] = (
        (c.RejectChange(change=change.id, leaflet=change.leaflet.hash, reason="no"), BOARD),
        (c.ApproveChange(change=change.id, leaflet=change.leaflet.hash), BOARD),
        (c.WithdrawApproval(change=change.id), BOARD),
        (c.WithdrawChange(change=change.id, reason="error"), ENGINE),
    )
    play.ask(*draw(st.sampled_from(commands)))
