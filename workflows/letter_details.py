"""What people read about a letter that needs them, in the Temporal UI."""

from domain.letter_cases import LetterCase, ResendReason, ResolveReason, Standing

_TITLES = {
    Standing.FAILED: "The letter could not be delivered",
    Standing.UNKNOWN: "Nobody knows whether the letter arrived",
    Standing.NO_RECIPIENT: "Nobody holds the office that the letter is for",
    Standing.SENT: "The letter was sent",
    Standing.OBSOLETE: "The letter is no longer needed: its question is closed",
    Standing.RESOLVED: "The case was closed by an operator",
}
_ON_ITS_WAY = "The letter is on its way again"

_EXPLANATIONS = {
    Standing.FAILED: (
        "The mail server said no for good, or not now for too long. "
        "See that the address is right and the mailbox works, then use `resend`."
    ),
    Standing.UNKNOWN: (
        "The connection was lost after the content was begun: the recipient may have it, or not. "
        "It never goes again by itself. Ask the recipient; then use `resend` or `resolve`."
    ),
    Standing.NO_RECIPIENT: (
        "Put a person in that office with `akkoord people`, then use `resend`."
    ),
}


def letter_details(case: LetterCase) -> str:
    """Return the page: what is the matter, with which letter, and what can be done."""
    parts = [f"## {_TITLES.get(case.standing, _ON_ITS_WAY)}"]
    if explanation := _EXPLANATIONS.get(case.standing):
        parts.append(explanation)
    parts.append("\n".join(_facts(case)))
    if explanation:
        parts.append(_choices())
    return "\n\n".join(parts)


def _facts(case: LetterCase) -> list[str]:
    person = f", person `{case.person}`" if case.person else ""
    facts = [
        f"- **About**: `{case.template}` of `{case.stream}`",
        f"- **For**: {case.office}{person}",
        f"- **Attempts**: {case.attempts}",
    ]
    return [*facts, f"- **Last answer**: {case.detail}"] if case.detail else facts


def _choices() -> str:
    resend, resolve = (
        ", ".join(f"`{code.value}`" for code in codes) for codes in (ResendReason, ResolveReason)
    )
    return (
        "**What an operator can do** (updates, with a reason code)\n\n"
        f"- `resend`: {resend}\n"
        f"- `resolve`: {resolve}"
    )
