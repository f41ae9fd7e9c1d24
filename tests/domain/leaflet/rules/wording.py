"""Wording, and what hides in it: a name, an explanation or a price that tells of more."""

from tests.domain.leaflet.examples import LEAFLET, Case, leaflet, service

QUIZ = "Quizzes for schools, without ads."

CASES: list[Case] = [
    (
        "a service gets another name",
        service(name="Quiz"),
        service(name="Quizzes"),
        [("text.changed", "core", False)],
    ),
    (
        "a name says what it was called before",
        service(name="Smart features (Helper)"),
        service(name="Smart features (Assistant, formerly Helper)"),
        [("text.changed", "core", False)],
    ),
    (
        "a name lists more",
        service(name="Boards"),
        service(name="Boards, Sandbox"),
        [("text.changed", "core", True)],
    ),
    (
        "a name takes something in",
        service(name="Quiz"),
        service(name="Quiz with AI tutor"),
        [("text.changed", "core", True)],
    ),
    (
        "a name turns the processor into the controller",
        service(name="Platform (supplier is processor)"),
        service(name="Platform (supplier is controller)"),
        [("text.changed", "core", True)],
    ),
    (
        "a word of the explanation is corrected",
        leaflet(explanation="Quizes for schools."),
        leaflet(explanation="Quizzes for schools."),
        [("text.changed", "explanation", False)],
    ),
    (
        "the explanation tells of what no service tells of",
        leaflet(explanation="Quizzes for schools."),
        leaflet(explanation="Quizzes for schools, made by machine learning."),
        [("text.changed", "explanation", True)],
    ),
    (
        "the explanation tells of what a service tells of already",
        leaflet(explanation="Quizzes.", services=service(does="chats with pupils").services),
        leaflet(
            explanation="Quizzes and chat.", services=service(does="chats with pupils").services
        ),
        [("text.changed", "explanation", False)],
    ),
    (
        "the explanation promises less",
        leaflet(explanation=QUIZ),
        leaflet(explanation="Quizzes for schools."),
        [("text.changed", "explanation", True)],
    ),
    (
        "the explanation is not given any more, and a promise with it",
        leaflet(explanation=QUIZ),
        leaflet(explanation=None),
        [("text.removed", "explanation", True)],
    ),
    (
        "an explanation is given for the first time",
        leaflet(explanation=None),
        leaflet(explanation="Chats for schools."),
        [("text.added", "explanation", False)],
    ),
    (
        "the price is paid by advertising",
        LEAFLET,
        leaflet(price="free, with ads"),
        [("text.changed", "price", True)],
    ),
    (
        "a price is given for the first time, and it is advertising",
        leaflet(price=None),
        leaflet(price="free, with ads"),
        [("text.added", "price", True)],
    ),
    (
        "a price is given for the first time, and denies advertising",
        leaflet(price=None),
        leaflet(price="free, without ads"),
        [("text.added", "price", False)],
    ),
    (
        "the explanation tells of what a service denies",
        leaflet(explanation="Quizzes.", services=service(does="quizzes, no ads").services),
        leaflet(explanation="Quizzes with ads.", services=service(does="quizzes, no ads").services),
        [("text.changed", "explanation", True)],
    ),
    (
        "parents are told of what differs elsewhere",
        LEAFLET,
        leaflet(for_parents="The school now uses AI."),
        [("text.changed", "for_parents", False)],
    ),
    (
        "a remark on the page alone",
        leaflet(remarks=("page of May 2024",)),
        leaflet(remarks=("page of June 2024, archived on that day; typos fixed",)),
        [("text.added", "remarks", False), ("text.removed", "remarks", False)],
    ),
    (
        "a remark on the page, and on the data besides",
        leaflet(remarks=()),
        leaflet(remarks=("page archived in May; data may go to advertisers",)),
        [("text.added", "remarks", True)],
    ),
    (
        "an age is not asked any more",
        leaflet(explanation="Quizzes for pupils from 12 years."),
        leaflet(explanation="Quizzes for all pupils."),
        [("text.changed", "explanation", True)],
    ),
    (
        "an age stays where the words around it change",
        leaflet(explanation="Quizzes for pupils from 12 years."),
        leaflet(explanation="Quizzes, for pupils from 12 years"),
        [("text.changed", "explanation", False)],
    ),
    (
        "it is sold to others as well",
        leaflet(explanation="Sold to schools only."),
        leaflet(explanation="Sold to schools."),
        [("text.changed", "explanation", True)],
    ),
    (
        "the age in a name is dropped",
        service(name="Chat (13+)"),
        service(name="Chat"),
        [("text.changed", "core", True)],
    ),
]
