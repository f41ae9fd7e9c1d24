"""`akkoord leaflet`: for people, for machines, and how each command ends."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from adapters.demonstration_data import DATA
from cli.app import app
from domain.leaflet.leaflet import Leaflet
from tests.domain.leaflet.examples import LEAFLET, leaflet

ZOOM = DATA / "products" / "zoom.yaml"


def akkoord(*words: object) -> Result:
    return CliRunner().invoke(app, ["leaflet", *map(str, words)])


def written(one: Leaflet, path: Path) -> Path:
    path.write_text(one.model_dump_json())
    return path


def machine(*words: object) -> Any:  # noqa: ANN401 - any JSON
    return json.loads(akkoord(*words, "--json").stdout)


def test_import_writes_a_leaflet_that_can_be_read_back(tmp_path: Path) -> None:
    out = tmp_path / "leaflet.json"
    done = akkoord("import", ZOOM, "--version", "zoom@2023-04-10", "--out", out)
    assert done.exit_code == 0
    assert "zoom@2023-04-10" in done.stdout
    assert machine("compare", out, f"{ZOOM}#zoom@2023-04-10") == {"items": [], "important": False}


def test_import_prints_the_latest_version_without_a_name_for_it() -> None:
    done = akkoord("import", ZOOM)
    assert done.exit_code == 0
    assert Leaflet.model_validate_json(done.stdout).version == "zoom@2024-08-02"


def test_import_with_purposes_and_assumptions_is_complete(tmp_path: Path) -> None:
    out = tmp_path / "leaflet.json"
    options = ("--purposes", DATA / "purposes.yaml", "--assumed", DATA / "assumed.yaml")
    assert akkoord("import", ZOOM, *options, "--out", out).exit_code == 0
    assert akkoord("check", out).exit_code == 0
    assert machine("check", out)["complete"] is True


def test_check_names_all_that_is_missing_and_refuses() -> None:
    done = akkoord("check", f"{ZOOM}#zoom@2023-04-10")
    assert done.exit_code == 1
    assert "services[core].data[account].why: why this category is needed (6.4)" in done.stdout
    assert "LeafletIncompleteError" in done.stderr
    told = akkoord("check", ZOOM, "--json")
    assert told.exit_code == 1
    assert {
        "path": "roles",
        "article": "3.1, 4.3",
        "sentence": "who is controller and who is processor",
    } in json.loads(told.stdout)["missing"]


def test_compare_tells_machines_exactly_what_differs() -> None:
    assert machine("compare", f"{ZOOM}#zoom@2023-08-11", f"{ZOOM}#zoom@2024-03-17") == {
        "items": [
            {
                "kind": "retention.added",
                "target": "voiceprint",
                "before": None,
                "after": "until deleted by the user, at most 3 years after last use",
                "services": ["voiceprint"],
                "important": False,
                "reason": "it is kept for a shorter time, or has an end now",
                "article": "4.3",
            },
            {
                "kind": "service.added",
                "target": "voiceprint",
                "before": None,
                "after": [
                    "name: Enhanced audio (voiceprint)",
                    "kind: optional",
                    "purposes: clean up sound with a voiceprint",
                    "data: biometric (voiceprint, reference recording)",
                    "data subjects: account owners (schools); users (teachers, pupils); guests",
                ],
                "services": ["voiceprint"],
                "important": True,
                "reason": "a new optional service: important for those who choose it,"
                " others are told",
                "article": "3.2",
            },
            {
                "kind": "transfer.added",
                "target": "EU-US DPF",
                "before": None,
                "after": "EU-US DPF",
                "services": [],
                "important": False,
                "reason": "a safeguard or promise is added",
                "article": "4.3, GDPR 44-46",
            },
        ],
        "important": True,
    }


@pytest.mark.parametrize(
    ("other", "verdict"),
    [
        (leaflet(places=("US",)), "important"),
        (leaflet(price="1 euro"), "not important"),
        (leaflet(disclosures=(), measures=None), "important"),
        (LEAFLET, "nothing differs"),
    ],
)
def test_compare_tells_people_the_verdict(tmp_path: Path, other: Leaflet, verdict: str) -> None:
    old, new = written(LEAFLET, tmp_path / "old#1.json"), written(other, tmp_path / "new.json")
    done = akkoord("compare", old, new)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == f"quill@1 -> quill@1: {verdict}"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("import", ZOOM, "--version", "zoom@1"), 1, "UnknownVersionError"),
        (("check", f"{ZOOM}#zoom@1"), 1, "UnknownVersionError"),
        (("check", DATA / "schools.csv"), 1, "FileUnreadableError"),
        (("import", DATA / "purposes.yaml"), 1, "FactsMalformedError: The facts file"),
        (("import", DATA / "schools.csv"), 1, "FileUnreadableError"),
        (("import", ZOOM, "--assumed", ZOOM), 1, "AssumedMalformedError"),
        (("import", ZOOM, "--purposes", ZOOM), 0, ""),
        (("compare", ZOOM, DATA / "products" / "hedy.yaml"), 1, "OtherProductError"),
        (("check", "gone.json"), 2, "gone.json: there is no such file"),
        (("compare", "gone.yaml#1", "gone.json"), 2, "gone.yaml: there is no such file"),
        (("import", ZOOM, "--out", "gone/leaflet.json"), 2, "gone/leaflet.json: No such file"),
        (("import", ZOOM, "--purposes", "gone"), 2, "gone: there is no such file"),
        (("import", ZOOM, "--unheard-of"), 2, "No such option"),
        (("check",), 2, "Missing argument"),
    ],
)
def test_a_refusal_ends_with_1_and_misuse_with_2(
    words: tuple[object, ...], code: int, said: str
) -> None:
    done = akkoord(*words)
    assert done.exit_code == code
    assert said in done.stderr


def test_machines_are_told_a_refusal_by_its_code() -> None:
    done = akkoord("import", ZOOM, "--version", "zoom@1", "--json")
    assert done.exit_code == 1
    refused = json.loads(done.stdout)["refused"]
    assert refused["code"] == "UnknownVersionError"
    assert refused["sentence"] == "The facts file holds no such version"
    assert refused["detail"].startswith("zoom@1; there are zoom@2021-06-04")


def test_it_works_from_any_directory(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(  # noqa: S603 - our own command line
        [sys.executable, "-m", "cli", "leaflet", "compare", f"{ZOOM}#zoom@2024-03-17", str(ZOOM)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(root), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("zoom@2024-03-17 -> zoom@2024-08-02: important\n")
