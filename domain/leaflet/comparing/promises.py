"""What protects more as it lists more: measures, certificates, help; and numbers promised."""

import re
from collections.abc import Iterator

from domain.leaflet.comparing.extents import Place, Texts, sharing
from domain.leaflet.editions import renews
from domain.leaflet.folding import fold
from domain.leaflet.items import Effect, Item, item
from domain.leaflet.limiting import lifts
from domain.leaflet.listing import Relation, parts, relation
from domain.leaflet.telling import told_of

_TAKES_BACK = re.compile(
    r"\bno longer\b|\bnot (?:\w+ )?(?:encrypt|pseudonym|anonym|delet|certif)|\bunencrypted\b"
    r"|\bniet (?:meer|versleuteld|gepseudonimiseerd)|\bby default\b|\bexcept\b|\bunless\b"
    r"|\b(?:expired|withdrawn|revoked|suspended|lapsed|terminated|discontinued|abandoned"
    r"|verlopen|ingetrokken|geschorst|stopgezet|vervallen)\b"
    r"|\b(?:may|might|can|could|allow(?:s|ed)?|permit(?:s|ted)?|disabled?|mag|mogen|kan|kunnen"
    r"|toegestaan|kept|retained|bewaard)\b(?! (?:only|not|never|no|alleen|enkel|niet|nooit|geen)\b)"
    r"|^(?:no|none|nee|geen|not?|niet)(?: (?:possible|available|offered|applied|used|done|provided"
    r"|mogelijk|beschikbaar|toegepast|gebruikt))?$"
)
"""What grants, keeps or ends something, and does not guard it."""
_COSTS = re.compile(
    r"\b(?:fees?|costs?|charged?|paid|payable|euros?|eur|betalend|kosten|vergoeding|betaling)\b|€"
)
_FREE = re.compile(r"\b(?:free of|without|no(?: extra)?|zonder|geen|gratis)\b")


def promise(place: Place, old: str | None, new: str | None) -> Iterator[Item]:
    """Compare one promise: `field` is the target."""
    if (effect := _effect(old, new)) is not None:
        yield item(place.topic, place.field, (old, new), effect, place.services)


def promises(place: Place, old: Texts, new: Texts) -> Iterator[Item]:
    """Compare two lists of promises; each is the target of its own item."""
    if not old and not new and old != new:
        yield item(place.topic, place.field, (old, new), Effect.STATED, place.services)
    left = [text for text in old or () if not _among(text, new)]
    lost = [text for text in left if not _upheld(text, new)]
    for text in new or ():
        if not _among(text, old) and (sharing(text, lost) or not _upheld(text, old)):
            before = _origin(text, left)
            left = [other for other in left if other != before]
            effect = _effect(before, text) or Effect.UNCLEAR
            yield item(place.topic, before or text, (before, text), effect, place.services)
    for text in lost:
        if text in left:
            yield item(place.topic, text, (text, None), Effect.WEAKER, place.services)


def amount(
    place: Place,
    old: int | None,
    new: int | None,
    *,
    worse: Effect = Effect.WEAKER,
    more_is_better: bool = False,
) -> Iterator[Item]:
    """Compare a promised number; one that is no longer stated is worse."""
    if old == new:
        return
    rose = old is not None and new is not None and new > old
    fell = old is not None and new is not None and new < old
    lost = new is None or (fell if more_is_better else rose)
    states = (_words(old), _words(new))
    yield item(place.topic, place.field, states, worse if lost else Effect.STRONGER, place.services)


def _effect(old: str | None, new: str | None) -> Effect | None:
    if old is None and new is None:
        return None
    if new is None:
        return Effect.WEAKER
    if old is None:
        return Effect.UNCLEAR if _doubted(new) else Effect.STRONGER
    return _relation_effect(old, new)


def _relation_effect(old: str, new: str) -> Effect | None:
    found = relation(old, new)
    if found is Relation.SAME:
        return None
    if renews(old, new):
        return Effect.STATED
    if found is Relation.WIDER and not any(map(_lessens, parts(new) - parts(old))):
        return Effect.STRONGER
    return Effect.WEAKER if parts(new) < parts(old) else Effect.UNCLEAR


def _doubted(text: str) -> bool:
    """Say whether what is promised anew may be no promise at all."""
    return bool(_TAKES_BACK.search(fold(text))) or told_of(text)


def _lessens(part: str) -> bool:
    """Say whether a part that is added takes away from the promise beside it."""
    return lifts(part) or bool(_COSTS.search(part) and not _FREE.search(part)) or _doubted(part)


def _among(text: str, others: Texts) -> bool:
    return any(relation(other, text) is Relation.SAME for other in others or ())


def _upheld(text: str, others: Texts) -> bool:
    """Say whether the others together promise it, or more, and take nothing away from it."""
    together = "; ".join(sharing(text, others or ()))
    return _relation_effect(text, together) in (None, Effect.STRONGER)


def _origin(text: str, left: list[str]) -> str | None:
    """Find the earlier promise, gone as it was, that this one renews, or says more or less of."""
    shared = (one for one in left if parts(one) < parts(text) or parts(text) < parts(one))
    return next((one for one in left if renews(one, text)), None) or next(shared, None)


def _words(number: int | None) -> str | None:
    return None if number is None else str(number)
