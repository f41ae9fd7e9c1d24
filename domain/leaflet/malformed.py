"""What is wrong with malformed input, as one sentence: every field with its rule."""

from pydantic import ValidationError

_AT_MOST = 10


def rules(error: ValidationError) -> str:
    """Name each field and the rule it breaks, the first ten of them."""
    found = [_rule(one["loc"], one["msg"]) for one in error.errors(include_url=False)]
    more = len(found) - _AT_MOST
    return "; ".join(found[:_AT_MOST]) + (f"; and {more} more" if more > 0 else "")


def _rule(location: tuple[int | str, ...], message: str) -> str:
    path = "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in location)
    sentence = message.removeprefix("Value error, ")
    return f"{path.lstrip('.')}: {sentence}" if path else sentence
