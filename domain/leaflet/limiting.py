"""Words that restrict what stands beside them, so that to drop them widens."""

import re

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_DENIALS = (
    r"not|no|never|none|nothing|without|except|unless|excluding|excl|but|no longer"
    r"|niet|niets|geen|nooit|zonder|behalve|behoudens|uitgezonderd|tenzij|maar"
)
_DENIES = re.compile(rf"\b(?:{_DENIALS})\b")
_RESTRICTS = re.compile(
    rf"\b(?:only|if|until|solely|exclusively|merely|{_DENIALS}"
    r"|alleen|enkel|uitsluitend|slechts|mits|indien)\b"
)
_DONE = (
    r"(?:anonym|pseudonym|pseudoniem|aggregat|encrypt|hash|mask|blur|truncat|shorten|redact|strip"
    r"|round|summari[sz]|delet|discard|eras|remov|omit|de-?identif|process)\w*"
    r"|ge(?:anonim|pseudonim)iseerd|geaggregeerd|versleuteld|gehasht|vervaagd|afgekapt|ingekort"
    r"|verkort|afgerond|samengevat|gewist|verwijderd|weggelaten|verwerkt"
)
"""What can have been done to data: said of something else when no noun follows."""
_AFTER_IT = (
    r"per|by|in|into|to|at|on|before|after|within|as|so|from|for|with|when|if|once|immediately"
    r"|locally|na|voor|binnen|door|op|tot|met|zodra"
)
_QUALIFIES = re.compile(
    rf"^(?:\w+ly )?(?:{_DONE})$|^(?:{_DONE}) (?:{_AFTER_IT})\b|\s(?:{_DONE})$"
    r"|^(?:at most|max(?:imum)?|maximaal|hoogstens|limited|under \d+|over \d+|\d+ ?\+)(?!\w)"
    r"|^(?:optional(?:ly)?|voluntar\w+|optioneel|vrijwillig|facultatief|private|confidential"
    r"|vertrouwelijk|local|approximate|coarse|partial|temporary|gedeeltelijk|tijdelijk)(?:ly)?$"
    r"|^\d+ (?:second|minute|hour|day|week|month|year|seconde|minut|uur|dag|maand|jaar)\w*$"
    r"|\b(?:locally|lokaal|immediately|onmiddellijk|meteen|at once|temporarily|tijdelijk bewaard"
    r"|in memory|on[ -](?:the |your )?device|op (?:het|je) toestel|stays?|remains?|blijft|blijven"
    r"|opt-(?:in|out)|(?:on|off|aan|uit) by default|standaard (?:aan|uit)|disabled|enabled?s?"
    r"|uitgeschakeld|ingeschakeld|allowed|permitted|possible|toegestaan|mogelijk|discretion"
    r"|subject to|depending|afhankelijk|that is all|visible|zichtbaar|sees?|ziet|zien"
    r"|(?:own|their|your|\w+'s) choice|(?:naar|vrije|eigen) keuze|te kiezen|octets?"
    r"|(?:city|country|region|postcode|class|school)[ -]level|\w+niveau|benadering"
    r"|eigen (?:school|klas)|own (?:school|class))\b"
)
"""A part that says something of another one, and names nothing by itself."""
_NARROWS = re.compile(
    r"^(?:in|inside|within|after|with|upon|on|from|by|for|at|via|during|per|under|when|where|while"
    r"|provided|once|binnen|na|met|op|uit|van|door|tijdens|voor|bij|wanneer|als|zodra)\b"
    r"|^(?:\w+ed|afgeleid) (?:from|by|in|on|to|for|with|after|van|uit|door)\b"
)
"""How a part starts that says something of another one ("IP address, shortened")."""
_WHOLE = re.compile(r"^(?:no|not|never|geen|niet|nooit)\b(?! longer)")
"""How a part starts that says by itself what it excludes ("not teachers")."""
_EXCLUDES = re.compile(
    r"^(?:no|none|nothing|without|only|solely|exclusively|geen|niets|zonder|alleen|enkel"
    r"|uitsluitend|slechts)\b|\b(?:not|never|nobody|no one|niet|nooit|niemand)\b"
)
_LIFTS = re.compile(
    r"\b(?:by default|where possible|if possible|other than|optional|waar mogelijk|optioneel)\b"
    r"|^(?:for|per|during|when|where|while|once|provided|as of|from|on request|voor|tijdens"
    r"|wanneer|zodra|vanaf|op aanvraag)\b"
)
_OPENS = re.compile(
    r"\b(?:such as|including|e\.g|for (?:example|instance)|among others?|zoals|bijvoorbeeld|bv"
    r"|onder (?:meer|andere)|o\.a|waaronder|inclusief)(?!\w)"
)
_STAYS_OPEN = re.compile(
    r"^(?:etc|enz|enzovoorts?|and so on|(?:and )?(?:more|others?)|(?:en )?(?:meer|andere))\b"
)


def limits(part: str) -> bool:
    """Say whether the part restricts the others ("only if asked"), so that dropping it widens."""
    said = _outside(part)
    return any(form.search(said) for form in (_RESTRICTS, _QUALIFIES, _NARROWS))


def leans(part: str) -> bool:
    """Say whether the part restricts what stands before it, and nothing by itself."""
    starts = any(form.match(part) for form in (_RESTRICTS, _QUALIFIES))
    return (starts or bool(_NARROWS.search(part))) and not _WHOLE.search(part)


def lifts(part: str) -> bool:
    """Say whether the part may take away from a promise ("except for support")."""
    return any(form.search(part) for form in (_RESTRICTS, _LIFTS))


def restricts(part: str) -> bool:
    """Say whether a word in the part, within brackets or not, denies or restricts."""
    return bool(_RESTRICTS.search(part))


def denies(part: str) -> bool:
    """Say whether the part denies, so that what follows it may be denied as well."""
    return bool(_DENIES.search(_outside(part)))


def excludes(part: str) -> bool:
    """Say whether the part tells by itself what is not done ("no profiling"): a promise."""
    return bool(_EXCLUDES.search(_outside(part)))


def opens(part: str) -> bool:
    """Say whether the part begins examples ("data such as"), which are never all."""
    return bool(_OPENS.search(_outside(part)))


def stays_open(part: str) -> bool:
    """Say whether the part tells that there is more than what is listed ("etc.")."""
    return bool(_STAYS_OPEN.search(part))


def _outside(part: str) -> str:
    """Return what stands outside brackets: what is within them is about their own words."""
    return _BRACKETED.sub(" ", part).strip() or part
