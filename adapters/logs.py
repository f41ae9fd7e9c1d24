"""Logs as events: lines for people at a terminal, JSON for machines, and nobody's data in them."""

import logging
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

Format = Literal["auto", "console", "json"]

_OURS = frozenset({"domain", "adapters", "activities", "workflows", "gateway", "settings"})
_EXTRAS = frozenset({"reason", "temporal_workflow", "temporal_activity"})
_FRAMES = 4


def configure_logs(log_format: Format, level: int = logging.INFO) -> None:
    """Send what we and the libraries log to standard error, in one shape."""
    structlog.configure(
        processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(log_format))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _formatter(log_format: Format) -> logging.Formatter:
    is_console = sys.stderr.isatty() if log_format == "auto" else log_format == "console"
    shown: Processor = (
        structlog.dev.ConsoleRenderer() if is_console else structlog.processors.JSONRenderer()
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*_shared(), structlog.stdlib.ExtraAdder(_EXTRAS)],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            faults_without_words,
            shown,
        ],
    )


def faults_without_words(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Tell an error by its type and place: the words of a library may quote a letter."""
    said = event.pop("exc_info", None)
    error = sys.exc_info()[1] if said is True else said[1] if isinstance(said, tuple) else said
    if isinstance(error, BaseException):
        event["fault"] = [_told(one) for one in _chain(error)]
    return event


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _told(error: BaseException) -> str:
    kind = type(error)
    words = f": {error}" if kind.__module__.partition(".")[0] in _OURS else ""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    places = " < ".join(f"{Path(one.filename).name}:{one.lineno}" for one in reversed(frames))
    return f"{kind.__qualname__}{words} ({places})"
