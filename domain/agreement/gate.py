"""The gate over all agreements of a board and a supplier: which of their answers counts."""

from domain.agreement.permits import Allowed, Denied, Reason


def verdict(answers: tuple[Allowed | Denied, ...]) -> Allowed | Denied:
    """Return the yes, where there is one, or else the no of the latest agreement that has one.

    `answers` are in the order in which the agreements were born. One that came to nothing says
    less than the one before it, which ended.
    """
    for answer in answers:
        if isinstance(answer, Allowed):
            return answer
    denials = [one for one in answers if one != Denied(Reason.NO_AGREEMENT)]
    return denials[-1] if denials else Denied(Reason.NO_AGREEMENT)
