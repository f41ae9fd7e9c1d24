"""The terms as they stand in an agreement's document: every clock with its value and ground."""

from collections.abc import Iterator

from domain.agreement.terms import CLOCK_RULES, Duration, Terms
from domain.agreement_document import TermPart
from domain.document.words import CLOCKS, MONTHS, UNITS
from domain.periods import Period
from domain.text.citation import cited


def term_parts(terms: Terms, duration: Duration) -> tuple[TermPart, ...]:
    """Put the duration and every clock into words, with the ground of each."""
    clocks = (
        TermPart(
            label=CLOCKS[rule.clock],
            value=in_words(getattr(terms, rule.clock)),
            ground=cited(rule.ground),
        )
        for rule in CLOCK_RULES
    )
    return (*_of_the_duration(terms, duration), *clocks)


def _of_the_duration(terms: Terms, duration: Duration) -> Iterator[TermPart]:
    yield TermPart(
        label="Duur van de overeenkomst", value=_until(duration), ground=cited("GDPR 28(3)")
    )
    if terms.supplier_ends_after_school_year:
        yield TermPart(
            label="Opzegging door de leverancier gaat niet in vóór",
            value="31 augustus",
            ground=cited("default"),
        )


def _until(duration: Duration) -> str:
    day = duration.ends_on
    return f"tot {day.day} {MONTHS[day.month - 1]} {day.year}" if day else "onbepaald"


def in_words(period: Period) -> str:
    """Return a period in Dutch; a period of nothing means that no time need pass."""
    if period.amount == 0:
        return "geen"
    one, more = UNITS[period.unit]
    return f"{period.amount} {one if period.amount == 1 else more}"
