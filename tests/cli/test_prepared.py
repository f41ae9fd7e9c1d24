"""What `akkoord migrate` says of the database and the namespace."""

from cli.whole_system import Prepared


def test_it_says_where_histories_are_kept_for_less_than_a_restored_log_may_need() -> None:
    told = str(Prepared(("0001.sql",), (), 1))

    assert told.startswith("schema: 1 migrations applied, 0 search attributes new\n")
    assert "1 days: 30 are needed" in told


def test_where_they_are_kept_long_enough_it_says_nothing_of_them() -> None:
    assert str(Prepared((), (), 30)) == "schema: 0 migrations applied, 0 search attributes new"
