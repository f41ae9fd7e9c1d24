"""What stands in the logs, and what never does."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from adapters.logs import configure_logs
from domain.sealing import SealExpiredError


@pytest.fixture(autouse=True)
def _logs_as_they_were() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """What was logged, as a machine reads it."""
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def fail() -> None:
    """Fail as a library does, in words that quote what it was given."""
    raise ValueError("to an.addressee@example.org") from SealExpiredError("ours")


def test_ours_is_an_event_with_its_facts(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("json")

    structlog.get_logger("worker").info("letter.sent", letter_id="letter:1")

    (line,) = lines(capsys)
    assert (line["event"], line["letter_id"], line["level"]) == ("letter.sent", "letter:1", "info")


def test_a_librarys_has_the_same_shape(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("json")

    logging.getLogger("temporalio").warning("slow", extra={"temporal_workflow": {"id": "a:1"}})

    (line,) = lines(capsys)
    assert (line["event"], line["level"]) == ("slow", "warning")
    assert line["temporal_workflow"] == {"id": "a:1"}


def test_an_error_is_told_by_its_type_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("json")
    try:
        fail()
    except ValueError:
        logging.getLogger("library").exception("failed")

    (line,) = lines(capsys)
    assert "an.addressee" not in json.dumps(line)
    told = json.dumps(line["fault"])
    assert "ValueError (test_logs.py:" in told
    assert "SealExpiredError: " in told
    assert "ours" in told


def test_people_get_lines(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("console")

    structlog.get_logger("worker").info("worker.ready", queue="turns")

    assert "worker.ready" in capsys.readouterr().err


def test_what_is_below_the_level_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("auto")

    structlog.get_logger("worker").debug("detail")

    assert capsys.readouterr().err == ""
