"""Purposes, data and data subjects: added, widened, narrowed, flagged."""

from domain.leaflet.offered import DataSubjects, Purpose
from tests.domain.leaflet.examples import CORE, LEAFLET, Case, data, service

IDENTITY, RESULTS = CORE.data or ()
GIVE, RUN = CORE.purposes or ()
PUPILS = DataSubjects(name="pupils", minors=True)

CASES: list[Case] = [
    (
        "a purpose is added",
        service(purposes=(GIVE,)),
        LEAFLET,
        [("purpose.added", "run the tool", True)],
    ),
    (
        "a purpose is removed",
        LEAFLET,
        service(purposes=(GIVE,)),
        [("purpose.removed", "run the tool", False)],
    ),
    (
        "a purpose is widened",
        LEAFLET,
        service(purposes=(Purpose(text="give lessons and advice", code="c"), RUN)),
        [("purpose.changed", "give lessons", True)],
    ),
    (
        "a purpose is narrowed",
        service(purposes=(Purpose(text="give lessons, advice", code="c"), RUN)),
        LEAFLET,
        [("purpose.changed", "give lessons, advice", False)],
    ),
    (
        "a purpose of the supplier's own is added",
        LEAFLET,
        service(purposes=(GIVE, RUN, Purpose(text="sell books", code="supplier"))),
        [("purpose.added", "sell books", True)],
    ),
    (
        "a purpose becomes the supplier's own",
        LEAFLET,
        service(purposes=(GIVE, Purpose(text="run the tool", code="supplier"))),
        [("purpose.changed", "run the tool", True)],
    ),
    (
        "a purpose gets its letter",
        service(purposes=(GIVE, Purpose(text="run the tool"))),
        LEAFLET,
        [("purpose.changed", "run the tool", False)],
    ),
    (
        "a purpose gets another letter",
        LEAFLET,
        service(purposes=(GIVE, Purpose(text="run the tool", code="a"))),
        [("purpose.changed", "run the tool", True)],
    ),
    (
        "one text of purposes is written as two",
        service(purposes=(Purpose(text="give lessons, run the tool"),)),
        service(purposes=(Purpose(text="give lessons"), Purpose(text="run the tool"))),
        [],
    ),
    (
        "two texts of purposes are written as two others",
        service(purposes=(Purpose(text="give lessons, run the tool"), Purpose(text="advise"))),
        service(purposes=(Purpose(text="advise, give lessons"), Purpose(text="run the tool"))),
        [],
    ),
    (
        "one text of purposes is split, and one of its parts is not there any more",
        service(purposes=(Purpose(text="give lessons, run the tool, advise"),)),
        service(purposes=(Purpose(text="give lessons"), Purpose(text="run the tool"))),
        [
            ("purpose.changed", "give lessons, run the tool, advise", False),
            ("purpose.changed", "give lessons, run the tool, advise", False),
        ],
    ),
    (
        "two texts become one, without a part of one of them",
        service(purposes=(Purpose(text="give lessons, advise"), Purpose(text="run the tool"))),
        service(purposes=(Purpose(text="run the tool and give lessons"),)),
        [("purpose.changed", "give lessons, advise", False)],
    ),
    (
        "a purpose becomes the supplier's own as its text is split",
        service(purposes=(Purpose(text="give lessons, sell books", code="c"),)),
        service(purposes=(GIVE, Purpose(text="sell books", code="supplier"))),
        [("purpose.changed", "sell books", True)],
    ),
    (
        "a purpose becomes the supplier's own as its text is narrowed",
        service(purposes=(Purpose(text="give lessons, sell books", code="c"),)),
        service(purposes=(Purpose(text="sell books", code="supplier"),)),
        [("purpose.changed", "give lessons, sell books", True)],
    ),
    (
        "a purpose of the supplier's own is narrowed",
        service(purposes=(Purpose(text="sell books, sell pens", code="supplier"),)),
        service(purposes=(Purpose(text="sell books", code="supplier"),)),
        [("purpose.changed", "sell books, sell pens", False)],
    ),
    (
        "a restriction is not covered by other texts",
        service(purposes=(Purpose(text="research, only anonymised"), Purpose(text="give lessons"))),
        service(purposes=(Purpose(text="research, give lessons"),)),
        [
            ("purpose.changed", "give lessons", True),
            ("purpose.removed", "research, only anonymised", False),
        ],
    ),
    (
        "two texts of purposes are written as one",
        service(purposes=(Purpose(text="give lessons"), Purpose(text="run the tool"))),
        service(purposes=(Purpose(text="give lessons, run the tool"),)),
        [],
    ),
    (
        "a processing task is added",
        LEAFLET,
        service(operations=("collect", "show", "combine")),
        [("service.changed", "core", True)],
    ),
    (
        "a processing task is removed",
        LEAFLET,
        service(operations=("show",)),
        [("service.changed", "core", False)],
    ),
    (
        "a data category is added",
        data(IDENTITY),
        LEAFLET,
        [("data.added", "results", True)],
    ),
    (
        "a data category is removed",
        LEAFLET,
        data(IDENTITY),
        [("data.removed", "results", False)],
    ),
    (
        "a data category is widened",
        LEAFLET,
        data(IDENTITY.model_copy(update={"text": "name, class, photo"}), RESULTS),
        [("data.changed", "identification", True)],
    ),
    (
        "a data category is narrowed",
        LEAFLET,
        data(IDENTITY.model_copy(update={"text": "name"}), RESULTS),
        [("data.changed", "identification", False)],
    ),
    (
        "a limit on the data is dropped",
        data(IDENTITY.model_copy(update={"text": "name, only if the teacher asks"}), RESULTS),
        data(IDENTITY.model_copy(update={"text": "name"}), RESULTS),
        [("data.changed", "identification", True)],
    ),
    (
        "the special-category flag is set",
        LEAFLET,
        data(IDENTITY.model_copy(update={"special": True}), RESULTS),
        [("data.changed", "identification", True)],
    ),
    (
        "the special-category flag is said for the first time not to be set",
        data(IDENTITY.model_copy(update={"special": None}), RESULTS),
        LEAFLET,
        [("data.changed", "identification", False)],
    ),
    (
        "the minors flag is set",
        service(data_subjects=(PUPILS.model_copy(update={"minors": False}),)),
        LEAFLET,
        [("data_subjects.changed", "pupils", True)],
    ),
    (
        "data subjects are added",
        LEAFLET,
        service(data_subjects=(PUPILS, DataSubjects(name="parents", minors=False))),
        [("data_subjects.added", "parents", True)],
    ),
    (
        "data subjects are removed",
        service(data_subjects=(PUPILS, DataSubjects(name="parents", minors=False))),
        LEAFLET,
        [("data_subjects.removed", "parents", False)],
    ),
    (
        "categories were unknown, and are named",
        service(data=None),
        LEAFLET,
        [("data.added", "identification", True), ("data.added", "results", True)],
    ),
    (
        "categories are not stated any more",
        LEAFLET,
        service(data=None),
        [("data.removed", "identification", True), ("data.removed", "results", True)],
    ),
]
