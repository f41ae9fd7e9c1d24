"""The leaflet as data (3.3, 4.3, 5, 6, 7): one per product, versioned, known by its hash.

`None` is "the supplier never stated it"; `()` is "the supplier states: none". A list that is
named in part keeps what is named, and its field stands in `unstated`.
"""

import re
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import NonNegativeInt, model_validator

from domain.leaflet.folding import fold, name_key, twice
from domain.leaflet.offered import Service, Subprocessor
from domain.messages import Message

_GENERAL = re.compile(
    r"(?:all|any|other|alle|overige|andere)(?: (?:the|other|overige|andere))?"
    r"(?: (?:personal|customer|user))? (?:data|information|(?:persoons)?gegevens)"
    r"|personal data|persoonsgegevens|everything(?: else)?|alles"
)


class Supplier(Message):
    name: str | None = None
    enterprise_number: str | None = None
    country: str | None = None
    address: str | None = None


class Retention(Message):
    """How long `what` is kept: `period` from `starts`, and `then` deleted or anonymised."""

    what: str
    period: str | None = None
    starts: str | None = None
    then: Literal["delete", "anonymise"] | None = None


def is_general(what: str) -> bool:
    """Say whether a row of retention stands for all that no other row is about.

    "All backups" or "other logs" does not: it is about backups, or logs.
    """
    return bool(_GENERAL.fullmatch(fold(what).strip(" .")))


class Disclosure(Message):
    """To a third party, on one of the grounds of 5.3."""

    recipient: str
    ground: Literal["instruction and consent", "data subject", "legal duty"] | None = None
    data: str | None = None


class AutomatedDecision(Message):
    what: str
    services: tuple[str, ...] | None = None


class EndOfContract(Message):
    export_format: str | None = None
    window_days: NonNegativeInt | None = None
    destruction_days: NonNegativeInt | None = None
    certificate: bool | None = None


class Contacts(Message):
    """Functions, never persons."""

    privacy: str | None = None
    incident: str | None = None
    dpo: str | None = None


class Leaflet(Message):
    schema_version: Literal["leaflet/1"] = "leaflet/1"
    product: str
    name: str
    version: str
    date: str | None = None
    language: str | None = None
    supplier: Supplier = Supplier()
    explanation: str | None = None
    target_group: tuple[str, ...] | None = None
    roles: str | None = None
    services: tuple[Service, ...] | None = None
    retention: tuple[Retention, ...] | None = None
    places: tuple[str, ...] | None = None
    mechanisms: tuple[str, ...] | None = None
    subprocessors: tuple[Subprocessor, ...] | None = None
    disclosures: tuple[Disclosure, ...] | None = None
    pseudonymisation: str | None = None
    measures: tuple[str, ...] | None = None
    certificates: tuple[str, ...] | None = None
    automated_decisions: tuple[AutomatedDecision, ...] | None = None
    rights_help: str | None = None
    breach_notice_hours: NonNegativeInt | None = None
    end_of_contract: EndOfContract = EndOfContract()
    contacts: Contacts = Contacts()
    for_parents: str | None = None
    consequences: str | None = None
    price: str | None = None
    remarks: tuple[str, ...] = ()
    unstated: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        twice("services", "id", (one.id for one in self.services or ()))
        twice("retention", "what", (fold(one.what) for one in self.retention or ()))
        twice("subprocessors", "name", (name_key(one.name) for one in self.subprocessors or ()))
        return self

    @model_validator(mode="after")
    def _services_known(self) -> Self:
        known = {one.id for one in self.services or ()}
        for field, named in named_services(self):
            if unknown := set(named) - known:
                message = f"{field}: {min(unknown)!r} is no service of this leaflet"
                raise ValueError(message)
        return self


def named_services(leaflet: Leaflet) -> Iterator[tuple[str, tuple[str, ...]]]:
    for path, one in flattened(leaflet.subprocessors):
        yield f"subprocessors[{' > '.join(path)}].services", one.services or ()
    for decision in leaflet.automated_decisions or ():
        yield f"automated_decisions[{decision.what}].services", decision.services or ()


def flattened(
    subprocessors: tuple[Subprocessor, ...] | None, above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Subprocessor]]:
    """Yield every sub-processor with its path of names, its own sub-processors after it."""
    for one in subprocessors or ():
        path = (*above, one.name)
        yield path, one
        yield from flattened(one.subprocessors, path)
