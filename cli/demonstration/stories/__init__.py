"""The stories, one for each line that the demonstration shows."""

from cli.demonstration.scene import Story
from cli.demonstration.stories import code, exercises, hedy, meetings, offers, writing
from cli.demonstration.stories.names import (
    DODONA,
    GENT,
    GITHUB,
    HASSELT,
    HEDY_AMSTERDAM,
    HEDY_FOUNDATION,
    HEDY_LEIDEN,
    OVERLEAF,
    SCOOP,
    SCRATCH,
    ZOOM,
)

STORIES = (
    Story(
        "Copilot for two of nine schools: approved, left unanswered, rejected",
        code.copilot_for_two_of_nine,
        {(SCOOP, GITHUB): "active"},
    ),
    Story(
        "Without Copilot: told of what was not chosen, and no to the rest",
        code.without_copilot,
        {(GENT, GITHUB): "active"},
    ),
    Story(
        "A whole life: notice while a change waits, return, proof by everybody",
        code.a_whole_life,
        {(HASSELT, GITHUB): "closed"},
    ),
    Story(
        "Nothing needed back: destroyed, also at two sub-processors removed long before",
        exercises.closed_without_return,
        {(SCOOP, DODONA): "closed"},
    ),
    Story(
        "A new service for the supplier's own purposes: it can never be chosen",
        exercises.for_its_own_purposes,
        {(GENT, DODONA): "active"},
    ),
    Story(
        "An offer revised after the first signature, and withdrawn",
        offers.revised_and_withdrawn,
        {(HASSELT, DODONA): "withdrawn"},
    ),
    Story(
        "An option withdrawn for one school: its data ends there, and nowhere else",
        meetings.an_option_withdrawn,
        {(SCOOP, ZOOM): "active"},
    ),
    Story(
        "No option chosen: told of everything; a school leaves scope and comes back",
        meetings.schools_come_and_go,
        {(GENT, ZOOM): "active"},
    ),
    Story("An offer refused", offers.refused, {(HASSELT, ZOOM): "refused"}),
    Story(
        "Kept by law: what the law keeps is not destroyed, and nothing closes before",
        writing.kept_by_law,
        {(SCOOP, OVERLEAF): "ending"},
    ),
    Story(
        "Nobody answers: reminded twice, lapsed, and the old leaflet stays",
        writing.nobody_answers,
        {(GENT, OVERLEAF): "active"},
    ),
    Story("An offer that nobody answers", offers.unanswered, {(HASSELT, OVERLEAF): "lapsed"}),
    Story(
        "One sub-processor, removed long ago, stays silent: proof missing, never closed",
        exercises.one_stays_silent,
        {(SCOOP, SCRATCH): "ending"},
    ),
    Story(
        "The same leaflet rejected elsewhere: two boards, two leaflets in force",
        exercises.rejected_elsewhere,
        {(GENT, SCRATCH): "active"},
    ),
    Story(
        "Hedy's supplier becomes another legal person, twice: new agreements, no approval",
        hedy.three_suppliers,
        {
            (HASSELT, HEDY_LEIDEN): "closed",
            (HASSELT, HEDY_AMSTERDAM): "ending",
            (HASSELT, HEDY_FOUNDATION): "active",
        },
    ),
)
