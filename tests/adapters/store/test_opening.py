"""An envelope is kept as it came, and opened: who sent what, and all that is wrong with it."""

import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from adapters.postgres import Pool
from adapters.seal import KeyRing, Sealer
from adapters.texts import erase_text, find_leaflets, get_text, put_leaflet
from domain.canonical import content_hash, hash_of
from domain.intake.envelope import Envelope, message_command_id
from domain.intake.opened import Lacks
from domain.periods import hours, seconds
from tests.adapters.store.opening import Door, codes, fit, sealed
from tests.domain.intake.examples import (
    BEFORE,
    NOT_ANNOUNCE,
    NOW,
    announcement,
    envelope,
    mandate,
    sender,
    with_leaflet,
    without,
)
from tests.domain.leaflet.examples import LEAFLET

OTHER = Ed25519PrivateKey.generate()
PARTS = [{"id": "proof", "places": ["certificates"]}]
NEW = LEAFLET.model_copy(update={"version": "quill@2", "roles": "as before, in other words"})


@pytest.fixture
def door(pool: Pool) -> Door:
    return Door(pool)


async def test_what_is_fit_is_stored_and_told_as_facts_alone(door: Door) -> None:
    opened = await door.sent(wish="2026-11-01", label="important", corrects="c-1", change="c-2")
    found = fit(opened.findings)
    assert found.sender.model_dump() == {"person": "p-1", "mandate": "m-1", "via": "cli"}
    announced = found.announced
    assert announced.leaflet == content_hash(LEAFLET)
    assert await find_leaflets(door.pool, (announced.leaflet,)) == {announced.leaflet: LEAFLET}
    told = announced.consequences
    assert await get_text(door.pool, told.board) == b"The supplier is certified."
    assert await get_text(door.pool, told.parents) == b"Nothing changes."
    assert (announced.change, announced.corrects, announced.label) == ("c-2", "c-1", "important")
    assert (f"{announced.wish}", announced.product) == ("2026-11-01", "quill")
    assert announced.predecessor == content_hash(BEFORE)


async def test_an_envelope_is_kept_to_the_byte_under_its_hash(door: Door) -> None:
    raw = '{"payload": 12, "é": "anything"}'
    opened = await door.opens(raw)
    assert opened.envelope == hash_of(raw.encode())
    assert await get_text(door.pool, opened.envelope) == raw.encode()
    assert (opened.arrived, opened.patience) == (NOW, hours(24))
    assert (await Door(door.pool, policy="demonstration").opens(raw)).patience == seconds(10)


async def test_a_message_is_known_by_its_senders_id_and_its_payload(door: Door) -> None:
    first, again = await door.opens(sealed()), await door.opens(sealed(via="api"))
    assert first.message == message_command_id("inkt", "release-2")
    assert (first.message, first.payload) == (again.message, again.payload)
    assert first.envelope != again.envelope
    other = await door.opens(sealed(announcement(wish="2026-11-01")))
    assert first.message == other.message
    assert first.payload != other.payload


async def test_without_an_id_a_message_is_known_by_its_envelope(door: Door) -> None:
    opened = await door.opens(sealed(message_id=""))
    assert opened.message == message_command_id("inkt", opened.envelope)


@pytest.mark.parametrize(
    ("came", "faults"),
    [
        ("no json", [("envelope", "envelope_unreadable"), ("payload", "payload_missing")]),
        (envelope(), [("envelope.signature", "seal_missing")]),
        (
            Sealer(OTHER).seal_envelope(envelope(), "intake:inkt"),
            [("envelope.signature", "key_unknown")],
        ),
        (
            sealed().model_copy(update={"message_id": "another"}),
            [("envelope.signature", "seal_invalid")],
        ),
        (
            sealed(place="intake:verf", actor=sender(party="supplier:verf").model_dump_json()),
            [("envelope.signature", "seal_foreign")],
        ),
        (sealed(place="intake:verf"), [("envelope.signature", "seal_invalid")]),
        (
            sealed(actor=sender(party="supplier:verf").model_dump_json()),
            [("envelope.actor", "wrong_supplier")],
        ),
        (
            sealed(actor=sender(NOT_ANNOUNCE).model_dump_json(), received_at="2026-08-01T00:00Z"),
            [("envelope.received_at", "seal_expired"), ("envelope.actor", "mandate_missing")],
        ),
        (
            sealed(actor=sender(mandate(valid_until=NOW)).model_dump_json()),
            [("envelope.actor", "mandate_expired")],
        ),
        (
            sealed(without("predecessor"), received_at=""),
            [("envelope.received_at", "seal_expired"), ("payload.predecessor", "field_missing")],
        ),
        (sealed(with_leaflet(roles=None)), [("payload.leaflet.roles", "item_missing")]),
        (
            sealed(announcement(product="ruler") | {"leaflet": LEAFLET.model_dump(mode="json")}),
            [("payload.leaflet.product", "other_product"), ("payload.product", "product_unknown")],
        ),
    ],
)
async def test_every_fault_is_told_at_once(
    door: Door, came: Envelope | str, faults: list[tuple[str, str]]
) -> None:
    assert codes(await door.opens(came)) == faults
    assert await find_leaflets(door.pool, (content_hash(LEAFLET),)) == {}


@pytest.mark.parametrize(
    "came",
    [envelope(), sealed(received_at=""), sealed(actor=sender(NOT_ANNOUNCE).model_dump_json())],
)
async def test_who_is_not_believed_takes_nobodys_message_id(door: Door, came: Envelope) -> None:
    assert (await door.opens(came)).message != (await door.opens(sealed())).message


async def test_a_leaflet_that_follows_one_of_another_product_is_told(door: Door) -> None:
    other = BEFORE.model_copy(update={"product": "ruler"})
    opened = await door.sent(predecessor=await put_leaflet(door.pool, other))
    assert codes(opened) == [("payload.predecessor", "predecessor_other")]


async def test_parts_are_composed_on_the_leaflet_before_and_stored(door: Door) -> None:
    await put_leaflet(door.pool, BEFORE)
    sent = announcement(leaflet=NEW.model_dump(mode="json"), parts=PARTS)
    parts = fit((await door.opens(sealed(sent))).findings).announced.parts
    assert [one.change for one in parts] == ["quill-2-proof", "quill-2-rest"]
    stored = await find_leaflets(door.pool, tuple(one.leaflet for one in parts))
    proof, rest = (stored[one.leaflet] for one in parts)
    assert (proof.certificates, proof.roles) == (LEAFLET.certificates, BEFORE.roles)
    assert (rest.certificates, rest.roles) == (BEFORE.certificates, NEW.roles)


async def test_parts_wait_for_the_leaflet_before_them(door: Door) -> None:
    sent = announcement(leaflet=NEW.model_dump(mode="json"), parts=PARTS)
    opened = await door.opens(sealed(sent))
    assert opened.findings == Lacks(predecessor=content_hash(BEFORE))
    await door.takes_in(opened)
    assert (await put_leaflet(door.pool, BEFORE)) == content_hash(BEFORE)
    again = await door.reopens(opened.message)
    assert again is not None
    assert len(fit(again.findings).announced.parts) == 2


async def test_parts_that_do_not_fit_are_told(door: Door) -> None:
    await put_leaflet(door.pool, BEFORE)
    parts = [{"id": "proof", "places": ["roles"]}]
    opened = await door.sent(leaflet=LEAFLET.model_dump(mode="json"), parts=parts)
    assert codes(opened) == [("payload.parts[0].places[0]", "part_unfit")]


async def test_a_kept_envelope_is_opened_again_as_of_its_arrival(door: Door, pool: Pool) -> None:
    strict = Door(pool, KeyRing([OTHER.public_key()]))
    opened = await strict.opens(sealed(), NOW + timedelta(minutes=10))
    assert codes(opened) == [("envelope.signature", "key_unknown")]
    await strict.takes_in(opened)
    again = await door.reopens(opened.message)
    assert again is not None
    assert (again.message, again.arrived) == (opened.message, NOW + timedelta(minutes=10))
    assert (opened.again, again.again) == (False, True)
    assert fit(again.findings).announced.product == "quill"


async def test_what_is_not_kept_cannot_be_opened_again(door: Door) -> None:
    assert await door.reopens("message:none") is None
    opened = await door.opens(sealed())
    await door.takes_in(opened)
    assert await door.reopens(opened.message) is None  # it is on its way to the product


async def test_an_erased_envelope_cannot_be_opened_again(door: Door) -> None:
    opened = await door.opens(envelope())
    await door.takes_in(opened)
    await erase_text(door.pool, opened.envelope, NOW)
    again = await door.reopens(opened.message)
    assert again is not None
    assert codes(again) == [("envelope", "envelope_erased")]


async def test_nothing_of_the_payload_is_in_what_is_told(door: Door) -> None:
    sent = with_leaflet(roles=None, services=[{"id": "Jan Janssens"}], Jan="Janssens")
    opened = await door.opens(sealed(sent, source="Jan Janssens", message_id="Jan Janssens"))
    assert len(codes(opened)) > 5
    assert "jan" not in json.dumps(opened.model_dump(mode="json")).lower()
