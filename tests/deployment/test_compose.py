"""The shape of production: what the compose file promises, and that compose can read it."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from adapters.local.temporal import ALWAYS
from tests.needed import do_without

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "docker-compose.yml"
ONE_SHOT = {"temporal-schema", "temporal-namespace", "migrate"}
REQUIRED = re.compile(r"\$\{(\w+):\?")
PINNED = re.compile(r"^[\w./-]+:v?\d+\.\d+(\.\d+)?(-\w+)*$")
SECRET = re.compile(r"PASSWORD|PWD|_KEY$|SECRET|TOKEN")

SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["services"]
EVERY_SERVICE = pytest.mark.parametrize("name", SERVICES)


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the program that reads a file as compose does."""
    if shutil.which("go") is None:
        do_without("Go")
    program = tmp_path_factory.mktemp("compose") / "reader"
    command = ["go", "build", "-mod=readonly", "-buildvcs=false", "-o", str(program), "."]
    subprocess.run(command, cwd=ROOT / "tools" / "compose", check=True, timeout=240)  # noqa: S603 - our own program
    return program


def read(reader: Path, file: Path, **missing: str) -> str:
    """Return what is wrong with a compose file, all variables being set but the missing ones."""
    names = {*REQUIRED.findall(FILE.read_text(encoding="utf-8"))} - {*missing}
    command = ["env", "-i", *(f"{name}=x" for name in names), str(reader), str(file)]
    return subprocess.run(command, check=False, capture_output=True, text=True).stderr  # noqa: S603 - our own program


def broken(tmp_path: Path, right: str, wrong: str) -> Path:
    text = FILE.read_text(encoding="utf-8")
    assert right in text
    file = tmp_path / "docker-compose.yml"
    file.write_text(text.replace(right, wrong))
    return file


@pytest.mark.timeout(300)
def test_compose_can_read_it(reader: Path) -> None:
    assert read(reader, FILE) == ""


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("      migrate:\n", "      migration:\n", 'depends on undefined service "migration"'),
        ("condition: service_healthy", "condition: service_well", "must be one of"),
        ("restart: unless-stopped", "restarts: unless-stopped", ".restarts"),
        ("- akkoord:/var", "- akoord:/var", "refers to undefined volume akoord"),
    ],
)
def test_what_is_wrong_with_a_file_is_seen(
    reader: Path, tmp_path: Path, right: str, wrong: str, said: str
) -> None:
    assert said in read(reader, broken(tmp_path, right, wrong))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", sorted({*REQUIRED.findall(FILE.read_text(encoding="utf-8"))}))
def test_a_secret_that_is_missing_is_named(reader: Path, name: str) -> None:
    assert f"required variable {name} is missing" in read(reader, FILE, **{name: ""})


@EVERY_SERVICE
def test_its_image_has_a_version(name: str) -> None:
    assert PINNED.match(SERVICES[name]["image"])


@EVERY_SERVICE
def test_it_is_watched_when_it_stays(name: str) -> None:
    service = SERVICES[name]
    if name in ONE_SHOT:
        assert service["restart"].startswith("on-failure:")
    else:
        assert service["restart"] == "unless-stopped"
        assert service["healthcheck"]["test"]


@EVERY_SERVICE
def test_it_waits_for_what_it_needs(name: str) -> None:
    for needed, how in SERVICES[name].get("depends_on", {}).items():
        expected = "service_completed_successfully" if needed in ONE_SHOT else "service_healthy"
        assert how == {"condition": expected}


@EVERY_SERVICE
def test_it_listens_on_the_loopback_address_only(name: str) -> None:
    assert all(port.startswith("127.0.0.1:") for port in SERVICES[name].get("ports", []))


@EVERY_SERVICE
def test_its_secrets_come_from_outside(name: str) -> None:
    for variable, value in SERVICES[name].get("environment", {}).items():
        is_outside = REQUIRED.match(value) or value.startswith("/run/secrets/")
        assert not SECRET.search(variable) or is_outside, variable
        assert not re.search(r"//\w+:(?!\$\{\w+:\?)[^/]*@", value), variable


def test_the_example_names_every_variable_that_is_required() -> None:
    example = (ROOT / "deploy" / "example.env").read_text(encoding="utf-8")
    given = {line.partition("=")[0] for line in example.splitlines() if line[:1].isalpha()}
    assert given == {*REQUIRED.findall(FILE.read_text(encoding="utf-8"))}


def test_the_image_is_built_on_a_version_and_runs_as_an_ordinary_user() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    bases = [line.split()[1] for line in lines if line.startswith("FROM ")]
    assert bases
    assert all(PINNED.match(base) for base in bases)
    assert [line for line in lines if line.startswith("USER ")] == ["USER akkoord"]
    assert lines[-1] == 'CMD ["python", "worker.py"]'


def test_the_image_holds_every_package_and_nothing_of_the_tests() -> None:
    copied = set(re.findall(r"^COPY (\w+) \w+$", (ROOT / "Dockerfile").read_text(), re.MULTILINE))
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert copied == packages - {"bench"}  # what measures is not what runs


def test_a_server_of_our_own_is_told_what_that_of_production_is_told() -> None:
    told = yaml.safe_load((ROOT / "deploy" / "temporal-dynamic.yaml").read_text(encoding="utf-8"))
    ours = (one.partition("=") for one in ALWAYS if not one.startswith("--"))

    assert {name: json.loads(value) for name, _, value in ours} == {
        name: rows[0]["value"] for name, rows in told.items()
    }
