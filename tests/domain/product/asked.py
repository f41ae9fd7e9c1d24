"""An example of every command, and a product in every phase."""

from domain.product import commands as c
from domain.product.announcement import AnnouncedLeaflet
from domain.product.state import Phase
from tests.domain.product.editions import FIRST, SECOND, TOLD, change_to, hashed
from tests.domain.product.story import Story, withdrawal_of
from tests.scenario import START

ANNOUNCED = AnnouncedLeaflet(
    change=change_to(SECOND),
    product="quill",
    leaflet=hashed(SECOND),
    predecessor=hashed(FIRST),
    announced_from=START,
    consequences=TOLD,
)
EXAMPLES: tuple[c.AnyCommand, ...] = (
    c.Register(name="Quill", leaflet=hashed(FIRST)),
    c.Announce(message="message:1", announced=ANNOUNCED),
    withdrawal_of(SECOND),
    c.NoteTold(change=change_to(SECOND), agreements=3),
    c.EndProduct(reason="replaced"),
)


def in_phase(phase: Phase) -> Story:
    """A product that came to stand in a phase; both leaflets are stored."""
    story = Story().keeps(FIRST, SECOND)
    match phase:
        case Phase.UNBORN:
            return story
        case Phase.OFFERED:
            return story.registered()
        case Phase.ENDED:
            return story.registered().ends()
