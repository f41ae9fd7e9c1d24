"""Nobody is named in what stays, whatever fails: in histories, in the log, in what workers said."""

import json

from tests.faults.findings import Finding
from tests.faults.site import Site
from tests.faults.witnesses import Witnessed
from tests.journeys.histories import naming, words


def named(place: Site, seen: Witnessed) -> list[Finding]:
    """Return what is told of people, with the places where it stands."""
    kept = {
        "histories": "\n".join(
            word for run in seen.runs for word in words(json.loads(run.history.to_json()))
        ),
        "the log": str(seen.events),
        "what workers said": place.said(),
    }
    told = place.office.told_of_people()
    return [
        Finding("named", f"{one} in {where}")
        for where, text in kept.items()
        for one in naming(text, told)
    ]
