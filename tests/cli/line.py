"""The command line as a test uses it: words in, exit code and words out."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from cli.app import app

BOARD, SUPPLIER = "board-of-hands", "quill"
SCHOOLS = ("north-school", "south-school")
DIRECTOR, TEACHER, FORMER, SELLER, STRANGER = "director", "teacher", "former", "seller", "stranger"
PRODUCT, OPTION = "zoom", "ai"


@dataclass(frozen=True, slots=True)
class Line:
    """`akkoord` against the servers that the environment names."""

    environment: Mapping[str, str] = field(default_factory=dict)

    def run(self, *words: object, piped: str | None = None) -> Result:
        """Run a command; the exit code is the test's to look at."""
        runner = CliRunner(env=dict(self.environment))
        return runner.invoke(app, [str(one) for one in words], input=piped)

    def does(self, *words: object) -> str:
        """Run a command that must be done; return what it says."""
        done = self.run(*words)
        assert done.exit_code == 0, (words, done.output, done.exception)
        return done.stdout

    def tells(self, *words: object) -> Any:  # noqa: ANN401 - any JSON
        """Run a command that must be done; return its JSON."""
        return json.loads(self.does(*words, "--json"))


def people_enter(line: Line, parties: Path) -> None:
    """Enter a board with two schools, a supplier, and their people with their mandates."""
    parties.write_text(
        "kind,id,name,board\n"
        f"board,{BOARD},Board of Hands,\n"
        + "".join(f"school,{school},{school},{BOARD}\n" for school in SCHOOLS)
    )
    line.does("parties", "import", parties)
    line.does("parties", "supplier", SUPPLIER, "--name", "Quill BV", "--product", "zoom=Zoom")
    people = {
        DIRECTOR: ("board", BOARD, ("choose", "sign", "approve", "end")),
        FORMER: ("board", BOARD, ("choose", "sign")),
        SELLER: ("supplier", SUPPLIER, ("announce", "sign", "end", "certify")),
        TEACHER: ("board", BOARD, ()),
        STRANGER: ("board", BOARD, ()),
    }
    for person, (side, key, rights) in people.items():
        address = f"{person}@hands.example"
        line.does("people", "add", person, "--name", f"The {person}", "--email", address)
        if rights:
            _has_mandate(line, person, f"{side}:{key}", rights)
    line.does("mandates", "end", f"mandate-{FORMER}")


def _has_mandate(line: Line, person: str, party: str, rights: tuple[str, ...]) -> None:
    words = [word for right in rights for word in ("--right", right)]
    line.does(
        "mandates", "grant", f"mandate-{person}", "--person", person, "--party", party, *words
    )
    name, address = f"The {person}", f"{person}@hands.example"
    line.does("people", "add", person, "--name", name, "--email", address, "--party", party)


def drafted(line: Line, new: Path, before: Path, folder: Path) -> Path:
    """Write an announcement of a leaflet behind another one, in force at once."""
    words = ("--for-board", "It may do more.", "--for-parents", "It may do more.")
    said = line.does("product", "draft", new, "--predecessor", before, *words)
    file = folder / f"announces-{new.name}"
    file.write_text(said)
    return file


def until(holds: Callable[[], bool]) -> None:
    """Wait until the engine has done what follows by itself."""
    give_up = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < give_up
        time.sleep(0.2)
