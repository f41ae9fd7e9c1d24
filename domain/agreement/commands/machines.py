"""What no person asks: the engine's own commands."""

from typing import Literal

from domain.messages import Message
from domain.values import Hash, Label, ReasonCode


class FileDocument(Message):
    """The engine's own: a document of this agreement is stored and read back."""

    kind: Literal["file_document"] = "file_document"
    document: Label
    of_version: int
    hash: Hash


class Remind(Message):
    """The engine's own, on an operator's word: remind whoever is waited for."""

    kind: Literal["remind"] = "remind"
    reason: ReasonCode
