"""Why a local system cannot be started, in the words that the person at the keyboard reads."""


class LocalSystemError(Exception):
    """The local system cannot be started."""


class AlreadyRunningError(LocalSystemError):
    """A local system is running on this state already."""


class NothingRunsError(LocalSystemError):
    """No local system is running on this state: start one with `make up`."""


class NoTemporalServerError(LocalSystemError):
    """No Temporal server was found, and none could be made."""


class NoTimeSkippingError(LocalSystemError):
    """No Temporal test server was found, and none could be made."""


class NoPostgresError(LocalSystemError):
    """The embedded Postgres cannot be used here."""


class ServerFailedError(LocalSystemError):
    """A server was started and did not come up."""


class ServerEndedError(ServerFailedError):
    """A server ended by itself before it answered."""
