"""A variable of the environment: what it is called, what it decides, and how it is read."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

Choice = TypeVar("Choice", bound=str)
Given = Mapping[str, str]
_PORTS = 2**16


class SettingsError(Exception):
    """A setting cannot be read: the message names it, and what it may be."""


def text(given: Given, name: str) -> str:
    """Read it as it stands."""
    return given[name]


def secret(given: Given, name: str) -> str:
    """Read it, or the file that NAME_FILE names."""
    path = given.get(f"{name}_FILE")
    if path is None:
        return given[name]
    if name in given:
        message = f"{name} and {name}_FILE are both set: keep one"
        raise SettingsError(message)
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        message = f"{name}_FILE={path} cannot be read: {error}"
        raise SettingsError(message) from error


def all_of(given: Given, name: str) -> dict[str, str]:
    """Read every variable that begins so; the key among them may be in a file, as a secret is."""
    key = name.replace("*", "API_KEY")
    found = {one: value for one, value in given.items() if one.startswith(name[:-1])}
    if found.pop(f"{key}_FILE", None):
        found[key] = secret(given, key)
    return found


def number(given: Given, name: str) -> int:
    """Read a whole number from 1."""
    value = given[name]
    if value.isascii() and value.isdecimal() and int(value) > 0:
        return int(value)
    message = f"{name}={value} is no number from 1"
    raise SettingsError(message)


def address(given: Given, name: str) -> str:
    """Read HOST:PORT."""
    value = given[name]
    host, _, port = value.rpartition(":")
    if host and port.isascii() and port.isdecimal() and 0 < int(port) < _PORTS:
        return value
    message = f"{name}={value} is no HOST:PORT"
    raise SettingsError(message)


def further(place: str | None, by: int) -> str | None:
    """Return the same HOST with a PORT so much higher."""
    host, _, port = (place or "").rpartition(":")
    return f"{host}:{int(port) + by}" if place else None


def directory(given: Given, name: str, default: Path, root: Path) -> Path:
    """Read a folder; one that is not absolute lies in the project's."""
    return root / Path(given[name]).expanduser() if name in given else default


def cache(given: Given, state: Path) -> Path:
    """Return where what can be made again is kept: as other programs do, or with our state."""
    if "AKKOORD_CACHE" in given:
        return Path(given["AKKOORD_CACHE"]).expanduser().absolute()
    if "XDG_CACHE_HOME" in given:
        return Path(given["XDG_CACHE_HOME"]).absolute() / "akkoord"
    return Path(given["HOME"]) / ".cache" / "akkoord" if "HOME" in given else state / "cache"


def flag(given: Given, name: str) -> bool:
    """Read 1 or 0."""
    value = given[name].lower()
    if value not in {"0", "1", "false", "true"}:
        message = f"{name}={value} is neither 1 nor 0"
        raise SettingsError(message)
    return value in {"1", "true"}


def unless(given: Given, name: str) -> bool:
    """Read a flag that forbids what goes without it."""
    return not flag(given, name)


def one_of(allowed: tuple[Choice, ...]) -> Callable[[Given, str], Choice]:
    """Read one of a few words."""

    def read(given: Given, name: str) -> Choice:
        for choice in allowed:
            if choice == given[name]:
                return choice
        message = f"{name}={given[name]} is none of {', '.join(allowed)}"
        raise SettingsError(message)

    return read


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of the environment: its name, what it decides, and how it is read."""

    name: str
    says: str
    read: Callable[[Given, str], Any] = text

    @property
    def names(self) -> tuple[str, ...]:
        """Under which it may be given: a secret also as the path of a file that holds it."""
        return (self.name, f"{self.name}_FILE") if self.is_secret else (self.name,)

    @property
    def is_secret(self) -> bool:
        """Whether it may be given as `NAME_FILE`, the path of a file that holds it."""
        return self.read is secret

    def is_in(self, given: Collection[str]) -> bool:
        """Whether the environment decides it."""
        if self.name.endswith("*"):
            return any(name.startswith(self.name[:-1]) for name in given)
        return any(name in given for name in self.names)
