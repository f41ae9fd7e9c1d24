"""The board and the alerts as they lie in the tree."""

import json
import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
MONITORING = ROOT / "deploy" / "monitoring"
FIGURE = re.compile(r"\b(?:akkoord|temporal)_\w+")


def board() -> dict[str, Any]:
    """The board of panels."""
    read: dict[str, Any] = json.loads((MONITORING / "grafana" / "akkoord.json").read_bytes())
    return read


def alerts() -> list[dict[str, Any]]:
    """The rules of the alerts."""
    groups = yaml.safe_load((MONITORING / "alerts.yml").read_bytes())["groups"]
    return [rule for group in groups for rule in group["rules"]]


def asked() -> set[str]:
    """The names of all figures that a panel or an alert asks for."""
    panels = [target["expr"] for panel in board()["panels"] for target in panel["targets"]]
    rules = [rule["expr"] for rule in alerts()]
    return {name for expression in (*panels, *rules) for name in FIGURE.findall(expression)}
