"""Every letter says what, by when, what happens without an answer, and where to go."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from typing_extensions import override

from adapters.letters.facts import facts_of
from adapters.letters.phrases import Phrases
from adapters.letters.renderer import PHRASES, Letter, Reader, render, template_version
from adapters.letters.words import LANGUAGES, on_day
from domain.agreement.policy import LETTERS as OF_AGREEMENT
from domain.agreement.questions import question_of
from domain.intake.policy import LETTERS as OF_INTAKE
from domain.leaflet.importance import ARTICLES, IMPORTANT, OVERRIDES, REASONS, UNIMPORTANT
from domain.product.policy import LETTERS as OF_PRODUCT
from domain.records import EventRecord
from domain.values import Side
from tests.adapters.letters.change_journeys import TEXTS
from tests.adapters.letters.journeys import NAMES, tellings

MOST_WORDS = 20
CONTACT = "hulp@akkoord.example"
REFERENCE = "letter:0123456789abcdef"
BY_STATE = (
    "choices.recorded",
    "ending.reminded",
    "party.reminded",
)  # whom they go to, the agreement decides
OF_SUPPLIER = OF_PRODUCT | OF_INTAKE
LETTERS = OF_AGREEMENT | {
    kind: (Side.SUPPLIER,) if told else () for kind, told in OF_SUPPLIER.items()
}
TOLD = sorted(
    (kind, side, language)
    for kind, sides in LETTERS.items()
    for side in (tuple(Side) if kind in BY_STATE else sides)
    for language in LANGUAGES
)
DAY = re.compile(r"\b\d{1,2} [a-zA-Z]+ 20\d\d\b")


def told(
    records: tuple[EventRecord, ...], side: str, language: str, name: str = "An Peeters"
) -> Letter:
    """Make the letter about the last of the records."""
    facts = facts_of(records, Side(side), NAMES, TEXTS)
    return render(records[-1].event.type, facts, Reader(name, language), REFERENCE, CONTACT)


def letters(kind: str, side: str, language: str) -> Iterator[Letter]:
    """Make this letter for every time that it is owed in the journeys."""
    for records in tellings()[kind, Side(side)]:
        yield told(records, side, language)


def prose(letter: Letter) -> str:
    """Return the sentences of a letter without its lists, one paragraph a line."""
    body = letter.text.partition("\n-- \n")[0]
    paragraphs = re.split(r"\n\s*\n", body)
    return "\n".join(" ".join(one.split()) for one in paragraphs if not one.startswith("- "))


def sentences(text: str) -> list[str]:
    """Part a text where a sentence ends; `GO! Atheneum` is a name, not two sentences."""
    text = text.replace("GO! ", "GO ")
    return [one for line in text.splitlines() for one in re.split(r"(?<=[.?!])\s+", line) if one]


class _Words(HTMLParser):
    """The words that a browser would show."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = 0

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._hidden += tag in ("style", "title")

    @override
    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "title")

    @override
    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words += data.split()


def shown(html: str) -> list[str]:
    """Return the words that a reader sees."""
    parser = _Words()
    parser.feed(html)
    return parser.words


def test_the_journeys_meet_every_letter_that_is_owed() -> None:
    owed = {(kind, Side(side)) for kind, side, _ in TOLD}
    assert owed == set(tellings())


@pytest.mark.parametrize(("kind", "side", "language"), TOLD)
def test_no_sentence_is_longer_than_twenty_words(kind: str, side: str, language: str) -> None:
    for letter in letters(kind, side, language):
        for sentence in (letter.subject, *sentences(prose(letter))):
            assert len(sentence.split()) <= MOST_WORDS, sentence


@pytest.mark.parametrize("reason", [*IMPORTANT.values(), *UNIMPORTANT.values(), *REASONS.values()])
@pytest.mark.parametrize("phrases", PHRASES.values())
def test_why_a_difference_matters_is_said_in_a_short_sentence(
    phrases: Phrases, reason: str
) -> None:
    for article in (*ARTICLES.values(), *OVERRIDES.values()):
        said = phrases.why.format(phrases.reason_why(reason), phrases.cited(article))
        assert len(said.split()) <= MOST_WORDS, said


@pytest.mark.parametrize(("kind", "side", "language"), TOLD)
def test_nothing_is_left_unsaid_or_half_said(kind: str, side: str, language: str) -> None:
    for letter in letters(kind, side, language):
        for text in (letter.subject, letter.text, letter.html):
            assert not re.search(r"\{[{%#]|\bNone\b|Undefined|datetime|<class", text)
        assert letter.subject == letter.subject.strip()
        assert all(
            sentence[-1] in ".?:," for sentence in sentences(prose(letter)) if ":" in sentence
        )


@pytest.mark.parametrize(("kind", "side", "language"), TOLD)
def test_a_letter_says_what_by_when_what_else_and_where(
    kind: str, side: str, language: str
) -> None:
    headings = {
        "nl": ("WAT U MOET DOEN, EN TEGEN WANNEER", "ALS U NIET ANTWOORDT", "WAAR U TERECHTKUNT"),
        "en": ("WHAT YOU NEED TO DO, AND BY WHEN", "IF YOU DO NOT ANSWER", "WHERE TO GO"),
    }[language]
    for records in tellings()[kind, Side(side)]:
        letter = told(records, side, language)
        places = [letter.text.index(heading) for heading in headings]
        assert places == sorted(places)
        assert CONTACT in letter.text[places[-1] :]
        assert records[0].stream_id in letter.text[places[-1] :]


@pytest.mark.parametrize(("kind", "side", "language"), TOLD)
def test_a_question_names_its_last_day_and_what_silence_brings(
    kind: str, side: str, language: str
) -> None:
    unasked = {"nl": "Er is geen antwoord nodig", "en": "No answer is needed"}[language]
    for records in tellings()[kind, Side(side)]:
        if question_of(records[-1].event) is None:
            continue
        _, by_when, no_answer, _ = re.split(
            r"\n\n[A-Z,' ]{10,}\n\n", told(records, side, language).text
        )
        assert DAY.search(" ".join(by_when.split()))
        assert unasked not in " ".join(no_answer.split())


@pytest.mark.parametrize(("kind", "side", "language"), TOLD)
def test_text_and_html_say_the_same(kind: str, side: str, language: str) -> None:
    for letter in letters(kind, side, language):
        text = letter.text.replace("\n-- \n", "\n").replace("\n- ", "\n").upper().split()
        assert [word.upper() for word in shown(letter.html)] == [
            *letter.subject.upper().split(),
            *text,
        ]


def test_a_deadline_at_midnight_is_said_as_the_last_whole_day() -> None:
    records = tellings()["change.proposed", Side.BOARD][0]
    event = records[-1].event
    assert event.type == "change.proposed"
    letter = told(records, "board", "nl")
    assert on_day(LANGUAGES["nl"], event.answer_by) not in letter.text
    assert "uiterlijk op" in letter.text


def test_a_change_that_was_refused_before_says_so_and_when() -> None:
    records = next(
        one
        for one in tellings()["change.proposed", Side.BOARD]
        if any(record.event.type == "change.rejected" for record in one)
    )
    assert "ging hiermee niet akkoord op" in told(records, "board", "nl").text
    assert "did not agree to this on" in told(records, "board", "en").text


def test_names_cannot_bring_markup_or_lines_into_a_letter() -> None:
    records = tellings()["agreement.offered", Side.BOARD][0]
    letter = told(records, "board", "en", name="An <b>Peeters</b>\n\n- and more {{ 7 * 7 }}")
    assert "An &lt;b&gt;Peeters&lt;/b&gt; - and more {{ 7 * 7 }}," in letter.html
    assert "<b>" not in letter.html


def test_the_version_of_a_letter_follows_from_its_templates() -> None:
    assert template_version("nl", "change.proposed") != template_version("en", "change.proposed")
    records = tellings()["change.proposed", Side.BOARD][0]
    letter = told(records, "board", "nl")
    assert letter.template_version == template_version("nl", "change.proposed")
    assert letter.content_hash == told(records, "board", "nl").content_hash
    assert letter.content_hash != told(records, "board", "nl", name="Jan Maes").content_hash


def test_a_language_that_we_do_not_write_gets_dutch() -> None:
    records = tellings()["agreement.closed", Side.BOARD][0]
    assert told(records, "board", "fr").text == told(records, "board", "nl").text
