"""Everything an agreement refuses, by name; the docstring is the sentence people read."""

from domain.refusals import RefusedError


class NotAPartyError(RefusedError):
    """You do not act for a party to this agreement."""


class NotForThisPartyError(RefusedError):
    """This is for the other party to do."""


class ActorNotAllowedError(RefusedError):
    """Only a person with a mandate may ask this."""


class MandateMissingError(RefusedError):
    """You have no mandate for this; ask your board or your company to give you one."""


class MandateExpiredError(RefusedError):
    """Your mandate for this is not valid today."""


class MandateNotForSchoolError(RefusedError):
    """Your mandate does not cover every school that this touches."""


class NobodyWaitedForError(RefusedError):
    """Nobody is waited for just now, so there is nobody to remind."""


class NotInThisPhaseError(RefusedError):
    """The agreement is not in a phase in which this can be done."""


class TermsTooLaxError(RefusedError):
    """These clocks protect less than the rules ask."""


class UnknownLeafletError(RefusedError):
    """No leaflet with this hash is stored."""


class LeafletNamesError(RefusedError):
    """Names in this leaflet cannot be used: too long, ambiguous, or no identifier."""


class LeafletOfferedTwiceError(RefusedError):
    """The same product stands twice in the proposal."""


class UnknownTextError(RefusedError):
    """No text of an agreement with this hash is known."""


class DurationOverError(RefusedError):
    """An agreement cannot be made for a time that is over."""


class UnknownSchoolError(RefusedError):
    """This school is not a school of the board."""


class SchoolNotInScopeError(RefusedError):
    """This school is not in the scope of the agreement."""


class SchoolInScopeError(RefusedError):
    """This school is in the scope of the agreement already."""


class LastSchoolError(RefusedError):
    """This is the last school of the agreement; give notice to end the agreement."""


class UnknownProductError(RefusedError):
    """This product is not part of the agreement."""


class ProductAlreadyThereError(RefusedError):
    """This product is part of the agreement already, or waits for signatures."""


class LastProductError(RefusedError):
    """This is the last product of the agreement; give notice to end the agreement."""


class UnknownServiceError(RefusedError):
    """This is no optional service of the leaflet that applies."""


class SupplierIsControllerError(RefusedError):
    """The supplier processes this for its own purposes; it cannot be part of the agreement."""


class OptionWithoutProductError(RefusedError):
    """An optional service needs a yes to the product itself at the same school."""


class ContradictoryChoiceError(RefusedError):
    """The same question is answered twice."""


class WrongLeafletError(RefusedError):
    """Your answer is about another leaflet than the one that applies; the right hash is named."""


class NotAllAnsweredError(RefusedError):
    """Nothing can be signed before the board answered for every product."""


class NothingToSignError(RefusedError):
    """There is nothing to sign at the moment."""


class HashNotCurrentError(RefusedError):
    """What you were shown is no longer current; the current hash is named."""


class AlreadySignedError(RefusedError):
    """Your party has signed this already."""


class UnknownChangeError(RefusedError):
    """No such change was announced to this agreement."""


class ChangeAlreadyReceivedError(RefusedError):
    """This change, or the same leaflet, is here already."""


class NotLapsedError(RefusedError):
    """Only a change that lapsed here can be offered again."""


class AnotherChangeWaitsError(RefusedError):
    """A later change waits here; what lapsed can be offered again when that one is decided."""


class ChangeOvertakenError(RefusedError):
    """A later leaflet of this product, which holds this change, is in force here."""


class ChangesCollideError(RefusedError):
    """What waits beside this change can not stand on it; decide the named change first."""


class NotYourProductError(RefusedError):
    """This product is another supplier's."""


class ChangeWithdrawnError(RefusedError):
    """The supplier has withdrawn or corrected this leaflet."""


class ChangeNoLongerOpenError(RefusedError):
    """This change can no longer be decided here."""


class ChangeInForceError(RefusedError):
    """This change is in force; only a new change can alter it."""


class NothingAskedError(RefusedError):
    """About this change you were told; no answer is asked."""


class AlreadyAnsweredError(RefusedError):
    """Somebody of your board answered this change before you."""


class PredecessorUndecidedError(RefusedError):
    """The change before this one must be decided first."""


class SupplierIsAnotherPartyError(RefusedError):
    """Another legal person is another party: both sign a new agreement, approval cannot do it."""


class NotApprovedError(RefusedError):
    """There is no approval of this change that could be taken back."""


class NoticeTooShortError(RefusedError):
    """The agreement cannot end that early; the first possible day is named."""


class NoticeAlreadyGivenError(RefusedError):
    """The agreement ends already by then, or earlier."""


class UnknownEndingError(RefusedError):
    """This agreement has no such ending."""


class UnknownCategoryError(RefusedError):
    """This category of data is not part of the ending."""


class UnknownPartError(RefusedError):
    """This part owes no certificate in the ending."""


class ReturnOutOfOrderError(RefusedError):
    """The return of this category is not at the step that this would follow."""


class ReturnNotSettledError(RefusedError):
    """Nothing is destroyed before every category came back or its return was waived."""


class AlreadyCertifiedError(RefusedError):
    """The destruction of this part is certified already."""


class StillKeptByLawError(RefusedError):
    """The cited law still keeps this data; certify again after that day."""


class LawAlreadyPastError(RefusedError):
    """A duty to keep must last until a later day than today."""
