"""The text `akkoord-model-1`: a model of our own in plain Dutch, not the official Model."""

from domain.text.akkoord_model_1 import assistance, ending, foundations, processing, protection
from domain.text.model import AgreementText

AKKOORD_MODEL_1 = AgreementText(
    version="akkoord-model-1",
    language="nl",
    title="Verwerkersovereenkomst",
    marking="niet het officiële Model",
    clauses=(
        *foundations.CLAUSES,
        *processing.CLAUSES,
        *protection.CLAUSES,
        *assistance.CLAUSES,
        *ending.CLAUSES,
    ),
)
