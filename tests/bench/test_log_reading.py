"""What reading the log is measured on is right, however fast it is."""

from bench.log_reading import log_reading


async def test_the_whole_log_is_read_by_all_sides_and_rebuilt_as_it_was() -> None:
    lines = await log_reading(3, 2, print)

    assert [one.faults for one in lines] == [(), ()]
    assert all(rate > 0 for one in lines for rate in (*one.ours, *one.other))
