"""Bad input, row by row: each names the field and the rule, and leaves nothing behind."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from adapters.local.system import addresses_of_running
from cli.outcome import Exit
from settings import ROOT, Settings
from tests.cli import bad_announcements
from tests.cli.bad_input import FILES, NO_SUCH, PRODUCT, TABLE, Bad
from tests.cli.doors import knocked
from tests.cli.line import BOARD, DIRECTOR, SELLER, Line, until


@dataclass(frozen=True, slots=True)
class Given:
    """A system, and what the rows' words in braces stand for."""

    up: Line
    words: Mapping[str, str]

    def filled(self, text: str) -> str:
        for name, value in self.words.items():
            text = text.replace(f"{{{name}}}", value)
        return text


@pytest.fixture(scope="module")
def given(up: Line, leaflets: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Given:
    """An offer that waits for choices, one that waits for signatures, one signed; bad files."""
    folder = tmp_path_factory.mktemp("bad")
    for name, content in FILES.items():
        (folder / name).write_text(content)
    first = leaflets["dodona@2019-05-17"]
    words = {
        "offered": _offered(up, "pen", first),
        "consented": _consented(up, "pencil", first),
        "active": _active(up, "crayon", first),
        "used": "choosing-pencil",
        "whole.json": str(first),
        "nowhere": str(folder / "nowhere"),
        "database": addresses_of_running(settings_of(up)).database_url,
    }
    return Given(up, words | {name: str(folder / name) for name in FILES})


def settings_of(line: Line) -> Settings:
    return Settings.from_environment(line.environment, ROOT)


def _offered(up: Line, supplier: str, leaflet: Path) -> str:
    up.does("parties", "supplier", supplier, "--name", supplier)
    mandate = ("mandates", "grant", f"mandate-{supplier}", "--person", SELLER)
    rights = ("--right", "announce", "--right", "sign")
    up.does(*mandate, "--party", f"supplier:{supplier}", *rights)
    offered = up.tells("offer", BOARD, supplier, "--leaflet", leaflet, "--as", SELLER)
    name: str = offered["agreement"]
    return name


def _consented(up: Line, supplier: str, leaflet: Path) -> str:
    name = _offered(up, supplier, leaflet)
    named = ("--command-id", f"choosing-{supplier}")
    up.does("choose", name, f"{PRODUCT}=yes", "--as", DIRECTOR, *named)
    return name


def _active(up: Line, supplier: str, leaflet: Path) -> str:
    name = _consented(up, supplier, leaflet)
    up.does("sign", name, "--as", SELLER)
    up.does("sign", name, "--as", DIRECTOR)
    until(lambda: any(one["agreement"] == name for one in up.tells("documents")))
    return name


@pytest.mark.parametrize(
    "row", TABLE + bad_announcements.TABLE, ids=lambda row: row.what.replace(" ", "-")
)
def test_bad_input_is_answered_by_name_and_leaves_nothing(row: Bad, given: Given) -> None:
    before = given.up.tells("agreements"), _log(given.up)
    if row.door:
        knocked_as = knocked(settings_of(given.up), row.door, given.filled(row.words[0]))
        assert knocked_as == row.name
    else:
        _refused_on_the_line(row, given)
    assert (given.up.tells("agreements"), _log(given.up)) == before


def _log(up: Line) -> dict[str, object]:
    """How much is in the log, and that it is whole; checkpoints go their own pace.

    A leaflet that came with a refused command may stay under its hash; nothing refers to it.
    """
    seen = up.tells("verify")
    return {name: seen[name] for name in ("events", "streams", "broken", "documents")}


def _refused_on_the_line(row: Bad, given: Given) -> None:
    environment = {name: given.filled(value) for name, value in row.environment.items()}
    line = Line({**given.up.environment, **environment})
    done = line.run(*map(given.filled, row.words))
    assert done.exit_code == row.code, (done.output, done.exception)
    assert row.name in done.stderr
    assert given.filled(row.says) in done.stderr.replace("\n", " ")
    assert "secret" not in done.output


def test_a_refusal_is_told_to_machines_too(given: Given) -> None:
    done = given.up.run("show", NO_SUCH, "--json")
    assert done.exit_code == Exit.REFUSED
    assert '"code": "UnknownAgreementError"' in done.stdout


def test_what_could_not_be_asked_is_asked_again_under_its_name(
    given: Given, leaflets: dict[str, Path]
) -> None:
    offer = _offered(given.up, "chalk", leaflets["dodona@2019-05-17"])
    again = ("withdraw-offer", offer, "--as", SELLER, "--reason", "mistaken", "--command-id", "w-1")
    away = {"DATABASE_URL": given.words["database"], "TEMPORAL_ADDRESS": "127.0.0.1:1"}
    assert Line({**given.up.environment, **away}).run(*again).exit_code == Exit.AWAY
    once = given.up.tells(*again)
    assert given.up.tells(*again) == once
