"""Suppliers that nobody has met, each with a product of its own, driven by hand."""

import itertools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adapters.demonstration_data import complete_leaflet
from cli.outcome import Exit
from domain.leaflet.leaflet import Leaflet
from tests.cli.line import BOARD, DIRECTOR, Line, drafted

NUMBERS = itertools.count(1)
VERSIONS = ("overleaf@2025-08-15", "overleaf@2025-12-01", "overleaf@2026-05-05")
SECOND, THIRD = "overleaf-2025-12-01", "overleaf-2026-05-05"  # the changes they are announced as


@dataclass(frozen=True, slots=True)
class Press:
    """A supplier, its product, and files of the product's leaflets in order."""

    line: Line
    supplier: str
    folder: Path
    leaflets: tuple[Path, ...]

    @property
    def product(self) -> str:
        """The product's id."""
        return f"press-of-{self.supplier}"

    @property
    def seller(self) -> str:
        """Who acts for the supplier."""
        return f"seller-{self.supplier}"

    def registered(self) -> None:
        """Register the product with its first leaflet."""
        words = ("--leaflet", self.leaflets[0], "--name", "Press", "--as", self.seller)
        self.line.does("product", "register", self.supplier, self.product, *words)

    def agreement(self) -> str:
        """Return an active agreement on the first leaflet."""
        line, first = self.line, self.leaflets[0]
        offer = ("offer", BOARD, self.supplier, "--leaflet", first, "--as", self.seller)
        name: str = line.tells(*offer)["agreement"]
        line.does("choose", name, f"{self.product}=yes", "--as", DIRECTOR)
        line.does("sign", name, "--as", self.seller)
        line.does("sign", name, "--as", DIRECTOR)
        return name

    def announcement(self, number: int = 1, **changes: object) -> Path:
        """What announces a leaflet behind the one before it."""
        file = drafted(self.line, self.leaflets[number], self.leaflets[number - 1], self.folder)
        file.write_text(json.dumps(json.loads(file.read_text()) | changes))
        return file

    def announces(self, file: Path, *also: object) -> Any:  # noqa: ANN401 - any JSON
        """Announce it, and read what became of it; it may be refused."""
        by = ("--supplier", self.supplier, "--as", self.seller)
        done = self.line.run("product", "announce", file, *by, *also, "--json")
        assert done.exit_code in {Exit.DONE, Exit.REFUSED}, (done.output, done.exception)
        return json.loads(done.stdout)

    def shown(self, *also: object) -> str:
        """What people see of the product."""
        return self.line.does("product", "show", self.supplier, self.product, *also)

    def received(self) -> dict[str, int]:
        """How many agreements have each change."""
        told = self.line.tells("product", "show", self.supplier, self.product)["telling"]
        return {one["change"]: one["received"] for one in told["changes"]}

    def held(self) -> list[str]:
        """What is in quarantine."""
        listed = self.line.tells("quarantine", "list", "--supplier", self.supplier)
        return [one["message"] for one in listed]

    def log(self, kind: str) -> str:
        """What happened to the product, or to the intake; nothing, perhaps."""
        of = {"product": f"{self.supplier}:{self.product}", "intake": self.supplier}
        return self.line.run("events", f"{kind}:{of[kind]}").stdout


def press_of(line: Line, folder: Path) -> Press:
    """Enter a supplier with a person who may announce, sign and end for it."""
    supplier = f"press-{next(NUMBERS)}"
    press = Press(line, supplier, folder, ())
    leaflets = tuple(_written(press.product, one, folder) for one in VERSIONS)
    line.does("parties", "supplier", supplier, "--name", supplier)
    address = ("--name", "The seller", "--email", "seller@press.example")
    line.does("people", "add", press.seller, *address)
    rights = [word for right in ("announce", "sign", "end") for word in ("--right", right)]
    party = ("--person", press.seller, "--party", f"supplier:{supplier}")
    line.does("mandates", "grant", f"mandate-{supplier}", *party, *rights)
    return Press(line, supplier, folder, leaflets)


def _written(product: str, version: str, folder: Path) -> Path:
    leaflet: Leaflet = complete_leaflet("overleaf", version)
    file = folder / f"{version}.json"
    file.write_text(leaflet.model_copy(update={"product": product}).model_dump_json())
    return file
