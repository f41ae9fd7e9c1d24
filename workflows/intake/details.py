"""The case file of an intake: what is in quarantine, and what is on its way."""

from collections.abc import Iterator

from domain.intake.questions import quarantined
from domain.intake.reasons import DiscardReason, ReplayReason
from domain.intake.state import Intake, Standing, Taken
from workflows.pages import COMPACT, NOBODY, CaseFile, codes, happened, instant


def details(state: Intake) -> str:
    """Return the page: what needs a person, the latest first, and what waits or is on its way."""
    held = [_held(one) for one in reversed(quarantined(state))]
    going = [_going(one) for one in state.messages if one.standing is not Standing.QUARANTINED]
    return CaseFile(
        title=f"Intake: {state.phase.value}",
        what=[f"the door for what the systems of supplier **{state.supplier}** send"],
        stands=[f"**{state.phase.value}**: {_count(held)}", *going],
        waits=[f"**secretariat**: {one}" for one in held] or [NOBODY],
        last=list(happened(state.lately)),
        orders=list(_orders(state, is_held=bool(held))),
    ).page()


def _count(held: list[str]) -> str:
    match len(held):
        case 0:
            return "nothing is in quarantine"
        case 1:
            return "1 message is in quarantine"
        case number:
            return f"{number} messages are in quarantine"


def _held(taken: Taken) -> str:
    faults = "1 fault" if taken.faults == 1 else f"{taken.faults} faults"
    return f"`{taken.message}`: {faults}, came {instant(taken.arrived)}"


def _going(taken: Taken) -> str:
    until = f" until {instant(taken.until)}" if taken.until else ""
    where = "waits for its predecessor" if taken.standing is Standing.WAITING else "accepted"
    return f"`{taken.message}`: {where}{until}"


def _orders(state: Intake, *, is_held: bool) -> Iterator[str]:
    if is_held:
        yield f"`replay`: open a message in quarantine again. Reasons: {codes(ReplayReason)}"
        yield f"`discard`: lay it aside. Reasons: {codes(DiscardReason)}"
    yield COMPACT
    yield (
        "**How**: *Send an Update*, the name of the order, and"
        ' `{"message": "message:...", "reason": "CODE"}`'
    )
    yield f"`akkoord quarantine show {state.supplier} MESSAGE` names every fault"
