"""The leaflets of a made-up product, each different from the first in what its name says.

Every journey has a product of its own: what is said of these is said of its copies of them.
"""

from domain.canonical import content_hash
from domain.leaflet.leaflet import Leaflet
from domain.leaflet.offered import Purpose, Subprocessor
from tests.domain.leaflet.examples import CORE, HOST, LEAFLET, SPEECH, VOICE

MAIL = Subprocessor(
    name="Mail NV",
    enterprise_number="BE 0444.444.444",
    country="BE",
    contact="privacy office",
    task="sends messages",
    services=("core",),
    data="name",
    places=("BE",),
    mechanisms=(),
    subprocessors=(),
)
ADVICE = Purpose(text="give advice on what to learn", code="b")

_MORE = CORE.model_copy(update={"purposes": (*(CORE.purposes or ()), ADVICE)})

FIRST = LEAFLET
NEW_PROCESSOR = FIRST.model_copy(
    update={"version": "quill@mail", "subprocessors": (HOST, VOICE, MAIL)}
)
NEW_PURPOSE = FIRST.model_copy(update={"version": "quill@advice", "services": (_MORE, SPEECH)})
BOTH_NEW = NEW_PURPOSE.model_copy(
    update={"version": "quill@advice-mail", "subprocessors": (HOST, VOICE, MAIL)}
)
CHEAPER = FIRST.model_copy(update={"version": "quill@cheaper", "price": "1 euro"})
SPOKEN = FIRST.model_copy(
    update={
        "version": "quill@spoken",
        "services": (
            CORE,
            SPEECH.model_copy(update={"purposes": (*(SPEECH.purposes or ()), ADVICE)}),
        ),
    }
)
NO_VOICE = FIRST.model_copy(update={"version": "quill@no-voice", "subprocessors": (HOST,)})

LEAFLETS = (FIRST, NEW_PROCESSOR, NEW_PURPOSE, BOTH_NEW, CHEAPER, SPOKEN, NO_VOICE)
VERSIONS = {content_hash(one): one.version for one in LEAFLETS}
"""The version of every leaflet that a journey has used, by its hash."""


def of_product(leaflet: Leaflet, product: str) -> Leaflet:
    """The same leaflet, of another product."""
    own = leaflet.model_copy(update={"product": product})
    VERSIONS[content_hash(own)] = own.version
    return own
