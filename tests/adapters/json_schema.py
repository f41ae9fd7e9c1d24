"""As much of JSON Schema as our own schemas use: what does not fit, by its place."""

import re
from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]
_TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}
KNOWN = {
    *("$schema", "$defs", "$ref", "title", "description", "default", "format", "type", "anyOf"),
    *("const", "enum", "pattern", "minLength", "maxLength", "minimum", "required", "properties"),
    *("additionalProperties", "items", "minItems", "maxItems"),
}


def misfits(value: Any, schema: Schema, whole: Schema, path: str = "") -> Iterator[str]:  # noqa: ANN401 - any JSON value
    """Name every place where the value is not as the schema says."""
    assert schema.keys() <= KNOWN, f"{path}: {schema.keys() - KNOWN}"
    if "$ref" in schema:
        yield from misfits(value, whole["$defs"][schema["$ref"].rpartition("/")[2]], whole, path)
        return
    if "anyOf" in schema:
        ways = [list(misfits(value, one, whole, path)) for one in schema["anyOf"]]
        yield from min(ways, key=len)
        return
    if not isinstance(value, _TYPES[schema["type"]]) or not _fits(value, schema):
        yield path
    if isinstance(value, dict) and schema["type"] == "object":
        yield from _fields(value, schema, whole, path)
    if isinstance(value, list) and schema["type"] == "array":
        for at, one in enumerate(value):
            yield from misfits(one, schema["items"], whole, f"{path}[{at}]")


def _fits(value: Any, schema: Schema) -> bool:  # noqa: ANN401 - any JSON value
    size = len(value) if isinstance(value, str | list) else 0
    return all(
        (
            value == schema.get("const", value),
            value in schema.get("enum", [value]),
            "pattern" not in schema or re.search(schema["pattern"], value) is not None,
            schema.get("minItems", 0) <= size <= schema.get("maxItems", size),
            schema.get("minLength", 0) <= size <= schema.get("maxLength", size),
            "minimum" not in schema or value >= schema["minimum"],
        )
    )


def _fields(value: Schema, schema: Schema, whole: Schema, path: str) -> Iterator[str]:
    known = schema["properties"]
    yield from (f"{path}.{name}" for name in schema.get("required", ()) if name not in value)
    for name, one in value.items():
        if name in known:
            yield from misfits(one, known[name], whole, f"{path}.{name}")
        elif schema.get("additionalProperties") is False:
            yield f"{path}.{name}"
