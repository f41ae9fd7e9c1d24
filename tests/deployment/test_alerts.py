"""The alerts, evaluated over series of samples: each fires when it must, and not before."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.deployment.monitoring import MONITORING, ROOT, alerts
from tests.needed import do_without

CASES = Path(__file__).with_name("alerts_test.yml")
READ: dict[str, Any] = yaml.safe_load(CASES.read_bytes())
SERVER = MONITORING / "prometheus.yml"
STEP = timedelta(seconds=15)
UNITS = {"h": "hours", "m": "minutes", "s": "seconds"}

Promtool = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def promtool() -> Promtool:
    """Run promtool; return how it ended, and what it said."""
    tool = shutil.which("promtool")
    if tool is None:
        do_without("promtool")

    def run(*arguments: str | Path) -> tuple[int, str]:
        done = subprocess.run([tool, *arguments], capture_output=True, text=True, check=False)  # noqa: S603 - found above
        return done.returncode, done.stdout + done.stderr

    return run


def instant(said: str) -> timedelta:
    """Read an instant such as 1h0m15s."""
    return sum(
        (timedelta(**{UNITS[unit]: int(n)}) for n, unit in re.findall(r"(\d+)([hms])", said)),
        timedelta(),
    )


def silent_and_firing(name: str) -> Iterator[tuple[set[timedelta], set[timedelta]]]:
    """Tell for each series when an alert is silent in it, and when it fires."""
    for test in READ["tests"]:
        ours = [one for one in test["alert_rule_test"] if one["alertname"] == name]
        firing = {instant(one["eval_time"]) for one in ours if one["exp_alerts"]}
        yield {instant(one["eval_time"]) for one in ours} - firing, firing


def grounds(rule: dict[str, Any]) -> list[str]:
    """Return the expressions of which each alone makes an alert fire."""
    return re.split(r"\bor\b", rule["expr"])


def only(rule: dict[str, Any], place: Path) -> Path:
    """Write down a rule, and the series of its alert alone."""
    rules = place / "alerts.yml"
    rules.write_text(yaml.safe_dump({"groups": [{"name": "one", "rules": [rule]}]}))
    tests = [
        test | {"alert_rule_test": ours}
        for test in READ["tests"]
        if (ours := [one for one in test["alert_rule_test"] if one["alertname"] == rule["alert"]])
    ]
    cases = place / "cases.yml"
    cases.write_text(yaml.safe_dump(READ | {"rule_files": [rules.name], "tests": tests}))
    return cases


def test_each_alert_wakes_somebody_when_it_must_and_not_before(promtool: Promtool) -> None:
    code, said = promtool("test", "rules", CASES)
    assert code == 0, said


@pytest.mark.parametrize("name", [rule["alert"] for rule in alerts()])
def test_each_alert_is_seen_silent_and_one_evaluation_later_seen_to_fire(name: str) -> None:
    assert any(
        after - before == STEP
        for silent, firing in silent_and_firing(name)
        for before, after in product(silent, firing)
    )


@pytest.mark.parametrize(
    ("rule", "left_out"),
    [
        pytest.param(rule, place, id=f"{rule['alert']}-{place}")
        for rule in alerts()
        for place in range(len(grounds(rule)))
    ],
)
def test_each_ground_on_which_an_alert_fires_is_missed_where_it_is_left_out(
    promtool: Promtool, tmp_path: Path, rule: dict[str, Any], left_out: int
) -> None:
    rest = [ground for place, ground in enumerate(grounds(rule)) if place != left_out]
    lacking = rule | {"expr": " or ".join(rest) or "vector(0) > 0"}

    code, said = promtool("test", "rules", only(rule, tmp_path))
    assert code == 0, said
    code, said = promtool("test", "rules", only(lacking, tmp_path))
    assert code != 0
    assert f"alertname: {rule['alert']}, time: " in said


def test_every_series_is_of_an_alert_and_told_and_looked_at_as_often_as_the_server_does() -> None:
    server = yaml.safe_load(SERVER.read_bytes())["global"]
    names = {rule["alert"] for rule in alerts()}
    assert instant(server["scrape_interval"]) == instant(server["evaluation_interval"]) == STEP
    assert instant(READ["evaluation_interval"]) == STEP
    for test in READ["tests"]:
        assert instant(test["interval"]) == STEP
        assert {one["alertname"] for one in test["alert_rule_test"]} <= names


def test_the_server_can_read_what_it_is_given(promtool: Promtool, tmp_path: Path) -> None:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_bytes())
    mounted = [one.split(":") for one in compose["services"]["prometheus"]["volumes"]]
    there = {inside: ROOT / outside for outside, inside, *_ in mounted}
    read = yaml.safe_load(there["/etc/prometheus/prometheus.yml"].read_bytes())
    read["rule_files"] = [str(there[file].resolve()) for file in read["rule_files"]]
    config = tmp_path / "prometheus.yml"
    config.write_text(yaml.safe_dump(read))

    code, said = promtool("check", "config", "--lint=all", "--lint-fatal", config)
    assert code == 0, said
    assert f"{len(alerts())} rules found" in said
