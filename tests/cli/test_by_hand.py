"""An agreement driven by hand: each command of the line, as a person would type it."""

from pathlib import Path

import pytest

from tests.cli.line import (
    BOARD,
    DIRECTOR,
    OPTION,
    PRODUCT,
    SCHOOLS,
    SELLER,
    SUPPLIER,
    TEACHER,
    Line,
    drafted,
    until,
)

NORTH, SOUTH = SCHOOLS
DAYS = ("2021-06-04", "2023-04-10", "2023-08-11")


@pytest.fixture(scope="module")
def agreement(up: Line, leaflets: dict[str, Path]) -> str:
    """An active agreement on the first leaflet of a product that is registered."""
    first = leaflets["zoom@2021-06-04"]
    product = ("product", "register", SUPPLIER, PRODUCT, "--leaflet", first, "--name", "Zoom")
    assert "registered: Zoom" in up.does(*product, "--as", SELLER)
    offered = up.tells("offer", BOARD, SUPPLIER, "--leaflet", first, "--as", SELLER)
    name: str = offered["agreement"]
    up.does("choose", name, f"{PRODUCT}=yes", "--as", DIRECTOR)
    up.does("sign", name, "--as", SELLER)
    up.does("sign", name, "--as", DIRECTOR)
    return name


def test_an_agreement_by_hand_from_offer_to_closed(
    up: Line, agreement: str, leaflets: dict[str, Path], tmp_path: Path
) -> None:
    assert "active" in up.does("agreements")
    assert up.does("gate", NORTH, PRODUCT, "core").startswith("open")
    assert "unknown_service" in up.does("gate", NORTH, PRODUCT, OPTION)
    _an_option_for_one_school(up, agreement, leaflets, tmp_path)
    up.does("school", "remove", agreement, SOUTH, "--as", DIRECTOR)
    up.does("end", "waive-return", agreement, "ending-1", "--as", DIRECTOR)
    _certified(up, agreement, "ending-1", tmp_path)
    _given_notice_and_returned(up, agreement, tmp_path)
    _certified(up, agreement, "ending-2", tmp_path)
    assert up.tells("show", agreement)["state"]["phase"] == "closed"
    assert "CLOSED" in up.does("events", agreement)
    assert ", 0 broken" in up.does("verify")


def _an_option_for_one_school(
    up: Line, agreement: str, leaflets: dict[str, Path], folder: Path
) -> None:
    first, second, third = (leaflets[f"zoom@{day}"] for day in DAYS)
    _announced(up, drafted(up, second, first, folder), agreement, "the board is told")
    up.does("choose", agreement, f"{PRODUCT}/{OPTION}=yes@{NORTH}", "--as", DIRECTOR)
    assert up.tells("gate", NORTH, PRODUCT, OPTION)["allowed"] is True
    assert up.tells("gate", SOUTH, PRODUCT, OPTION)["reason"] == "option_not_chosen"
    _announced(up, drafted(up, third, second, folder), agreement, f"{OPTION} {NORTH}")
    change = "zoom-2023-08-11"
    assert "APPROVED" in up.does("change", "approve", agreement, change, "--as", DIRECTOR)


def _announced(up: Line, file: Path, agreement: str, heard: str) -> None:
    """The supplier announces a leaflet, and the agreement hears of it."""
    up.does("product", "announce", file, "--supplier", SUPPLIER, "--as", SELLER)
    until(lambda: heard in up.does("events", agreement))


def _given_notice_and_returned(up: Line, agreement: str, folder: Path) -> None:
    up.does("end", "notice", agreement, "--reason", "not_needed", "--as", DIRECTOR)
    up.does("end", "request-return", agreement, "ending-2", "--as", DIRECTOR)
    export = _file(folder / "export.zip")
    up.does("end", "deliver", agreement, "ending-2", "--export", export, "--as", SELLER)
    up.does("end", "confirm", agreement, "ending-2", "--as", DIRECTOR)
    assert "ended" in up.does("gate", NORTH, PRODUCT, "core")


def _certified(up: Line, agreement: str, ending: str, folder: Path) -> None:
    certificate = _file(folder / "certificate.pdf")
    for part in ("supplier", "backups"):
        words = ("end", "certify", agreement, ending, part, "--certificate", certificate)
        up.does(*words, "--as", SELLER)


def _file(path: Path) -> Path:
    path.write_text("of no interest here")
    return path


def test_a_command_repeated_under_its_name_is_done_once(
    up: Line, leaflets: dict[str, Path]
) -> None:
    up.does("parties", "supplier", "inkwell", "--name", "Inkwell BV")
    mandate = ("mandates", "grant", "mandate-inkwell", "--person", TEACHER)
    up.does(*mandate, "--party", "supplier:inkwell", "--right", "announce")
    first = leaflets["dodona@2019-05-17"]
    offer = ("offer", BOARD, "inkwell", "--leaflet", first, "--as", TEACHER)
    once = up.tells(*offer, "--command-id", "offer-of-today")
    assert up.tells(*offer, "--command-id", "offer-of-today") == once
    taken_back = ("withdraw-offer", once["agreement"], "--as", TEACHER, "--reason", "mistaken")
    up.does(*taken_back, "--command-id", "taken-back-today")
    assert up.tells(*taken_back, "--command-id", "taken-back-today")["version"] == 2


def test_letters_and_documents_are_listed(up: Line, agreement: str) -> None:
    assert "agreement.offered" in up.does("letters", "--agreement", agreement)
    assert all(one["is_stored"] for one in up.tells("documents"))


def test_people_and_mandates_are_listed_and_a_person_is_forgotten(up: Line) -> None:
    up.does("people", "add", "passer-by", "--name", "Passer By", "--email", "p@by.example")
    assert "Passer By" in up.does("people", "list")
    order = ("people", "erase", "passer-by", "--reason", "left")
    kept = up.run(*order, piped="n\n")
    assert (kept.exit_code, "goes" in kept.stdout, "forgotten" in kept.stdout) == (1, True, False)
    assert "Passer By" in up.does("people", "list")
    forgotten = up.run(*order, piped="y\n").stdout
    assert "passer-by is forgotten (left)" in forgotten
    assert "docs/erasing.md" in forgotten
    assert "Passer By" not in forgotten + up.does("people", "list")
    assert "mandate-director" in up.does("mandates", "list", "--person", DIRECTOR)
    assert "Board of Hands" in up.does("parties", "list")
