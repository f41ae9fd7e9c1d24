"""In which phases a command can be asked: a table."""

from domain.product import commands as c
from domain.product.refusals import (
    ProductEndedError,
    ProductNotRegisteredError,
    ProductRegisteredError,
)
from domain.product.state import Phase, Product
from domain.refusals import RefusedError

_BORN = frozenset({Phase.OFFERED, Phase.ENDED})

PHASES: dict[type[c.AnyCommand], frozenset[Phase]] = {
    c.Register: frozenset({Phase.UNBORN}),
    c.Announce: _BORN,  # what is in the line already is no news, also after the end
    c.WithdrawAnnouncement: _BORN,
    c.NoteTold: frozenset(Phase),
    c.EndProduct: frozenset({Phase.OFFERED}),
}
_REFUSALS: dict[Phase, type[RefusedError]] = {
    Phase.UNBORN: ProductNotRegisteredError,
    Phase.OFFERED: ProductRegisteredError,
    Phase.ENDED: ProductEndedError,
}


def refuse_outside_phases(state: Product, command: c.AnyCommand) -> None:
    """Refuse a command whose time has not come, or is over."""
    if state.phase not in PHASES[type(command)]:
        raise _REFUSALS[state.phase]
