"""Why an operator has a message opened again, or lays it aside: closed lists of codes."""

from enum import StrEnum


class ReplayReason(StrEnum):
    """What is otherwise now than when it was opened."""

    PRODUCT_REGISTERED = "product_registered"
    PREDECESSOR_ANNOUNCED = "predecessor_announced"
    KEY_ACCEPTED = "key_accepted"
    READING_REPAIRED = "reading_repaired"
    ID_USED_BY_MISTAKE = "id_used_by_mistake"


class DiscardReason(StrEnum):
    """Why nothing more will come of it."""

    SENT_AGAIN = "sent_again"
    SENT_BY_MISTAKE = "sent_by_mistake"
    NOT_OF_THE_SUPPLIER = "not_of_the_supplier"
    NO_LONGER_NEEDED = "no_longer_needed"
