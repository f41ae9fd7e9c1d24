"""The names of organisations and products, by their ids; an unknown one is called by its id."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from adapters.letters.layout import one_line


@dataclass(frozen=True, slots=True)
class Names:
    """Names as the directory has them now; parties by party id (`board:x`, `supplier:x`)."""

    parties: Mapping[str, str] = field(default_factory=dict)
    schools: Mapping[str, str] = field(default_factory=dict)
    products: Mapping[str, str] = field(default_factory=dict)

    def board(self, board: str) -> str:
        return one_line(self.parties.get(f"board:{board}", board))

    def supplier(self, supplier: str) -> str:
        return one_line(self.parties.get(f"supplier:{supplier}", supplier))

    def school(self, school: str) -> str:
        return one_line(self.schools.get(school, school))

    def some_schools(self, schools: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.school(school) for school in schools)

    def product(self, product: str) -> str:
        return one_line(self.products.get(product, product))


def version_name(version: str) -> str:
    """Return what people call a version: `github@2024-01-01` is that of 2024-01-01."""
    return one_line(version.rpartition("@")[2])
