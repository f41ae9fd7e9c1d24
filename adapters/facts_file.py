"""Facts and leaflets on disk: YAML and JSON, read with limits, refused by name."""

import json
from pathlib import Path
from typing import Any, NoReturn

import yaml
from pydantic import ValidationError
from typing_extensions import override

from domain.canonical import canonical
from domain.leaflet.leaflet import Leaflet
from domain.leaflet.malformed import rules
from domain.refusals import RefusedError

LARGEST = 4_000_000
"""Bytes; the longest history at hand is 70 thousand."""


class FileTooLargeError(RefusedError):
    """The file is larger than any list of facts or leaflet is."""


class FileUnreadableError(RefusedError):
    """The file is not text of the kind that is asked for."""


class LeafletMalformedError(RefusedError):
    """The file does not hold a leaflet."""


class _Loader(yaml.SafeLoader):
    """Every scalar is text ("NO" is Norway, a date is its letters); no key twice, no alias."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML reads it of the class
        first: [(tag, form) for tag, form in known if tag == "tag:yaml.org,2002:null"]
        for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    @override
    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.events.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            _refuse("aliases are not allowed", event.start_mark)
        return super().compose_node(parent, index)

    @override
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                _refuse("a key must be text", key.start_mark)
            if key.value in seen:
                _refuse(f"the key {key.value!r} is used twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _refuse(rule: str, mark: yaml.Mark) -> NoReturn:
    raise yaml.MarkedYAMLError(problem=rule, problem_mark=mark)


def read_facts(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds, checked by the domain
    """Return the YAML as lists, mappings and text.

    Raises `FileTooLargeError`, `FileUnreadableError`, and `OSError` when it is not there.
    """
    try:
        return yaml.load(_text(path), Loader=_Loader)  # noqa: S506 - a SafeLoader, and stricter
    except yaml.MarkedYAMLError as error:
        raise FileUnreadableError(f"{path.name}, {_where(error)}: {error.problem}") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise FileUnreadableError(f"{path.name}: no YAML") from error


def read_leaflet(path: Path) -> Leaflet:
    """Return the leaflet of a JSON file.

    Raises `FileTooLargeError`, `FileUnreadableError`, `LeafletMalformedError`, and `OSError`.
    """
    text = _text(path)
    try:
        leaflet = Leaflet.model_validate(json.loads(text, object_pairs_hook=_once))
        _require_storable(leaflet)
    except ValidationError as error:
        raise LeafletMalformedError(f"{path.name}: {rules(error)}") from error
    except (RecursionError, ValueError) as error:
        raise FileUnreadableError(f"{path.name}: no JSON: {error}") from error
    return leaflet


def _require_storable(leaflet: Leaflet) -> None:
    """Raise `ValueError` for what has no hash or cannot be kept: lone surrogates, NUL."""
    if rb"\u0000" in canonical(leaflet):
        message = "NUL is no text"
        raise ValueError(message)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        message = f"the key {twice!r} is used twice"
        raise ValueError(message)
    return found


def _text(path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise FileTooLargeError(f"{path.name}: more than {LARGEST} bytes")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise FileUnreadableError(f"{path.name}: not UTF-8") from error


def _where(error: yaml.MarkedYAMLError) -> str:
    mark = error.problem_mark
    return "no YAML" if mark is None else f"line {mark.line + 1}"
