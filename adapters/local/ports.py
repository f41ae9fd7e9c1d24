"""Free ports on the loopback address."""

import socket

LOOPBACK = "127.0.0.1"


def free_port(*preferred: int) -> int:
    """Return the first preferred port that is free, or else any free one."""
    return next(filter(None, map(_bound, (*preferred, 0))))


def _bound(port: int) -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return 0
        return int(probe.getsockname()[1])
