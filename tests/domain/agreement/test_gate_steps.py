"""Who follows the gate is told the steps from which it knows the gate for any instant to come."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.agreement.gate_steps import Step, steps
from domain.agreement.verdicts import Window

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
GATE = ("college", "code", "core")


def day(number: int) -> datetime:
    return NOW + timedelta(days=number)


def window(leaflet: str, since: int, until: int | None = None, gate: str = "core") -> Window:
    ends = None if until is None else day(until)
    return Window("college", "code", gate, leaflet, day(since), ends)


def opened(leaflet: str, since: int) -> Step:
    return Step(*GATE, opens=True, since=day(since), leaflet=leaflet)


def closed(leaflet: str, since: int) -> Step:
    return Step(*GATE, opens=False, since=day(since), leaflet=leaflet)


def test_nothing_is_told_of_what_stays() -> None:
    assert steps([window("a", -5)], [window("a", 0)], NOW) == ()
    assert steps([], [], NOW) == ()


def test_an_opening_and_a_closing_are_told_with_their_instant() -> None:
    assert steps([], [window("a", 0)], NOW) == (opened("a", 0),)
    assert steps([window("a", -5)], [], NOW) == (closed("a", 0),)
    assert steps([window("a", -5)], [window("a", 0, 9)], NOW) == (closed("a", 9),)


def test_an_opening_on_a_date_is_told_when_it_is_decided() -> None:
    assert steps([window("a", -5)], [window("a", 0, 9), window("b", 9)], NOW) == (opened("b", 9),)
    assert steps([], [window("a", 9)], NOW) == (opened("a", 9),)


def test_what_was_told_for_a_date_and_comes_no_more_is_taken_back() -> None:
    before = [window("a", -5, 9), window("b", 9)]
    assert steps(before, [window("a", 0)], NOW) == (opened("a", 9),)
    assert steps([window("b", 9)], [], NOW) == (closed("b", 9),)


def test_a_date_that_moves_is_told_anew() -> None:
    before = [window("a", -5, 9), window("b", 9)]
    later = [window("a", 0, 12), window("b", 12)]
    assert steps(before, later, NOW) == (opened("a", 9), opened("b", 12))
    sooner = [window("a", 0, 4), window("b", 4)]
    assert steps(before, sooner, NOW) == (opened("b", 4),)


def test_what_comes_behind_the_first_difference_is_told_again() -> None:
    before = [window("a", -5, 20)]
    after = [window("a", 0, 9), window("b", 9, 20)]
    assert steps(before, after, NOW) == (opened("b", 9), closed("b", 20))


def test_every_gate_is_told_by_itself_in_order() -> None:
    told = steps([window("a", -5, gate="sms")], [window("a", 0), window("a", 0, gate="ai")], NOW)
    assert [(one.service, one.opens) for one in told] == [
        ("ai", True),
        ("core", True),
        ("sms", False),
    ]


@st.composite
def plans(draw: st.DrawFn, start: int) -> tuple[Window, ...]:
    """Windows of one gate that do not overlap."""
    edges = sorted(draw(st.sets(st.integers(start, 9), max_size=6)))
    ends = [*edges[1:], draw(st.sampled_from((None, 10)))]
    leaflets = draw(st.lists(st.sampled_from("ab-"), min_size=len(edges), max_size=len(edges)))
    return tuple(
        window(leaflet, since, until)
        for since, until, leaflet in zip(edges, ends, leaflets, strict=False)
        if leaflet != "-"
    )


def ruling(windows: tuple[Window, ...], at: datetime) -> str | None:
    return next(
        (one.leaflet for one in windows if one.since <= at and (not one.until or at < one.until)),
        None,
    )


@given(plan=st.lists(plans(0), min_size=1, max_size=6))
def test_who_follows_knows_the_gate_for_every_instant_to_come(
    plan: list[tuple[Window, ...]],
) -> None:
    """Each step takes the place of all that was told before from its instant on."""
    followed: dict[datetime, str | None] = {}
    before: tuple[Window, ...] = ()
    for number, after in enumerate(plan):
        now = day(number)
        ahead = tuple(one for one in after if one.until is None or one.until > now)
        was = tuple(one for one in before if one.until is None or one.until > now)
        for step in steps(was, ahead, now):
            followed = {at: one for at, one in followed.items() if at < step.since}
            followed[step.since] = step.leaflet if step.opens else None
            assert step.since >= now
            assert step.leaflet
        for instant in (day(one) for one in range(number, 12)):
            known = [leaflet for at, leaflet in sorted(followed.items()) if at <= instant]
            assert (known[-1] if known else None) == ruling(ahead, instant)
        before = after
