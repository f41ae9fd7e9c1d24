"""What is wrong with the shape of an announcement: pydantic's errors, in words of our own."""

from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from domain.intake.announcement import PlainWords
from domain.intake.faults import Fault, FaultCode, Faults, fault, first_faults
from domain.intake.paths import article_at, spelled
from domain.values import Hash, Identifier

_INSTANT = "this must be an instant with its offset, as 2026-09-01T00:00:00+02:00"
_DAY = "this must be a day, as 2026-09-01"
_BY_KIND = {
    "missing": (FaultCode.FIELD_MISSING, "this must be stated"),
    "extra_forbidden": (FaultCode.FIELD_UNKNOWN, "the schema knows no such field here"),
    "string_type": (FaultCode.WRONG_TYPE, "this must be text"),
    "int_type": (FaultCode.WRONG_TYPE, "this must be a whole number"),
    "bool_type": (FaultCode.WRONG_TYPE, "this must be true or false"),
    "tuple_type": (FaultCode.WRONG_TYPE, "this must be a list"),
    "model_type": (FaultCode.WRONG_TYPE, "this must be an object"),
    "datetime_type": (FaultCode.WRONG_TYPE, _INSTANT),
    "datetime_parsing": (FaultCode.WRONG_VALUE, _INSTANT),
    "timezone_aware": (FaultCode.WRONG_VALUE, _INSTANT),
    "date_type": (FaultCode.WRONG_TYPE, _DAY),
    "date_parsing": (FaultCode.WRONG_VALUE, _DAY),
    "too_short": (FaultCode.WRONG_VALUE, "this list must not be empty"),
    "too_long": (FaultCode.WRONG_VALUE, "this list is too long"),
    "string_too_long": (FaultCode.WRONG_VALUE, "this text is too long"),
    "value_error": (FaultCode.NAMED_TWICE, "a name stands twice in it, or a service it lacks"),
}
_BY_PATTERN = {
    get_args(Hash)[1].pattern: "this must be a hash: 64 digits from 0 to f",
    get_args(Identifier)[1].pattern: "this must be small letters, digits, - and _, at most 64",
    get_args(PlainWords)[1].pattern: "this must be stated, in plain words",
}
_ASKED = {
    "literal_error": "this must be {expected}",
    "greater_than_equal": "this must be {ge} or more",
    "less_than_equal": "this must be {le} or less",
}
_OTHERWISE = "this is not a value that can stand here"
_UNSAID = ("missing", "string_pattern_mismatch")


def shape_faults(error: ValidationError, whole: Any) -> Faults:  # noqa: ANN401 - any JSON value
    """Return the errors as faults, in the order of the payload."""
    return first_faults(_fault(one, whole) for one in error.errors(include_url=False))


def _fault(error: ErrorDetails, whole: Any) -> Fault:  # noqa: ANN401 - any JSON value
    path = spelled(error["loc"], whole)
    code, words = _BY_KIND.get(error["type"]) or (FaultCode.WRONG_VALUE, _asked(error))
    if path.startswith("payload.consequences.") and error["type"] in _UNSAID:
        code = FaultCode.CONSEQUENCES_MISSING
    return fault(path, code, words, article_at(path))


def _asked(error: ErrorDetails) -> str:
    """Say what the schema asks: its words only, which pydantic tells beside the value."""
    asked = error.get("ctx", {})
    by_pattern = _BY_PATTERN.get(asked.get("pattern", ""))
    return by_pattern or _ASKED.get(error["type"], _OTHERWISE).format_map(asked)
