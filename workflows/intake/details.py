"""The page on an intake in the Temporal UI: what is in quarantine, and what is on its way."""

from domain.intake.questions import quarantined
from domain.intake.state import Intake, Standing, Taken
from workflows.pages import listed


def details(state: Intake) -> str:
    """Return what needs a person, the latest first, and what waits or is on its way."""
    held = [_held(one) for one in reversed(quarantined(state))]
    going = [_going(one) for one in state.messages if one.standing is not Standing.QUARANTINED]
    return "\n\n".join(
        [
            f"# {state.phase.value}",
            listed(f"In quarantine ({len(held)})", held),
            listed("On the way", going),
            listed("Supplier", [f"**{state.supplier}**"]),
        ]
    )


def _held(taken: Taken) -> str:
    faults = "1 fault" if taken.faults == 1 else f"{taken.faults} faults"
    return f"**{taken.message}**: {faults}, came {taken.arrived:%Y-%m-%d %H:%M:%S} UTC"


def _going(taken: Taken) -> str:
    until = f" until {taken.until:%Y-%m-%d %H:%M:%S} UTC" if taken.until else ""
    where = "waits for its predecessor" if taken.standing is Standing.WAITING else "accepted"
    return f"**{taken.message}**: {where}{until}"
