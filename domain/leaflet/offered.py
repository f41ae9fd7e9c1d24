"""What a supplier offers: services with their purposes, data and data subjects (3.2, 4.3)."""

from typing import Literal, Self

from pydantic import model_validator

from domain.leaflet.folding import fold, name_key, twice
from domain.messages import Message

PurposeCode = Literal["a", "b", "c", "d", "e", "f", "g", "h", "supplier"]
"""A letter of 5.1, or `supplier`: the supplier is its own controller for it (2.2)."""

Kind = Literal["core", "optional"]


class Purpose(Message):
    text: str
    code: PurposeCode | None = None


class DataCategory(Message):
    key: str
    text: str | None = None
    why: str | None = None
    special: bool | None = None


class DataSubjects(Message):
    name: str
    minors: bool | None = None


class Service(Message):
    """The unit of choice; `yes` and `no` say what each answer means."""

    id: str
    name: str
    kind: Kind
    does: str | None = None
    yes: str | None = None
    no: str | None = None
    purposes: tuple[Purpose, ...] | None = None
    data: tuple[DataCategory, ...] | None = None
    data_subjects: tuple[DataSubjects, ...] | None = None
    operations: tuple[str, ...] | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        twice(f"services[{self.id}].data", "key", (fold(one.key) for one in self.data or ()))
        return self


class Subprocessor(Message):
    """A further processor by its legal name; `services` None or empty: for all of them."""

    name: str
    enterprise_number: str | None = None
    country: str | None = None
    contact: str | None = None
    task: str | None = None
    services: tuple[str, ...] | None = None
    data: str | None = None
    places: tuple[str, ...] | None = None
    mechanisms: tuple[str, ...] | None = None
    note: str | None = None
    subprocessors: "tuple[Subprocessor, ...] | None" = None

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        names = (name_key(own.name) for own in self.subprocessors or ())
        twice(f"subprocessors[{self.name}].subprocessors", "name", names)
        return self
