"""Everything an intake refuses, by name; what a supplier's system sends is never refused."""

from domain.refusals import RefusedError


class NotInQuarantineError(RefusedError):
    """No message of this name is in quarantine here."""
