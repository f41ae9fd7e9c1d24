"""The secretariat's lists: as links, as a page, and in its document."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from typer.testing import CliRunner

from cli.app import app
from gateway.dashboard import COLUMNS, VIEWS, links
from gateway.dashboard_page import dashboard_page
from tests.dashboard.tables import DOCUMENT, written
from workflows.search_attributes import CATALOGUE

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
OF_TEMPORAL = {"ExecutionStatus", "WorkflowType", "TemporalReportedProblems"}


def asked(url: str) -> dict[str, list[str]]:
    """What a link hands to the UI."""
    return parse_qs(urlsplit(url).query)


def test_a_link_opens_its_list_and_files_it() -> None:
    (first, *_) = links("http://ui:8080/", "akkoord", NOW)

    assert first.url.startswith("http://ui:8080/namespaces/akkoord/workflows?query=")
    assert asked(first.url) == {
        "query": ['`WaitsFor`="board" AND `ExecutionStatus`="Running"'],
        "savedQuery": ["Waits for a board"],
    }


def test_days_are_counted_from_the_instant_of_asking() -> None:
    (due,) = (one for one in links("http://ui", "default", NOW) if one.view.name.startswith("Due"))

    assert '`Due`>="2026-03-02T09:30:00Z" AND `Due`<"2026-03-09T09:30:00Z"' in due.query


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
def test_a_list_asks_only_for_what_the_server_knows(view: object) -> None:
    (found,) = (one for one in VIEWS if one is view)

    names = set(re.findall(r"`(\w+)`", found.query))

    assert names <= OF_TEMPORAL | {key.name for key in CATALOGUE}
    assert found.sentence.endswith(".")


def test_no_two_lists_are_filed_under_one_name() -> None:
    assert len({view.id for view in VIEWS}) == len({view.query for view in VIEWS}) == len(VIEWS)


def test_the_columns_are_those_of_the_ui_and_of_the_catalogue() -> None:
    assert set(COLUMNS) - {"Status", "Workflow ID"} <= {key.name for key in CATALOGUE}


def test_the_command_prints_every_link() -> None:
    told = CliRunner().invoke(app, ["dashboard", "--ui", "http://ui:8080"])

    assert told.exit_code == 0
    for view in VIEWS:
        assert f"{view.name}: {view.sentence}" in told.output
    assert told.output.count("http://ui:8080/namespaces/default/workflows?query=") == len(VIEWS)


def test_the_command_tells_machines_the_same() -> None:
    told = CliRunner().invoke(app, ["dashboard", "--ui", "http://ui", "--namespace", "n", "--json"])

    found = json.loads(told.output)
    assert [one["name"] for one in found["views"]] == [view.name for view in VIEWS]
    assert found["columns"] == list(COLUMNS)
    assert all(one["query"] in asked(one["url"])["query"] for one in found["views"])


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    file = tmp_path / "lists.html"

    told = CliRunner().invoke(app, ["dashboard", "--ui", "http://ui", "--page", str(file)])

    assert told.output == f"written: {file}\n"
    assert file.read_text(encoding="utf-8") == dashboard_page("http://ui", "default")


def test_where_nothing_runs_and_no_address_is_given_it_says_what_to_do(
    tmp_path: Path,
) -> None:
    told = CliRunner().invoke(app, ["dashboard"], env={"AKKOORD_STATE": str(tmp_path)})

    assert told.exit_code == 3
    assert "make up" in told.stderr


def test_the_page_that_is_deployed_is_the_one_of_today() -> None:
    """Made by `akkoord dashboard --ui / --namespace akkoord --page deploy/dashboard/index.html`."""
    page = (ROOT / "deploy" / "dashboard" / "index.html").read_text(encoding="utf-8")

    assert page == dashboard_page("/", "akkoord")


def test_the_document_has_the_tables_of_today() -> None:
    """Made by `python -m tests.dashboard.tables`."""
    text = DOCUMENT.read_text(encoding="utf-8")

    assert text == written(text)
