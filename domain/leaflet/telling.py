"""Words that tell of another processing: a text that gains one is more than another wording."""

import re
from collections.abc import Iterator

from domain.leaflet.folding import fold
from domain.leaflet.limiting import denies, restricts
from domain.leaflet.listing import parts

_TELLING = {
    "machine": r"ai|ki|gpt\w*|llms?|chatbots?|copilot|machine[ -]learning|language models?"
    r"|taalmodel\w*|artifici\w+|kunstmatige\w*|generative?\w*|intelligen\w+|algorit\w+",
    "training": r"train(?:s|ed|ing)? (?:\w+ ){0,3}models?|model training|trainen",
    "advertising": r"ads?|advert\w*|reclame\w*|sponsor\w*|marketing\w*|commerci\w+|newsletters?"
    r"|nieuwsbrie\w+",
    "selling": r"sell\w*|sold|sale|moneti[sz]\w*|verkoop\w*|verkopen|verkocht",
    "sharing": r"shar(?:e|es|ed|ing)|third[ -]part\w+|partners?|affiliates?|derden?|delen|deelt"
    r"|gedeeld|doorgeg\w+|recipients?|ontvangers?|publish\w*|public(?:ly)?|openbaar",
    "following": r"track\w*|profil\w*|monitor\w*|analy[sz]\w+|analytic\w*|cookies?"
    r"|volgt|volgen|gevolgd|bespied\w*|bewak\w*|target\w*|personali[sz]\w+|gepersonaliseerd\w*|surveil\w+|proctor\w*|scan\w*",
    "body": r"biometr\w*|faces?|facial|gezicht\w*|voice\w*|stem|stemmen|speech|spraak\w*"
    r"|fingerprint\w*|vingerafdruk\w*|emotion\w*|emotie\w*",
    "picture": r"\w*(?:video|camera|photo|foto)\w*|foto's|images?|beeld\w*|record\w*|opname\w*"
    r"|webcams?|microphones?|microfoon|screens?|scherm\w*|livestream\w*",
    "talk": r"chat\w*|messag\w*|berichten|forums?|comments?|social|sociale",
    "place": r"locations?|locatie\w*|gps|geo\w*",
    "sensitive": r"health\w*|gezondheid\w*|medi(?:cal|sch)\w*|disabilit\w*|religio\w*|ethnic\w*"
    r"|welzijn|well-?being|zorg\w*",
    "deciding": r"predict\w*|voorspel\w*|rank\w*|automat\w+|detect\w*|plagia\w*|grading",
    "abroad": r"u\.s\.(?:a\.?)?|usa|united states|verenigde staten|india|china|worldwide"
    r"|wereldwijd|global\w*",
    "controller": r"controllers?|verwerkingsverantwoordelijke\w*|own purposes|eigen doel\w*",
    "age": r"\d+ ?\+|(?:under|over|from|vanaf|onder|boven) (?:the age of )?\d+",
}
_FORMS = {name: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for name, words in _TELLING.items()}
_BY_ITSELF = frozenset(["machine", "training", "advertising", "selling", "sharing", "body"])
"""What no safeguard does; to follow, detect and record may be one."""
_LISTED = re.compile(r"[,;/&+()\[\]]|\s(?:and|with|plus|including|en|met|inclusief)\s")
_OTHER_NAME = re.compile(r"^(?:later|formerly|previously|now|was|ex|voorheen|vroeger|eerder|nu)\b")


def tells_more(old: str, new: str, elsewhere: str = "") -> bool:
    """Say whether the later text promises less, or tells of what nothing told before.

    What is told `elsewhere` is judged there; where that denies it, it tells of nothing.
    """
    return bool(_told(new) - _told(old) - _done(elsewhere)) or any(_promised(old, new))


def names_more(old: str, new: str) -> bool:
    """Say whether a name lists more than it did; what it was or will be called is no more."""
    return len(_named(new)) > len(_named(old)) or tells_more(old, new)


def told_of(text: str, elsewhere: str = "") -> bool:
    """Say whether a text by itself tells of such a processing, and does not deny it."""
    return bool((_done(text) & _BY_ITSELF) - _done(elsewhere))


def _told(text: str) -> frozenset[str]:
    folded = fold(text)
    return frozenset(name for name, form in _FORMS.items() if form.search(folded))


def _done(text: str) -> frozenset[str]:
    """Return what a text tells of and does not deny."""
    return frozenset(name for part in parts(text) if not denies(part) for name in _told(part))


def _promised(old: str, new: str) -> Iterator[bool]:
    """Yield whether each part that went restricted something, or told of an age."""
    for part in parts(old) - parts(new):
        yield restricts(part) or "age" in _told(part) - _told(new)


def _named(name: str) -> list[str]:
    pieces = (piece.strip() for piece in _LISTED.split(fold(name)))
    return [piece for piece in pieces if piece and not _OTHER_NAME.match(piece)]
