"""Canonical JSON (RFC 8785) and the content hash over it."""

import hashlib
from typing import Any

import rfc8785
from pydantic import BaseModel


def canonical(value: Any) -> bytes:  # noqa: ANN401 - any JSON value or message
    """Return the RFC 8785 bytes of a message or a JSON value.

    Raises `rfc8785.CanonicalizationError` for what JSON cannot hold exactly.
    """
    return rfc8785.dumps(value.model_dump(mode="json") if isinstance(value, BaseModel) else value)


def content_hash(value: Any) -> str:  # noqa: ANN401 - any JSON value or message
    """SHA-256 over the canonical JSON, as 64 hexadecimal digits."""
    return hash_of(canonical(value))


def hash_of(content: bytes) -> str:
    """SHA-256 over stored bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
