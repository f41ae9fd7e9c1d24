"""The shape of a facts file (leaflet-facts/1): what is malformed is refused by field and rule."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.leaflet.facts_words import LISTED, MaybeList, MaybeWords, Name, Words
from domain.leaflet.folding import twice


class Facts(BaseModel):
    """Frozen; what it does not know stays beside it, so that nothing is lost in silence."""

    model_config = ConfigDict(frozen=True, extra="allow")

    def besides(self) -> tuple[str, ...]:
        return tuple(f"{key}: {_prose(value)}" for key, value in (self.model_extra or {}).items())


class SupplierFacts(Facts):
    name: Name
    country: MaybeWords = None
    address: MaybeWords = None
    registration: MaybeWords = None


class DataFacts(Facts):
    key: Words
    text: MaybeWords = None


class ServiceFacts(Facts):
    id: Name
    name: Name
    kind: Literal["core", "optional"]
    purposes: MaybeList = None
    data_categories: Annotated[tuple[DataFacts, ...] | None, LISTED] = None
    note: MaybeWords = None


class RetentionFacts(Facts):
    what: Words
    period: MaybeWords = None


class SubprocessorFacts(Facts):
    name: Words
    registration: MaybeWords = None
    what_for: MaybeWords = None
    entity_country: MaybeWords = None
    data_location: MaybeList = None
    transfer_mechanism: MaybeWords = None
    service_ids: MaybeList = None
    data: MaybeWords = None
    contact: MaybeWords = None
    subprocessors: "Annotated[tuple[SubprocessorFacts, ...] | None, LISTED]" = None


class VersionFacts(Facts):
    id: Name
    date: MaybeWords = None
    supplier_name: MaybeWords = None
    plain_summary: MaybeWords = None
    data_subjects: MaybeList = None
    services: Annotated[tuple[ServiceFacts, ...] | None, LISTED] = None
    retention: Annotated[tuple[RetentionFacts, ...] | None, LISTED] = None
    subprocessors: Annotated[tuple[SubprocessorFacts, ...] | None, LISTED] = None
    storage_location: MaybeList = None
    transfer_basis: MaybeWords = None
    certifications: MaybeList = None
    contact: MaybeWords = None
    unknown: MaybeList = None
    note: MaybeWords = None
    language: MaybeWords = None
    price: MaybeWords = None
    # These two are about the file, not about the processing.
    date_basis: Any = None
    sources: Any = None


class ProductFacts(Facts):
    format: Literal["leaflet-facts/1"] = Field(alias="schema")
    slug: Name
    product: Name
    supplier: SupplierFacts
    versions: tuple[VersionFacts, ...]
    notes: MaybeWords = None
    # These two are about the file, not about the processing.
    used_in: Any = None
    completeness: Any = None

    @model_validator(mode="after")
    def _versions_once(self) -> Self:
        if not self.versions:
            message = "versions: at least one is needed"
            raise ValueError(message)
        twice("versions", "id", (one.id for one in self.versions))
        return self


def _prose(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_prose(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_prose(one) for one in value)
    return str(value)
