"""What is watched, and what somebody is woken for: it can be read, and it is explained."""

import re
from typing import Any

import pytest
import yaml

from adapters.workforce import SLACK
from settings import Settings
from tests.deployment.monitoring import MONITORING, ROOT, alerts, board

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_bytes())
SERVICES = COMPOSE["services"]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
EVERY_ALERT = pytest.mark.parametrize("rule", alerts(), ids=lambda rule: rule["alert"])


def anchors(text: str) -> set[str]:
    """Return the anchors of the headings, as a reader's browser has them."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_board_has_eight_panels_each_with_a_title_and_a_meaning() -> None:
    panels = board()["panels"]
    assert len(panels) == 8
    assert len({panel["title"] for panel in panels}) == 8
    assert all(panel["description"].endswith(".") for panel in panels)


def test_the_panels_lie_side_by_side() -> None:
    places = [panel["gridPos"] for panel in board()["panels"]]
    squares = [
        (x, y)
        for one in places
        for x in range(one["x"], one["x"] + one["w"])
        for y in range(one["y"], one["y"] + one["h"])
    ]
    assert len(squares) == len(set(squares))
    assert max(x for x, _ in squares) < 24


def test_every_panel_asks_the_server_that_is_provisioned() -> None:
    read = yaml.safe_load((MONITORING / "grafana" / "datasource.yml").read_bytes())
    [server] = read["datasources"]
    assert server["url"] == "http://prometheus:9090"
    for panel in board()["panels"]:
        assert {one["datasource"]["uid"] for one in panel["targets"]} == {server["uid"]}


def test_an_alert_is_about_each_thing_that_somebody_must_look_at() -> None:
    assert {rule["alert"] for rule in alerts()} >= {
        "AkkoordNoPollers",
        "AkkoordWorkflowTasksFailing",
        "AkkoordOutboxOld",
        "AkkoordLettersUnknown",
        "AkkoordDeadlinesOverdue",
        "AkkoordChainBroken",
        "AkkoordCheckpointOld",
    }


@EVERY_ALERT
def test_an_alert_says_what_it_means_where_to_read_on_and_whom_it_wakes(
    rule: dict[str, Any],
) -> None:
    assert rule["annotations"]["summary"].endswith(".")
    assert rule["labels"]["severity"] in {"page", "ticket"}
    file, _, anchor = rule["annotations"]["runbook"].partition("#")
    assert file == "docs/operations.md"
    assert anchor in anchors(OPERATIONS)


def test_every_place_that_operations_points_to_is_there() -> None:
    for file, anchor in re.findall(r"\]\(([\w./-]*)(?:#([\w-]+))?\)", OPERATIONS):
        path = (ROOT / "docs" / file).resolve() if file else ROOT / "docs" / "operations.md"
        assert path.exists(), file
        if anchor:
            assert anchor in anchors(path.read_text(encoding="utf-8")), f"{file}#{anchor}"


def test_a_command_that_operations_runs_in_compose_finds_its_servers() -> None:
    named = re.findall(r"docker compose run --rm (\S+) python -m cli", OPERATIONS)
    assert named
    for name in named:
        assert {"DATABASE_URL", "TEMPORAL_ADDRESS"} <= SERVICES[name]["environment"].keys()


def test_no_variable_of_operations_is_unknown() -> None:
    known = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8") + str(COMPOSE)
    named = re.findall(r"\b(?:AKKOORD|SEAL|CODEC|CHECKPOINT|TEMPORAL)_[A-Z_]+\b", OPERATIONS)
    assert [name for name in named if name not in known] == []


def test_who_asks_a_worker_finds_it_where_it_answers() -> None:
    worker = SERVICES["worker"]
    read = yaml.safe_load((MONITORING / "prometheus.yml").read_bytes())
    [scraped] = read["scrape_configs"][0]["dns_sd_configs"]
    assert scraped["names"] == ["worker"]
    assert worker["environment"]["AKKOORD_METRICS"] == f"0.0.0.0:{scraped['port']}"
    _, _, port = worker["environment"]["AKKOORD_HEALTH"].rpartition(":")
    assert f":{port}/readyz" in worker["healthcheck"]["test"][-1]


def test_every_file_that_is_mounted_is_there() -> None:
    for name in ("prometheus", "grafana"):
        assert SERVICES[name]["profiles"] == ["monitoring"]
        files = [one for one in SERVICES[name]["volumes"] if one.startswith("./")]
        assert files
        assert all((ROOT / one.split(":")[0]).is_file() for one in files)


def test_a_worker_has_its_grace_before_it_is_killed() -> None:
    grace = Settings.from_environment({}, ROOT).grace
    given = int(SERVICES["worker"]["stop_grace_period"].removesuffix("s"))
    assert given > grace + SLACK
