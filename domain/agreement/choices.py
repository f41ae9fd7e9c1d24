"""Choices: what a board answered, per school, product and core or optional service."""

from bisect import bisect_left
from operator import attrgetter

from domain.messages import Message
from domain.values import Answer, Hash, Identifier

Key = tuple[str, str, str]
"""A question: school, product, and CORE or the option."""


class Choice(Message):
    """One written answer, bound to the leaflet that was shown (declaration 3.2)."""

    school: Identifier
    product: Identifier
    service: Identifier  # CORE for the product as such
    answer: Answer
    leaflet: Hash

    @property
    def key(self) -> Key:
        """What a later answer to the same question replaces."""
        return self.school, self.product, self.service


def merged(before: tuple[Choice, ...], after: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Return all choices, sorted, the later answer in the place of the earlier."""
    by_key = {choice.key: choice for choice in (*before, *after)}
    return tuple(by_key[key] for key in sorted(by_key))


def choice_of(choices: tuple[Choice, ...], key: Key) -> Choice | None:
    """Return the choice that answers a question; they are sorted, as `merged` returns them.

    It is looked for by halves: a large board has ten thousand, and many rules ask about each.
    """
    place = bisect_left(choices, key, key=attrgetter("key"))
    found = place < len(choices) and choices[place].key == key
    return choices[place] if found else None


def answer(choices: tuple[Choice, ...], key: Key) -> Answer | None:
    """Return the board's answer, or None where it never gave one."""
    choice = choice_of(choices, key)
    return None if choice is None else choice.answer


def is_yes(choices: tuple[Choice, ...], key: Key) -> bool:
    """Tell whether the board said yes; silence and no are the same here."""
    return answer(choices, key) is Answer.YES
