"""What no person asks: the engine's own commands."""

from typing import Literal

from domain.messages import Message
from domain.values import Hash, Label


class FileDocument(Message):
    """The engine's own: a document of this agreement is stored and read back."""

    kind: Literal["file_document"] = "file_document"
    document: Label
    of_version: int
    hash: Hash
