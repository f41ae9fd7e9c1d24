"""How data travels is worked out once, whoever reads it."""

from domain.agreement.state import Agreement
from workflows.agreement.kind import AGREEMENT
from workflows.converter import OurPayloadConverter

PLACE = "agreement:gent:github:1"


def test_what_it_takes_to_read_a_type_is_shared_by_all_who_read() -> None:
    one, other = OurPayloadConverter(), OurPayloadConverter()

    assert list(one.converters.values()) == list(other.converters.values())


def test_a_state_is_read_as_it_was_written() -> None:
    state = AGREEMENT.unborn(PLACE)
    (payload,) = OurPayloadConverter().to_payloads([state])

    assert OurPayloadConverter().from_payloads([payload], [Agreement]) == [state]
