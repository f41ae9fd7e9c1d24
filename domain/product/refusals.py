"""Everything a product refuses, by name; the docstring is the sentence people read."""

from domain.refusals import RefusedError


class NotItsSupplierError(RefusedError):
    """You do not act for the supplier of this product."""


class ProductNotRegisteredError(RefusedError):
    """The supplier has registered no such product."""


class ProductRegisteredError(RefusedError):
    """This product is registered already."""


class ProductEndedError(RefusedError):
    """This product has ended; nothing is announced for it any more."""


class ProductNotRunningError(RefusedError):
    """Nothing answers for this product: it has ended, or the engine has lost it."""


class NoSuchMessageError(RefusedError):
    """The log holds no accepted message of this supplier at that place."""


class LeafletOfOtherProductError(RefusedError):
    """This leaflet is of another product."""


class LeafletRegisteredError(RefusedError):
    """The product was registered with this leaflet; there is nothing to announce."""


class LeafletTakenBackError(RefusedError):
    """This leaflet was withdrawn or corrected; announce a new version of it."""


class ChangeIdTakenError(RefusedError):
    """Another leaflet was announced under this name of a change."""


class VersionTakenError(RefusedError):
    """Another leaflet of this product has this version; give the new one a version of its own."""


class UnknownPredecessorError(RefusedError):
    """The leaflet that it follows is not in the line of this product."""


class PredecessorTakenBackError(RefusedError):
    """The leaflet that it follows was withdrawn or corrected; the one to follow is named."""


class PredecessorFollowedError(RefusedError):
    """Another leaflet follows that one already; the one to follow is named."""


class UnknownAnnouncementError(RefusedError):
    """No such change of this product was announced."""


class AnnouncementTakenBackError(RefusedError):
    """This announcement was withdrawn or corrected before."""


class AnnouncementFollowedError(RefusedError):
    """Another leaflet follows this one; withdraw that first, or announce what is next."""


class NotJustBeforeError(RefusedError):
    """A change can be independent only of the change just before it."""


class ConsequencesMissingError(RefusedError):
    """What the change means must be told in plain words to the board and to parents."""


class PartNamesError(RefusedError):
    """A part is named after its change, and unlike every other part."""


class PartsNotWholeError(RefusedError):
    """The parts are not the whole change, or one changes what another does."""
