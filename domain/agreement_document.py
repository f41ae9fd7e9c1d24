"""All that stands in an agreement's document: no more is needed to print it, or to print it again.

Organisations have names here; people are ids, never names.
"""

from typing import Literal

from domain.agreement.choices import Choice
from domain.messages import Message
from domain.offices import Role
from domain.text.model import AgreementText
from domain.values import Hash, Identifier, Instant, Side

Reason = Literal["signature", "annex"]
"""Why it is issued: both have signed, or what they signed for has moved since (3.2, 9.2)."""


class Named(Message):
    """A party or a school."""

    id: Identifier
    name: str


class TermPart(Message):
    """One agreed clock, in words."""

    label: str
    value: str
    ground: str


class DataPart(Message):
    """A category of personal data by its key and in words, and why it is needed."""

    key: str = ""
    what: str
    why: str
    special: bool = False


class ServicePart(Message):
    """A service; `own_purposes` are the supplier's own, outside the agreement (2.2)."""

    id: str
    name: str
    kind: Literal["core", "optional"]
    does: str
    yes: str
    no: str
    purposes: tuple[str, ...]
    own_purposes: tuple[str, ...] = ()
    data: tuple[DataPart, ...]
    data_subjects: tuple[str, ...]
    operations: tuple[str, ...]


class SubprocessorPart(Message):
    """A further processor; `engaged_by` is empty where the supplier itself engaged it."""

    name: str
    engaged_by: str = ""
    country: str
    contact: str
    task: str
    services: str
    data: str
    places: str
    mechanisms: str


class RetentionPart(Message):
    """How long a category is kept, from when, and what happens then."""

    what: str
    period: str
    starts: str
    then: str


class Fact(Message):
    """Anything else a leaflet states: a label and one line or more."""

    label: str
    lines: tuple[str, ...]


class LeafletPart(Message):
    """A leaflet as it is printed; `hash` is that of the leaflet, not of this part.

    `since` is when it began or begins to rule for this agreement.
    """

    product: Identifier
    name: str
    version: str
    date: str
    hash: Hash
    summary: str
    for_parents: str
    services: tuple[ServicePart, ...]
    retention: tuple[RetentionPart, ...]
    subprocessors: tuple[SubprocessorPart, ...]
    facts: tuple[Fact, ...]
    since: Instant | None = None


class SignaturePart(Message):
    """Who signed, as an office, a person's id and a mandate's id; `hash` is that of the whole."""

    side: Side
    office: Role
    person: Identifier
    mandate: Identifier | None
    signed_at: Instant
    hash: Hash


class AgreementDocument(Message):
    """An agreement as issued at one instant; `hash` is that of the whole as it then stands."""

    agreement: str
    issued_at: Instant
    reason: Reason
    hash: Hash
    board: Named
    supplier: Named
    schools: tuple[Named, ...]
    text: AgreementText
    outside_declaration: bool = False
    terms: tuple[TermPart, ...]
    leaflets: tuple[LeafletPart, ...]
    choices: tuple[Choice, ...]
    signatures: tuple[SignaturePart, ...]
