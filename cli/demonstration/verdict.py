"""What it all came to: the last line for machines, and the exit code."""

import json

from cli.demonstration.checks import failures
from cli.demonstration.checks.changes import tally
from cli.demonstration.observation import Observation


def exit_code(seen: Observation) -> int:
    """Return 0 when every named check holds."""
    return 1 if failures(seen) else 0


def last_line(seen: Observation) -> str:
    """Return the numbers as one line of JSON."""
    letters = seen.letters
    return json.dumps(
        {
            "agreements": len({record.stream_id for record in seen.records}),
            "events": len(seen.records),
            "announced": len(seen.announcements),
            "changes": tally(seen),
            "letters": {
                "sent": letters.sent,
                "unknown": letters.unknown,
                "unfinished": letters.unfinished,
            },
            "documents": len(seen.documents),
            "chains_broken": len(seen.chains_broken),
            "checks_failed": sorted(failures(seen)),
        }
    )
