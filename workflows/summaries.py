"""What people read of an activity in the Temporal UI, beside its name: a few words, no names."""

from typing import TypeVar

from temporalio.workflow import ActivityConfig, LocalActivityConfig

from domain.messages import Message
from domain.records import Append

LONGEST = 120  # characters; Temporal takes 400 bytes, encrypted

SUMMARIES = {
    "append": "put on record",
    "append_within": "put on record",
    "deliver_due": "deliver the letters that are due",
    "file_document": "lay out, store and read back a document",
    "find_cases": "look for letters that need a person",
    "gather": "fetch what a decision needs",
    "gather_product": "fetch what a decision about a product needs",
    "hand_over": "hand a message to its product",
    "lacked": "look what was announced and not heard",
    "look_up_letter": "look how a letter stands",
    "open_envelope": "keep and open what was sent",
    "read_event": "read one event of another stream",
    "read_stream": "read what is stored",
    "reopen_envelope": "open again what was kept",
    "requeue_letter": "let a letter go again",
    "resolve_letter": "close the case of a letter",
    "tell_agreements": "signal the agreements that lack something",
    "telling": "count who has heard what",
}
"""By the name of the activity."""


Config = TypeVar("Config", ActivityConfig, LocalActivityConfig)


def summed_up(options: Config, activity: str, argument: Message) -> Config:
    """Return the options with the words for an activity; for an append, with what happened."""
    words = SUMMARIES[activity]
    if isinstance(argument, Append):
        words = f"{words}: {', '.join(record.event.type for record in argument.records)}"
    config = options.copy()
    config["summary"] = words if len(words) <= LONGEST else f"{words[: LONGEST - 3]}..."
    return config
