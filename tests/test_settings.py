"""The environment as it is read."""

from pathlib import Path

import pytest

from environment import SettingsError
from settings import Settings

ROOT = Path("/project")


def read(**environ: str) -> Settings:
    return Settings.from_environment(environ, ROOT)


def test_an_empty_environment_gives_a_local_system_in_production_policy() -> None:
    settings = read()
    assert settings.state_directory == ROOT / "var"
    assert settings.temporal_address is None
    assert settings.temporal_namespace == "default"
    assert settings.database_url is None
    assert settings.policy == "production"
    assert settings.may_build


def test_a_state_folder_is_found_from_the_project() -> None:
    assert read(AKKOORD_STATE="elsewhere").state_directory == ROOT / "elsewhere"
    assert read(AKKOORD_STATE="/elsewhere").mail_directory == Path("/elsewhere/mail")


def test_without_a_home_the_cache_is_kept_with_the_state() -> None:
    assert read(HOME="").cache_directory == ROOT / "var" / "cache"
    assert read(HOME="/home/an").cache_directory == Path("/home/an/.cache/akkoord")
    assert read(HOME="/home/an", XDG_CACHE_HOME="/c").cache_directory == Path("/c/akkoord")
    assert read(XDG_CACHE_HOME="/c", AKKOORD_CACHE="/mine").cache_directory == Path("/mine")


def test_an_empty_variable_is_one_that_is_not_set() -> None:
    assert read(DATABASE_URL="", TEMPORAL_ADDRESS="").database_url is None
    assert read(TEMPORAL_ADDRESS="").temporal_address is None


def test_every_standard_variable_of_temporal_is_kept() -> None:
    settings = read(TEMPORAL_ADDRESS="there:7233", TEMPORAL_TLS="true", TEMPORAL_NAMESPACE="ours")
    assert settings.temporal_address == "there:7233"
    assert settings.temporal_namespace == "ours"
    assert settings.temporal_variables["TEMPORAL_TLS"] == "true"


def test_a_secret_may_be_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("postgresql://there/akkoord\n")
    assert read(DATABASE_URL_FILE=str(path)).database_url == "postgresql://there/akkoord"
    path.write_text("key")
    variables = read(TEMPORAL_API_KEY_FILE=str(path)).temporal_variables
    assert variables == {"TEMPORAL_API_KEY": "key"}


def test_a_secret_is_not_shown() -> None:
    shown = repr(read(DATABASE_URL="s3cret", SMTP_URL="s3cret", TEMPORAL_API_KEY="s3cret"))
    assert "s3cret" not in shown


def test_each_of_several_processes_listens_at_ports_of_its_own() -> None:
    settings = read(AKKOORD_METRICS="0.0.0.0:9464", AKKOORD_HEALTH="[::1]:9480").of_process(2)
    assert (settings.metrics_address, settings.health_address) == ("0.0.0.0:9466", "[::1]:9482")
    assert read().of_process(2).metrics_address is None


def test_the_chains_are_checked_by_the_first_process_only() -> None:
    assert read().of_process(0).verify_every == 86_400
    assert read().of_process(1).verify_every is None


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"AKKOORD_POLICY": "demo"}, "AKKOORD_POLICY=demo is none of production, demonstration"),
        ({"AKKOORD_LOG": "xml"}, "AKKOORD_LOG=xml is none of auto, console, json"),
        ({"AKKOORD_OFFLINE": "maybe"}, "AKKOORD_OFFLINE=maybe is neither 1 nor 0"),
        ({"AKKOORD_POST_OFFICE": "0"}, "AKKOORD_POST_OFFICE=0 is no number from 1"),
        ({"AKKOORD_METRICS": ":9464"}, "AKKOORD_METRICS=:9464 is no HOST:PORT"),
        ({"AKKOORD_HEALTH": "here:70000"}, "AKKOORD_HEALTH=here:70000 is no HOST:PORT"),
        ({"AKKOORD_POST_OFFICE": "main"}, "AKKOORD_POST_OFFICE=main is no number from 1"),
        ({"SMTP_URL": "smtp://a", "SMTP_URL_FILE": "b"}, "SMTP_URL and SMTP_URL_FILE are both set"),
        ({"SEAL_KEY_FILE": "/nowhere/key"}, "SEAL_KEY_FILE=/nowhere/key cannot be read"),
    ],
)
def test_what_cannot_be_read_is_named(environ: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError, match=f"^{said}"):
        read(**environ)
