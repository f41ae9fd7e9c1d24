"""The texts there are; a text that was released is never edited, only followed."""

from domain.text.akkoord_model_1 import AKKOORD_MODEL_1
from domain.text.model import AgreementText

CURRENT = AKKOORD_MODEL_1

_BY_VERSION = {text.version: text for text in (AKKOORD_MODEL_1,)}
_BY_HASH = {text.hash: text for text in _BY_VERSION.values()}


def text_of_version(version: str) -> AgreementText | None:
    """Find a text by its version, such as `akkoord-model-1`."""
    return _BY_VERSION.get(version)


def text_of_hash(text_hash: str) -> AgreementText | None:
    """Find a text by the content hash that was signed."""
    return _BY_HASH.get(text_hash)
