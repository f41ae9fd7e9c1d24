"""What appending is measured on is right, however fast it is."""

from bench.appending import AT_ONCE, EVENTS, _many, appending
from bench.comparing import Compared, Goal, Row, compared, in_turns


async def test_all_sides_store_the_same_events_and_every_chain_holds() -> None:
    lines = await appending(3, 2, print)

    assert [one.faults for one in lines] == [()] * 4
    assert all(rate > 0 for one in lines for rate in (*one.ours, *one.other))
    assert [len(one.ratios) for one in lines] == [2] * 4


def test_many_commands_at_once_go_behind_each_other_in_their_streams() -> None:
    many = _many("agreement:many:some")

    assert len(many) == AT_ONCE
    assert {len(one.records) for one in many} == {EVENTS}
    assert many[-1].expected_version > 0


async def test_sides_take_turns_in_who_goes_first() -> None:
    went: list[str] = []

    async def ours(number: int) -> dict[str, float]:
        went.append(f"A{number}")
        return {"rate": 3.0 * number}

    async def other(number: int) -> dict[str, float]:
        went.append(f"B{number}")
        return {"rate": 2.0}

    rounds = await in_turns({"ours": ours, "other": other}, 3)

    assert went == ["A1", "B1", "B2", "A2", "A3", "B3"]
    line = compared(Row("it", "rate", "that", "other", "a second", Goal(3)), rounds)
    assert (line.ratios, line.ratio, line.is_reached) == ((1.5, 3.0, 4.5), 3.0, True)


def test_a_goal_is_a_bound_below_or_above() -> None:
    cheap = Compared("it", "that", "s", (1.0,), (2.0,), Goal(0.4, at_most=True))

    assert not cheap.is_reached
    assert Goal(0.5, at_most=True).is_reached_by(cheap.ratio)
    assert str(Goal(0.4, at_most=True)) == "<= 0.4"
    assert Compared("it", "that", "s", (1.0,), (2.0,)).is_reached
