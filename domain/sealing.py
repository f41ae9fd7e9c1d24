"""What a seal promises of a request, and the refusals of one that does not keep it."""

from datetime import datetime, timedelta

from domain.refusals import RefusedError
from domain.requests import RequestBody

SEAL_LIFE = timedelta(minutes=15)
CLOCKS_APART = timedelta(minutes=1)  # by which two machines' clocks may differ


class SealMissingError(RefusedError):
    """The request carries no seal; only the gateway, which knows who asks, can make one."""


class UnknownKeyError(RefusedError):
    """The seal is made with a key that is not accepted here."""


class SealInvalidError(RefusedError):
    """The seal does not belong to these words."""


class SealForeignError(RefusedError):
    """The request was sealed for another place."""


class SealExpiredError(RefusedError):
    """The seal is older than fifteen minutes, or of a time to come; ask again."""


class SealedForOtherCommandError(RefusedError):
    """The request was sealed for another command than the one it is used for."""


def check_place_and_age(body: RequestBody, workflow_id: str, now: datetime) -> None:
    """Refuse what was sealed for another workflow, too long ago, or ahead of time."""
    if body.workflow_id != workflow_id:
        raise SealForeignError(body.workflow_id)
    if not -CLOCKS_APART <= now - body.issued_at <= SEAL_LIFE:
        raise SealExpiredError
