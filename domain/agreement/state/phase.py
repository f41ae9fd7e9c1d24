"""Where an agreement stands."""

from enum import StrEnum


class Phase(StrEnum):
    """Where an agreement stands."""

    UNBORN = "unborn"
    OFFERED = "offered"
    CONSENTED = "consented"
    ACTIVE = "active"
    ENDING = "ending"
    CLOSED = "closed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


OPEN = frozenset({Phase.OFFERED, Phase.CONSENTED, Phase.ACTIVE})
ENDED = frozenset({Phase.CLOSED, Phase.REFUSED, Phase.WITHDRAWN, Phase.LAPSED})
