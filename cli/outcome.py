"""How a command ends: exit codes in one place, and refusals told by name."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import Any, NoReturn

import typer
from rich.console import Console

from domain.refusals import RefusedError, sentence


class Exit(IntEnum):
    DONE = 0
    REFUSED = 1
    MISUSE = 2
    AWAY = 3


@contextmanager
def told(*, as_json: bool = False) -> Iterator[None]:
    """End with a refusal's name and sentence, or with misuse where a file cannot be read."""
    try:
        yield
    except RefusedError as refusal:
        refuse(refusal, as_json=as_json)
    except OSError as error:
        misuse(f"{error.filename}: {error.strerror}" if error.filename else str(error))


def refuse(refusal: RefusedError, *, as_json: bool = False) -> NoReturn:
    """Print the class name and the sentence; as JSON on stdout, where a machine looks."""
    if as_json:
        told_as = {"code": refusal.code, "sentence": sentence(type(refusal))}
        print_json({"refused": {**told_as, "detail": refusal.detail}})
    else:
        errors().print(f"{refusal.code}: {refusal}", style="bold red", markup=False)
    raise typer.Exit(Exit.REFUSED)


def misuse(rule: str) -> NoReturn:
    """Print what was called wrongly."""
    errors().print(rule, style="red", markup=False)
    raise typer.Exit(Exit.MISUSE)


def write(path: Path, content: bytes) -> None:
    """Write a file; a place where that cannot be done is misuse."""
    with told():
        path.write_bytes(content)


def existing(path: Path) -> Path:
    """Return the path of a file that is there; anything else is misuse."""
    if not path.is_file():
        misuse(f"{path}: there is no such file")
    return path


def print_json(value: Any) -> None:  # noqa: ANN401 - any JSON value
    typer.echo(json.dumps(value, ensure_ascii=False))


def errors() -> Console:
    """Where what went wrong is told."""
    return Console(stderr=True, soft_wrap=True, highlight=False, emoji=False)
