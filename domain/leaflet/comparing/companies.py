"""Which legal person it is: the enterprise number says so, and without it the name (law 8)."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.leaflet.comparing.locations import place_changes
from domain.leaflet.folding import fold, name_key, number_key, number_words
from domain.leaflet.items import Effect, Stated
from domain.leaflet.places import spots

Difference = tuple[tuple[Stated, Stated], Effect]

_ABROAD = (Effect.OUTSIDE, Effect.PLACE_UNCLEAR)
_SEATS = (*_ABROAD, Effect.TAKEN_BACK, Effect.NO_LONGER_STATED, Effect.INSIDE)
"""What a seat that moves can do, the gravest first."""


@dataclass(frozen=True, slots=True)
class Company:
    name: str | None
    number: str | None
    country: str | None


def company_changes(old: Company, new: Company) -> Iterator[Difference]:
    """Yield what differs between the legal person of before and the one of after."""
    if another(old, new):
        yield (_words(old), _words(new)), Effect.OTHER_PERSON
        if (seat := _seat(old.country, new.country)) in _ABROAD:
            yield (old.country, new.country), seat
        return
    if name_key(old.name or "") != name_key(new.name or ""):
        yield (_words(old), _words(new)), _stated(old.name, new.name, Effect.NOW_NAMED)
    if fold(old.number or "") != fold(new.number or ""):
        yield (old.number, new.number), _stated(old.number, new.number, Effect.STATED)
    yield from _moved(old, new)


def another(old: Company, new: Company) -> bool:
    """Doubt counts: without a common number another name is another legal person."""
    if old.number is not None and new.number is not None:
        return not same_number(old, new)
    named = old.name is not None and new.name is not None
    return named and name_key(old.name or "") != name_key(new.name or "")


def same_number(old: Company, new: Company) -> bool:
    """Digits are the number; two countries, or courts, may give the same to two companies."""
    if old.number is None or new.number is None:
        return False
    if fold(old.number) == fold(new.number):
        return True
    words = (number_words(old.number), number_words(new.number))
    if not (words[0] <= words[1] or words[1] <= words[0]):
        return False
    countries = {tuple(spots((one.country,))) for one in (old, new) if one.country is not None}
    return number_key(old.number) == number_key(new.number) and len(countries) < len((old, new))


def _moved(old: Company, new: Company) -> Iterator[Difference]:
    """A seat in another country is another legal person, unless the number says it is not."""
    seat = _seat(old.country, new.country)
    if seat is None:
        return
    came = old.country is not None and seat is Effect.INSIDE
    effect = Effect.OTHER_PERSON if came and not same_number(old, new) else seat
    yield (old.country, new.country), effect


def _seat(old: str | None, new: str | None) -> Effect | None:
    changes = place_changes(_one(old), _one(new))
    effects = {effect for _, effect in changes}
    if not effects:
        return None
    return next((effect for effect in _SEATS if effect in effects), Effect.REMOVED)


def _one(country: str | None) -> tuple[str, ...] | None:
    return None if country is None else (country,)


def _stated(old: str | None, new: str | None, first: Effect) -> Effect:
    if old is None:
        return first
    return Effect.NO_LONGER_STATED if new is None else Effect.SAME_PERSON


def _words(company: Company) -> str | None:
    """Name it with its number, which is the evidence that another name is the same person."""
    if company.name is None:
        return None
    return f"{company.name} ({company.number})" if company.number else company.name
