"""Announcements, envelopes and opened messages to tell stories with."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.actors import Actor, ActorKind, Mandate, Right
from domain.canonical import content_hash
from domain.intake.announcement import Announcement
from domain.intake.envelope import Envelope
from domain.intake.faults import Fault, Faults
from domain.intake.opened import Findings, Fit, Lacks, Opened, Sender, Unfit
from domain.intake.payload import read_announcement
from domain.periods import hours
from domain.product.announcement import AnnouncedLeaflet, Consequences
from tests.domain.leaflet.examples import LEAFLET, leaflet

INTAKE, SUPPLIER = "intake:inkt", "inkt"
NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
BEFORE = leaflet(version="quill@1", certificates=())
HASH = content_hash("something")


def announcement(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any field
    """What a supplier's system sends, complete."""
    whole = {
        "schema": "announcement/1",
        "product": LEAFLET.product,
        "predecessor": content_hash(BEFORE),
        "leaflet": LEAFLET.model_dump(mode="json"),
        "announced_from": "2026-10-01T00:00:00+02:00",
        "consequences": {"board": "The supplier is certified.", "parents": "Nothing changes."},
    }
    return whole | changes


def with_leaflet(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any field
    """The same with another value in the leaflet."""
    return announcement(leaflet=LEAFLET.model_dump(mode="json") | changes)


def without(*fields: str) -> dict[str, Any]:
    """The same without these fields."""
    return {name: value for name, value in announcement().items() if name not in fields}


def announced(**changes: Any) -> Announcement:  # noqa: ANN401 - any field
    """The same as it is read."""
    found = read_announcement(json.dumps(announcement(**changes)))
    assert isinstance(found, Announcement)
    return found


def faults_of(sent: Any) -> Faults:  # noqa: ANN401 - any JSON value
    """What is wrong with it; text is sent as it is."""
    found = read_announcement(sent if isinstance(sent, str) else json.dumps(sent))
    assert isinstance(found, tuple)
    return found


def told(faults: Faults) -> list[tuple[str, str, str | None]]:
    """Where, what and by which article."""
    return [(one.path.removeprefix("payload."), one.code, one.article) for one in faults]


def mandate(**changes: Any) -> Mandate:  # noqa: ANN401 - any field
    """A mandate to announce."""
    held = {"id": "m-1", "rights": ("announce",), "valid_from": NOW - timedelta(days=1)}
    return Mandate.model_validate(held | changes)


def sender(*mandates: Mandate, party: str = "supplier:inkt", person: str | None = "p-1") -> Actor:
    """Somebody who sends."""
    held = mandates or (mandate(),)
    return Actor(kind=ActorKind.PERSON, person=person, party=party, mandates=held)


def envelope(**changes: str) -> Envelope:
    """An envelope as the gateway fills it, not sealed."""
    words = {
        "source": "release system",
        "message_id": "release-2",
        "received_at": "2026-09-01T08:00:00Z",
        "payload": json.dumps(announcement()),
        "actor": sender().model_dump_json(),
        "via": "cli",
    }
    return Envelope.model_validate(words | changes)


FAULT = Fault(path="payload.product", code="product_unknown", sentence="no such product")
NOT_ANNOUNCE = mandate(rights=(Right.SIGN,))


def to_announce(version: str = "2", follows: str = "1", product: str = "quill") -> AnnouncedLeaflet:
    """A leaflet that follows another."""
    return AnnouncedLeaflet(
        change=f"change-{version}",
        product=product,
        leaflet=content_hash([product, version]),
        predecessor=content_hash([product, follows]),
        announced_from=NOW,
        consequences=Consequences(board=HASH, parents=HASH),
    )


def opened(name: str, findings: Findings | AnnouncedLeaflet | None = None) -> Opened:
    """A message once opened: fit without more, or with what was found."""
    if findings is None or isinstance(findings, AnnouncedLeaflet):
        by = Sender(person="p-1", mandate="m-1", via="cli")
        findings = Fit(sender=by, announced=findings or to_announce())
    return Opened(
        message=name,
        payload=content_hash(f"payload of {name}"),
        envelope=content_hash(f"envelope of {name}"),
        arrived=NOW,
        patience=hours(24),
        findings=findings,
    )


def unfit(name: str) -> Opened:
    """A message with a fault."""
    return opened(name, Unfit(faults=(FAULT,)))


def lacking(name: str, version: str = "1") -> Opened:
    """A message whose parts cannot be told apart yet."""
    return opened(name, Lacks(predecessor=content_hash(["quill", version])))


def again(one: Opened) -> Opened:
    """The same, opened again."""
    return one.model_copy(update={"again": True})
