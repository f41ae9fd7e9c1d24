"""The guards of the product, each patched away by name: the rig must go red without it."""

from collections.abc import Callable
from typing import Any

from adapters import event_log, event_rows, outbox, seal
from domain.agreement.deciding import judging
from domain.canonical import hash_of
from workflows import turns


def _unique_command_id() -> None:
    """A repeated command is known by nobody; the rig drops the rule of the database."""
    _patch(turns, "first_answer", _knows_nothing)
    _patch(event_log, "_first_answer", _knows_nothing)


def _seal() -> None:
    """Whatever is in the form of a request is believed."""
    _patch(seal.KeyRing, "check", _knows_nothing)


def _outbox_state() -> None:
    """Nothing notes that a letter may have gone."""

    async def nothing(*given: Any) -> None:  # noqa: ANN401 - whatever is handed over
        del given

    _patch(outbox, "mark_data_sent", nothing)


def _approval_rule() -> None:
    """No change is important to anybody."""
    _patch(judging, "important_services", _nothing_important)


def _chain() -> None:
    """A hash tells the place of a record, and nothing of what it says."""
    _patch(event_rows, "written_hash", lambda row: hash_of(row["event_id"].encode()))


def _patch(place: Any, name: str, instead: Callable[..., Any]) -> None:  # noqa: ANN401 - any module or class
    getattr(place, name)  # a guard that was moved must not be missed here
    setattr(place, name, instead)


def _knows_nothing(*given: Any) -> None:  # noqa: ANN401 - whatever is handed over
    del given


def _nothing_important(*given: Any) -> tuple[str, ...]:  # noqa: ANN401 - whatever is handed over
    del given
    return ()


GUARDS: dict[str, Callable[[], None]] = {
    "unique command id": _unique_command_id,
    "seal": _seal,
    "outbox state": _outbox_state,
    "approval rule": _approval_rule,
    "chain": _chain,
}
"""Each by what it is called in the table."""
