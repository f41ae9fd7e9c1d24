"""Ports for servers of this machine."""

import socket

from adapters.local.ports import LOOPBACK, QUIET, free_port


def test_a_preferred_port_is_taken_where_it_is_free() -> None:
    wanted = free_port()

    assert free_port(wanted) == wanted


def test_a_port_that_is_taken_is_passed_over() -> None:
    with socket.create_server((LOOPBACK, 0)) as server:
        taken = server.getsockname()[1]

        assert free_port(taken) != taken


def test_any_other_is_none_that_a_connection_on_its_way_out_could_take() -> None:
    assert {free_port() for _ in range(20)} <= set(QUIET)
