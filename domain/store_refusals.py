"""What only the store of events can refuse, for it alone sees every stream and every command."""

from domain.refusals import RefusedError


class VersionConflictError(RefusedError):
    """Something else happened in this stream meanwhile; look again and ask again."""


class StreamExistsError(RefusedError):
    """This agreement exists already; take the next number."""


class AgreementAlreadyOpenError(RefusedError):
    """The board and the supplier have an agreement already that is on its way or in force."""


class ProductOfOtherSupplierError(RefusedError):
    """Another supplier offers a product of this name; take a name of your own."""
