"""Checks on what the engine leaves behind: tables, letters, documents, chains."""

from cli.demonstration.observation import Observation
from domain.agreement.events.offering import AgreementActivated
from domain.agreement.issuing import document_owed


def gate(seen: Observation) -> tuple[str, ...]:
    """The tables answer every question as the fold of the log does; some are open, some not."""
    problems = [
        f"{one.question.about}: {one.answer}, but the log says {one.from_log}"
        for one in seen.gate
        if one.answer != one.from_log
    ]
    if {one.is_open for one in seen.gate} != {True, False}:
        problems.append("the gate was not asked, or always gave the same answer")
    return tuple(problems)


def signals(seen: Observation) -> tuple[str, ...]:
    """Every message is announced once or in quarantine, and none is on its way."""
    counted = seen.signals
    readable = counted.messages - counted.unreadable
    problems = []
    if counted.messages == 0 or counted.unreadable == 0:
        problems.append("no message was sent, or every one could be read")
    if counted.announced != readable:
        problems.append(f"{readable} readable messages were sent, {counted.announced} announced")
    if counted.quarantined != counted.unreadable:
        problems.append(f"{counted.quarantined} messages are in quarantine")
    if counted.on_their_way:
        problems.append(f"{counted.on_their_way} messages are on their way")
    return tuple(problems)


def letters(seen: Observation) -> tuple[str, ...]:
    """The outbox is empty, and the mail server has a file for each letter that was sent."""
    counted = seen.letters
    problems = []
    if counted.sent == 0 or counted.sent != counted.files:
        problems.append(f"{counted.sent} letters sent, {counted.files} arrived")
    if counted.unknown:
        problems.append(f"the fate of {counted.unknown} letters is unknown")
    if counted.unfinished:
        problems.append(f"{counted.unfinished} letters were not sent")
    return tuple(problems)


def documents(seen: Observation) -> tuple[str, ...]:
    """Every agreement that was signed has its documents, each one there, byte for byte."""
    gone = tuple(
        f"{one.hash} of {one.agreement} is not stored"
        for one in seen.documents
        if not one.is_stored
    )
    issued = {one.agreement for one in seen.documents}
    signed = {agreement for agreement, _ in seen.events(AgreementActivated)}
    owed = {agreement for agreement in seen.ends if document_owed(seen.state(agreement))}
    lacking = sorted(signed - issued | owed)
    return (*gone, *(f"a document of {agreement} is owed" for agreement in lacking))


def chains(seen: Observation) -> tuple[str, ...]:
    """No chain is broken."""
    return tuple(f"broken: {one}" for one in seen.chains_broken)


def no_names(seen: Observation) -> tuple[str, ...]:
    """No event holds a name or an address of a person."""
    log = "\n".join(record.model_dump_json() for record in seen.records).casefold()
    return tuple(f"the log holds {name}" for name in seen.names if name.casefold() in log)
