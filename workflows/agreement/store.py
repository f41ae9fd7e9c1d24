"""The store as an agreement sees it."""

from domain.agreement.gathering import Gathered, Need
from domain.agreement.issuing import DocumentToFile, StoredDocument
from domain.announcing import LackedBy, Lacking
from workflows.options import DOCUMENT, GATHER, STORE
from workflows.store import asked, nearby


async def gather(need: Need) -> Gathered:
    """Fetch what a decision needs from outside."""
    return await nearby("gather", need, Gathered, GATHER)


async def lacked(asked_for: LackedBy) -> Lacking:
    """Ask what was announced or withdrawn, and did not reach this agreement."""
    return await nearby("lacked", asked_for, Lacking, STORE)


async def file_document(document: DocumentToFile) -> StoredDocument:
    """Have a document rendered, stored and read back. Raises EngineFaultError."""
    return await asked("file_document", document, StoredDocument, DOCUMENT)
