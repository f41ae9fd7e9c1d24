"""The document that an agreement owes: the last one, until it is filed."""

from domain.agreement.policy import DOCUMENTS
from domain.agreement.state import Agreement, Phase
from domain.messages import Message
from domain.records import EventRecord
from domain.values import Hash, Identifier, Label


class DocumentToFile(Message):
    """A document to render and store; the stream and the version of it say all that is in it."""

    stream_id: Label
    board: Identifier
    supplier: Identifier
    document: Label
    of_version: int


class StoredDocument(Message):
    """Stored under its hash, and read back."""

    hash: Hash


def document_owed(state: Agreement) -> DocumentToFile | None:
    """Return what is to be issued; while storage is away earlier ones are passed over."""
    if state.document_due is None or state.phase is not Phase.ACTIVE:
        return None
    return DocumentToFile(
        stream_id=state.id,
        board=state.board,
        supplier=state.supplier,
        document="agreement",
        of_version=state.document_due,
    )


def document_due(before: Agreement, record: EventRecord) -> int | None:
    """Return the version behind the last command that a document is owed for."""
    event, due = record.event, before.document_due
    if event.type == "document.filed":
        return None if due is None or event.of_version >= due else due
    if event.type in DOCUMENTS or _is_same_command(before, record):
        return record.version
    return due


def _is_same_command(before: Agreement, record: EventRecord) -> bool:
    """Tell whether the event comes with the one that made the document due."""
    return (
        before.document_due == before.version
        and before.answers[-1].command_id == record.provenance.command_id
    )
