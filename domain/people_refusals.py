"""What is refused about people, mandates, parties and their letters."""

from domain.refusals import RefusedError


class UnknownPersonError(RefusedError):
    """Nobody is known under this id."""


class PersonForgottenError(RefusedError):
    """Somebody who was forgotten had this id, and mandates under it: choose another."""


class UnknownPartyError(RefusedError):
    """No board or supplier is known under this id."""


class UnknownMandateError(RefusedError):
    """No mandate is known under this id."""


class MandateExistsError(RefusedError):
    """Another mandate has this id already."""


class PeriodEmptyError(RefusedError):
    """It would end before it begins."""


class UnknownLetterError(RefusedError):
    """No letter is known under this id."""
