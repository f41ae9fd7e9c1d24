"""Every setting is told as it is defined, and no secret is."""

import json

import pytest
from typer.testing import CliRunner

from cli.app import app
from cli.settings_shown import page
from settings import ROOT, variables


def shown(*options: str, **environment: str) -> str:
    answer = CliRunner().invoke(app, ["settings", *options], env=environment)
    assert answer.exit_code == 0
    return answer.stdout


def test_the_page_of_settings_is_as_they_are_defined() -> None:
    kept = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert kept == page() + "\n", "akkoord settings --markdown > docs/settings.md"


def test_the_page_is_the_same_whatever_is_set() -> None:
    assert shown("--markdown", AKKOORD_GRACE="5", SMTP_URL="smtp://x") == page() + "\n"


def test_every_setting_says_what_it_decides() -> None:
    told = {one["name"]: one["decides"] for one in json.loads(shown("--json"))}
    assert [*told] == [" or ".join(one.names) for one in variables().values()]
    assert all(said.endswith(".") for said in told.values())


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"SMTP_URL": "smtp://user:s3cret@mail"}, "SMTP_URL or SMTP_URL_FILE"),
        ({"CODEC_KEYS_FILE": "/run/s3cret"}, "CODEC_KEYS or CODEC_KEYS_FILE"),
        ({"TEMPORAL_API_KEY": "s3cret"}, "TEMPORAL_*"),
        ({"AKKOORD_GRACE": "25"}, "AKKOORD_GRACE"),
    ],
)
def test_it_is_told_what_is_set_and_never_to_what(environment: dict[str, str], name: str) -> None:
    said = shown("--json", **environment)
    assert {one["name"]: one["is_set"] for one in json.loads(said)}[name] is True
    assert "s3cret" not in said
    assert "s3cret" not in shown(**environment)


@pytest.mark.parametrize(
    ("name", "without_it"),
    [
        ("AKKOORD_GRACE", "10"),
        ("AKKOORD_POLICY", "production"),
        ("AKKOORD_NO_GO_BUILD", "0"),
        ("AKKOORD_OFFLINE", "0"),
        ("AKKOORD_STATE", "var"),
        ("AKKOORD_CACHE", "~/.cache/akkoord"),
        ("STORAGE_URL", ""),
    ],
)
def test_a_default_is_what_applies_where_nothing_is_set(name: str, without_it: str) -> None:
    told = {one["name"]: one["without_it"] for one in json.loads(shown("--json"))}
    assert told[name] == without_it
