"""One entry is shown to be among those signed, without the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.canonical import hash_of
from domain.merkle import path_of, root_from, root_of

ENTRIES = st.lists(st.binary(max_size=8), min_size=1, max_size=20)


def test_of_nothing_there_is_a_root_too() -> None:
    assert root_of([]) == hash_of(b"")


@given(ENTRIES)
def test_every_entry_leads_to_the_root(entries: list[bytes]) -> None:
    for index, entry in enumerate(entries):
        assert root_from(entry, path_of(entries, index)) == root_of(entries)


@given(ENTRIES, st.binary(max_size=8))
def test_what_is_not_among_them_does_not(entries: list[bytes], other: bytes) -> None:
    for index, entry in enumerate(entries):
        if entry != other:
            assert root_from(other, path_of(entries, index)) != root_of(entries)


@given(ENTRIES, st.binary(max_size=8))
def test_another_list_has_another_root(entries: list[bytes], other: bytes) -> None:
    assert root_of([*entries, other]) != root_of(entries)


def test_a_node_does_not_pass_for_an_entry() -> None:
    two = [b"a", b"b"]
    (neighbour,) = path_of(two, 0)
    node = bytes.fromhex(root_from(b"a", ())) + bytes.fromhex(neighbour[1])
    assert root_of([node]) != root_of(two)


@pytest.mark.parametrize("count", [1, 2, 3, 1000])
def test_a_path_is_short(count: int) -> None:
    assert len(path_of([b"%d" % one for one in range(count)], 0)) <= 10
