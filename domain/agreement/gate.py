"""The gate over all agreements that concern a school: which of their answers counts."""

from domain.agreement.permits import Allowed, Denied, Reason

_SAYS_NOTHING = frozenset({Reason.NO_AGREEMENT, Reason.UNKNOWN_PRODUCT})


def verdict(answers: tuple[Allowed | Denied, ...]) -> Allowed | Denied:
    """Return the latest yes, where there is one, or else the latest no that has a reason.

    `answers` are in the order in which the agreements were born, with whatever supplier: a
    product may have passed from one to another (law 8). An agreement that came to nothing, or
    is about other products, says less than the one before it.
    """
    allowed = [answer for answer in answers if isinstance(answer, Allowed)]
    if allowed:
        return allowed[-1]
    reasons = [answer.reason for answer in answers if isinstance(answer, Denied)]
    telling = [reason for reason in reasons if reason not in _SAYS_NOTHING]
    return Denied(telling[-1] if telling else Reason.NO_AGREEMENT)


def of_known(answer: Allowed | Denied, *, school: bool, product: bool) -> Allowed | Denied:
    """Return the answer; a no says first which of the two nobody entered in the directory."""
    if isinstance(answer, Denied) and not school:
        return Denied(Reason.UNKNOWN_SCHOOL)
    if isinstance(answer, Denied) and not product:
        return Denied(Reason.UNKNOWN_PRODUCT)
    return answer
