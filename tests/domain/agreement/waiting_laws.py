"""The laws of changes that wait: one receipt each, and each behind what it stands on."""

from domain.agreement import commands as c
from domain.agreement.changes import independent, is_pending, is_undecided, stands_on
from domain.agreement.events.changes import ChangeComposed, ChangeReceived
from domain.agreement.products import product_of
from domain.agreement.state import Agreement, Change, ChangeStanding, Phase
from domain.records import EventRecord
from tests.scenario import Story


def check_arrival(before: Agreement, story: Story, command: c.AnyCommand) -> None:
    """An announcement of what is in force here is on record, whatever comes of it."""
    if not isinstance(command, c.ReceiveChange):
        return
    product = next(one.product for one in story.stored if one.hash == command.leaflet)
    known = product_of(story.state, product)
    runs = story.state.phase in (Phase.ACTIVE, Phase.ENDING)
    was, here = ({one.id for one in state.changes} for state in (before, story.state))
    held = runs and known is not None and known.standing == "in_force"
    assert (command.change in here) is (held or command.change in was)


def check_waiting(story: Story) -> None:
    """What has a date stands on nothing undecided, and no leaflet is there twice."""
    receipts = [one.event.change for one in story.records if one.event.type == "change.received"]
    assert len(receipts) == len(set(receipts))
    for product in story.state.products:
        pending = [
            one
            for one in story.state.changes
            if one.product == product.id and is_pending(one, story.now)
        ]
        undecided = [is_undecided(one) for one in pending]
        assert undecided == sorted(undecided), "what has its date stands before what has none"
        hashes = [one.leaflet.hash for one in pending]
        ruled = [one.leaflet.hash for one in product.schedule if one.since <= story.now]
        assert len(set(hashes + ruled)) == len(hashes + ruled)
        for change in pending:
            _check_base(story, change)


def _check_base(story: Story, change: Change) -> None:
    """It is compared with the one it stands on, where that is one; told ones wait for others."""
    below = stands_on(story.state, change, story.now)
    known = product_of(story.state, change.product)
    assert known is not None
    beside = [one for one in below if any(independent(one, other) for other in below)]
    if not beside:
        begun = [one.leaflet.hash for one in known.schedule if one.since <= story.now]
        base = below[-1].leaflet.hash if below else begun[-1]
        assert change.base == base, (change.id, change.base, base)
    if change.standing is ChangeStanding.TOLD:
        waits = any(is_undecided(one) for one in below)
        assert waits is (change.in_force_from is None)


def last_judged(records: tuple[EventRecord, ...], change: str) -> ChangeReceived | ChangeComposed:
    """How a change was judged last: when it arrived, or when it was composed anew."""
    kinds = (ChangeReceived, ChangeComposed)
    events = [one.event for one in records if isinstance(one.event, kinds)]
    return [one for one in events if one.change == change][-1]
