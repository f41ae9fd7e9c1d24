"""The named checks that decide on the exit code: each a function over what was seen."""

from collections.abc import Callable
from dataclasses import dataclass

from cli.demonstration.checks import changes, endings, offers, traces
from cli.demonstration.observation import Observation


@dataclass(frozen=True, slots=True)
class Check:
    """A name, the sentence that people read, and what finds the problems."""

    name: str
    sentence: str
    problems: Callable[[Observation], tuple[str, ...]]


CHECKS = (
    Check("ends", "Every story ended as it was told", offers.ends),
    Check("refusals", "What may not be asked was refused by name", offers.refusals),
    Check("signatures", "Nothing was open before both had signed", offers.signatures),
    Check("offers", "An offer was refused, one withdrawn, one lapsed", offers.came_to_nothing),
    Check("options", "An option is open where it was chosen, and nowhere else", offers.options),
    Check("announced", "Every two versions that differ were announced", changes.announced),
    Check("decided", "Changes were approved, rejected, lapsed and told", changes.decided),
    Check("silence", "Silence was never a yes; a late yes moved nothing", changes.silence),
    Check("approval", "No leaflet ruled without the approval it needs", changes.approval),
    Check("two leaflets", "Two boards, one change, two leaflets in force", changes.two_leaflets),
    Check("following", "A change waited for the one before, or fell with it", changes.following),
    Check("another party", "Another legal person took a new agreement", changes.another_party),
    Check("proof", "Closed only with a certificate of every part", endings.proof),
    Check("order", "First return, then destruction", endings.return_first),
    Check("open endings", "Missing proof and a law keep an ending open", endings.open_endings),
    Check("partial", "A withdrawn option ended its data there alone", endings.partial),
    Check("gate", "The gate answers from its tables as from the log", traces.gate),
    Check(
        "signals",
        "Signals came twice, each counted once; what is unreadable is kept",
        traces.signals,
    ),
    Check("letters", "Every letter was sent once, and none is unaccounted for", traces.letters),
    Check("documents", "Every document is stored under its hash", traces.documents),
    Check("chains", "Every chain of hashes holds", traces.chains),
    Check("no names", "No name of a person stands in the log", traces.no_names),
)


def failures(seen: Observation) -> dict[str, tuple[str, ...]]:
    """Return the problems of each check that does not hold."""
    found = {check.name: check.problems(seen) for check in CHECKS}
    return {name: problems for name, problems in found.items() if problems}
