"""Codes and keys in the words of a letter's language: differences, data, parts, reasons."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

from adapters.letters.change_facts import Difference
from adapters.letters.ending_facts import Category, Part
from adapters.letters.layout import one_line
from adapters.letters.words import Language, listed, on_day

_LONGEST = 320


@dataclass(frozen=True, slots=True)
class Phrases:
    """The tables of one language; a key that stands in none is said as it is."""

    language: Language
    topics: Mapping[str, str]
    changes: Mapping[str, str]
    fields: Mapping[str, str]
    categories: Mapping[str, str]
    reasons: Mapping[str, str]
    because: Mapping[str, str]
    before: str
    after: str
    unstated: str
    services: str
    why: str
    refused: str
    article: str
    gdpr: str
    backups: str
    subprocessor: str

    def difference(self, item: Difference) -> str:
        """Return a difference as the entry of a list: what, from what to what, why it matters."""
        topic, _, change = item.kind.rpartition(".")
        heading = f"{self.topics.get(topic, topic)} ({self.changes.get(change, change)})"
        lines = [f"- {heading}: {self._target(topic, item)}.", *self._states(item, change)]
        if item.services:
            lines.append(self.services.format(listed(self.language, item.services)))
        if item.reason and item.article:
            lines.append(self.why.format(self.reason_why(item.reason), self.cited(item.article)))
        if item.refused:
            day = on_day(self.language, item.refused.at)
            lines.append(self.refused.format(day, item.refused.change))
        return "\n  ".join(lines)

    def _states(self, item: Difference, change: str) -> list[str]:
        told = ((self.before, item.before), (self.after, item.after))
        return [
            label.format(self._stated(stated))
            for label, stated in told
            if change == "changed" or stated not in ((), (item.target,))
        ]

    def _target(self, topic: str, item: Difference) -> str:
        if topic == "data":
            return self.categories.get(item.target, item.target)
        return item.services[0] if topic == "service" and item.services else item.target

    def _stated(self, stated: tuple[str, ...]) -> str:
        shown = "; ".join(self._field(one) for one in stated) or self.unstated
        return textwrap.shorten(shown, _LONGEST, placeholder=" (…)").rstrip(".")

    def _field(self, stated: str) -> str:
        """Say in the reader's language which field of the leaflet a line is."""
        name, is_one, value = stated.partition(": ")
        return f"{self.fields[name]}: {value}" if is_one and name in self.fields else stated

    def reason_why(self, reason: str) -> str:
        """Return why a difference is important; the judgement's own words where we have none."""
        return one_line(self.because.get(reason, reason))

    def cited(self, article: str) -> str:
        """Return an article as it is cited."""
        return self.article.format(article.replace("GDPR", self.gdpr))

    def category(self, category: Category) -> str:
        """Return a category of data in words."""
        words = self.categories.get(category.key, category.key.replace("_", " "))
        return f"{words} ({category.product})" if category.product else words

    def part(self, part: Part, supplier: str) -> str:
        """Return who owes a certificate."""
        match part.kind:
            case "supplier":
                return supplier
            case "backups":
                return self.backups.format(supplier)
            case _:
                return self.subprocessor.format(part.name)

    def reason(self, code: str) -> str:
        """Return a reason code in words; one that we do not know is shown as it was given."""
        return self.reasons.get(code, code.replace("_", " "))
