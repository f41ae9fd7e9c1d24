"""Canonical JSON (RFC 8785) and the content hash over it."""

import hashlib
import json
import re
from typing import Any

import rfc8785
from pydantic import BaseModel

_PLAIN = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, sort_keys=True, separators=(",", ":")
)
_TWO_HALVES = re.compile("[\U00010000-\U0010ffff]")
_RARE = r"-?(?:\d+[.eE]|\d{16})"  # a number, or what looks so in a text
_RARE_NUMBERS = tuple(re.compile(before + _RARE) for before in ('":', ",", r"\["))
"""Behind a key, or in a list: one pattern for each, for a fixed beginning is found fast."""


def canonical(value: Any) -> bytes:  # noqa: ANN401 - any JSON value or message
    """Return the RFC 8785 bytes of a message or a JSON value.

    Raises `rfc8785.CanonicalizationError` for what JSON cannot hold exactly.
    """
    plain = value.model_dump(mode="json") if isinstance(value, BaseModel) else value
    found = _written_plainly(plain)
    return rfc8785.dumps(plain) if found is None else found


def content_hash(value: Any) -> str:  # noqa: ANN401 - any JSON value or message
    """SHA-256 over the canonical JSON, as 64 hexadecimal digits."""
    return hash_of(canonical(value))


def hash_of(content: bytes) -> str:
    """SHA-256 over stored bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def _written_plainly(value: Any) -> bytes | None:  # noqa: ANN401 - any JSON value
    """Return the same bytes by the compiled encoder, which is faster; None where they may differ.

    They differ for numbers that are no small integers, and in the order of keys for characters
    that UTF-16 writes in two halves. What cannot be written at all is left to RFC 8785 to refuse.
    """
    try:
        text = _PLAIN.encode(value)
        return None if isinstance(value, int | float) or _may_differ(text) else text.encode()
    except (TypeError, ValueError):
        return None


def may_hold_rare_numbers(text: str) -> bool:
    """Whether a float or an integer of 16 digits may stand within JSON without white space.

    It errs on the side of doubt: a text in it may look like one.
    """
    return any(one.search(text) for one in _RARE_NUMBERS)


def _may_differ(text: str) -> bool:
    is_out_of_order = not text.isascii() and _TWO_HALVES.search(text)
    return bool(is_out_of_order or may_hold_rare_numbers(text))
