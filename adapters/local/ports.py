"""Free ports on the loopback address."""

import secrets
import socket

LOOPBACK = "127.0.0.1"
QUIET = range(10_000, 32_768)  # systems give connections on their way out ports above these
TRIES = 20


def free_port(*preferred: int) -> int:
    """Return the first preferred port that is free, or else any free one.

    One that the system would give to a connection as well may be gone before a server takes it.
    """
    drawn = (secrets.choice(QUIET) for _ in range(TRIES))
    return next(filter(None, map(_bound, (*preferred, *drawn, 0))))


def _bound(port: int) -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return 0
        return int(probe.getsockname()[1])
