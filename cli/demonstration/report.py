"""What people read when the stories are over: timelines, decisions, the gate, and the checks."""

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli.demonstration.checks import CHECKS, failures
from cli.demonstration.checks.changes import tally
from cli.demonstration.observation import GateAnswer, Observation
from cli.demonstration.scene import Story, agreement_id
from cli.demonstration.screen import short
from cli.sentences import sentence
from domain.records import EventRecord

DECISIONS = {
    "change.approved": "approved",
    "change.rejected": "rejected",
    "change.lapsed": "lapsed",
    "answer.came_late": "answered too late",
    "change.fell": "fell with the one before",
    "change.cancelled": "cancelled",
    "change.withdrawn": "withdrawn",
    "change.told": "told",
}
WIDTH = 110


def report(
    console: Console,
    seen: Observation,
    stories: tuple[Story, ...],
    number: int,
    versions: Mapping[str, str],
) -> None:
    """Print everything, the checks last; `versions` are those of the leaflets, by hash."""
    for story in stories:
        _timeline(console, seen, story, number)
    _decisions(console, seen)
    _gate(console, seen.gate, versions)
    _left_behind(console, seen)
    _checks(console, seen)


def _timeline(console: Console, seen: Observation, story: Story, number: int) -> None:
    console.rule(Text(story.title, "bold"), align="left")
    for pair in story.ends:
        agreement = agreement_id(*pair, number)
        log = seen.of(agreement)
        if not log:
            console.print(Text(f"{agreement} (never began)", "red"))
            continue
        console.print(Text(f"{agreement} ({seen.state(agreement).phase.value})", "cyan"))
        for line in _lines(log):
            console.print(line, soft_wrap=True)
    for one in seen.attempts:
        if one.agreement in {agreement_id(*pair, number) for pair in story.ends}:
            words = f"       refused: {one.command} by {one.person}: {one.got}"
            console.print(Text(words, "yellow"), soft_wrap=True)


def _lines(log: tuple[EventRecord, ...]) -> Iterable[Text]:
    """Return a line for each event, at its time after the first."""
    begun = log[0].provenance.occurred_at
    for record in log:
        seconds = (record.provenance.occurred_at - begun).total_seconds()
        yield Text(f"{seconds:5.1f} s  {record.provenance.actor:<18}  {sentence(record)}")


def _decisions(console: Console, seen: Observation) -> None:
    console.rule(Text("The decisions, change by change", "bold"), align="left")
    table = Table(show_edge=False)
    agreements = sorted({agreement for agreement in seen.ends if seen.state(agreement).changes})
    table.add_column("change")
    table.add_column("board x supplier")
    table.add_column("what became of it")
    for agreement in agreements:
        for change, outcome in _outcomes(seen.of(agreement)).items():
            table.add_row(change, short(agreement), outcome)
    console.print(table)


def _outcomes(log: tuple[EventRecord, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for record in log:
        word = DECISIONS.get(record.event.type)
        change = getattr(record.event, "change", None)
        if word and change:
            found[change] = f"{found[change]}, {word}" if change in found else word
    return found


def _gate(console: Console, answers: tuple[GateAnswer, ...], versions: Mapping[str, str]) -> None:
    console.rule(
        Text("The gate: which school, which service, at which instant", "bold"), align="left"
    )
    table = Table(show_edge=False)
    for column in ("school", "product", "service", "instant", "when", "answer"):
        table.add_column(column)
    for one in answers:
        asked = one.question
        answer = f"open, {versions.get(one.answer, one.answer)}" if one.is_open else one.answer
        style = "green" if one.is_open else "red"
        instant = f"{asked.at:%H:%M:%S.%f}"[:-3]
        words = (asked.school, asked.product, asked.service, instant, asked.about)
        table.add_row(*words, Text(answer, style))
    console.print(table)


def _left_behind(console: Console, seen: Observation) -> None:
    console.rule(Text("What is left behind", "bold"), align="left")
    letters, counted = seen.letters, tally(seen)
    changes = ", ".join(f"{number} {word}" for word, number in counted.items())
    console.print(f"{len(seen.records)} events in {len(seen.ends)} agreements; changes: {changes}")
    came = seen.signals
    console.print(
        f"{came.messages} messages signalled, each twice: {came.announced} announced,"
        f" {came.quarantined} in quarantine"
    )
    console.print(f"{letters.sent} letters sent, {letters.files} files at the mail server")
    console.print(f"{len(seen.documents)} documents stored under their hash")
    broken = len(seen.chains_broken)
    console.print(f"{broken} {'chain' if broken == 1 else 'chains'} of hashes broken")


def _checks(console: Console, seen: Observation) -> None:
    console.rule(Text("The checks", "bold"), align="left")
    failed = failures(seen)
    for check in CHECKS:
        mark = Text("\u2717 ", "bold red") if check.name in failed else Text("\u2713 ", "green")
        console.print(mark + Text(f"{check.name}: {check.sentence}"), soft_wrap=True)
        for problem in failed.get(check.name, ()):
            console.print(Text(f"    {problem}", "red"), soft_wrap=True)
