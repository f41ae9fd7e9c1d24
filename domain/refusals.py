"""Refusals: what the engine says no to, each a class by name."""

from collections.abc import Iterator

from typing_extensions import override


class RefusedError(Exception):
    """Refused."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail

    @override
    def __str__(self) -> str:
        return f"{sentence(type(self))}{f': {self.detail}' if self.detail else ''}"

    @property
    def code(self) -> str:
        return type(self).__name__


def sentence(refusal: type[RefusedError]) -> str:
    """Return the docstring on one line, without its full stop: what people read."""
    return " ".join((refusal.__doc__ or refusal.__name__).split()).rstrip(".")


def refusal_classes() -> dict[str, type[RefusedError]]:
    """Return every refusal that is imported, by its code (the class name)."""
    return {refusal.__name__: refusal for refusal in _walk(RefusedError)}


def refusal_from(code: str, text: str) -> RefusedError | None:
    """Return the refusal that was told elsewhere, by its code and text; None for a fault."""
    refusal = refusal_classes().get(code)
    if refusal is None:
        return None
    return refusal(text.removeprefix(sentence(refusal)).removeprefix(": "))


def _walk(parent: type[RefusedError]) -> Iterator[type[RefusedError]]:
    for child in parent.__subclasses__():
        yield child
        yield from _walk(child)
