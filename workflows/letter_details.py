"""The case file of a letter that needs a person, and the page of the post office."""

from collections.abc import Iterator

from domain.letter_cases import LetterCase, ResendReason, ResolveReason, Standing
from domain.post import Delivered
from workflows.pages import HOW, NOBODY, CaseFile, codes

STANDINGS = {
    Standing.FAILED: "it could not be delivered",
    Standing.UNKNOWN: "nobody knows whether it arrived",
    Standing.NO_RECIPIENT: "nobody holds the office that it is for",
    Standing.SENT: "it was sent",
    Standing.OBSOLETE: "it is no longer needed: its question is closed",
    Standing.RESOLVED: "an operator closed the case",
}
ON_ITS_WAY = "it is on its way again"

ADVICE = {
    Standing.FAILED: (
        "The mail server said no for good, or not now for too long: see that the address is right"
        " and the mailbox works, then `resend`"
    ),
    Standing.UNKNOWN: (
        "The connection was lost after the content was begun: the recipient may have it, or not."
        " It never goes again by itself: ask the recipient, then `resend` or `resolve`"
    ),
    Standing.NO_RECIPIENT: "Put a person in that office with `akkoord people`, then `resend`",
}


def letter_details(case: LetterCase) -> str:
    """Return the page: with which letter what is the matter, and what can be done."""
    advice = ADVICE.get(case.standing)
    return CaseFile(
        title=f"Letter: {case.standing.value.replace('_', ' ')}",
        what=list(_what(case)),
        stands=[f"**{case.standing.value}**: {STANDINGS.get(case.standing, ON_ITS_WAY)}"],
        waits=[f"**secretariat**: {advice}"] if advice else [NOBODY],
        last=list(_last(case)),
        orders=list(_orders(case)) if advice else ["nothing: it needs no person any more"],
    ).page()


def post_office_details(number: int, last: Delivered | None) -> str:
    """Return the page of a post office: what its last round brought."""
    counted = (last or Delivered()).model_dump()
    told = [f"{count} {name.replace('_', ' ')}" for name, count in counted.items()]
    return CaseFile(
        title=f"Post office {number}",
        what=["it delivers the letters of the outbox as soon as they are due"],
        stands=[
            "**open**: a mail server that is away holds nothing up; letters wait, and go later",
            "a letter that needs a person becomes a case of its own, `letter:...`",
        ],
        waits=[NOBODY],
        last=[f"last round: {', '.join(told)}" if last else "its first round is under way"],
        orders=["nothing here: see the list of undelivered letters", "`akkoord letters`"],
    ).page()


def _what(case: LetterCase) -> Iterator[str]:
    yield f"a letter about `{case.template}` of `{case.stream}`"
    person = f", person `{case.person}`" if case.person else ""
    yield f"for the {case.office}{person}"


def _last(case: LetterCase) -> Iterator[str]:
    yield f"attempts so far: {case.attempts}"
    if case.detail:
        yield f"last answer: {case.detail}"


def _orders(case: LetterCase) -> Iterator[str]:
    yield f"`resend`: send it again. Reasons: {codes(ResendReason)}"
    yield f"`resolve`: close the case without sending. Reasons: {codes(ResolveReason)}"
    yield HOW
    yield f"`akkoord letters --resend {case.letter} --reason CODE`, or `--resolve`"
