"""Reading what a supplier's system sends: an announcement, and all that is wrong with it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from domain.canonical import content_hash
from domain.intake.announcement import (
    LEFTOVER,
    LONGEST,
    Announcement,
    change_of,
    part_change,
)
from domain.intake.faults import MOST_FAULTS, Fault, FaultCode, Faults, bounded, fault
from domain.intake.json_text import read_json
from domain.intake.leaflet_faults import leaflet_faults
from domain.intake.paths import elsewhere
from domain.intake.shape import shape_faults
from domain.intake.whatever_fits import whatever_fits


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: an announcement whose shape is right may still have faults."""

    announcement: Announcement | None
    faults: Faults


def read_announcement(payload: str) -> Announcement | Faults:
    """Return the announcement, or everything that is wrong with it; never raises."""
    found = reading(payload)
    if found.announcement is None or found.faults:
        return bounded(found.faults)
    return found.announcement


def reading(payload: str) -> Reading:
    """Read as much as there is to read; never raises."""
    if not payload.strip():
        return Reading(None, (fault("payload", FaultCode.PAYLOAD_MISSING, "it is empty"),))
    value, unkept = read_json(payload)
    if value is None and unkept:
        return Reading(None, unkept)
    if not isinstance(value, dict):
        words = "this must be an object: an announcement"
        return Reading(None, (*unkept, fault("payload", FaultCode.WRONG_TYPE, words)))
    return _shaped(_with_consequences(value), unkept)


def _with_consequences(value: dict[str, Any]) -> dict[str, Any]:
    """Where both texts are missing, both are told."""
    told = value.get("consequences")
    return value | {"consequences": told if isinstance(told, dict) else {}}


def _shaped(value: dict[str, Any], unkept: Faults) -> Reading:
    try:
        announcement = Announcement.model_validate_json(json.dumps(value), strict=True)
    except ValidationError as error:
        misshapen = shape_faults(error, value)
        return Reading(None, (*unkept, *_leaflet_too(value.get("leaflet"), misshapen)))
    return Reading(
        announcement, (*unkept, *leaflet_faults(announcement.leaflet), *_across(announcement))
    )


def _leaflet_too(leaflet: Any, misshapen: Faults) -> Faults:  # noqa: ANN401 - any JSON value
    """Add what else is wrong with the leaflet; of one place one thing is told."""
    if len(misshapen) > MOST_FAULTS:
        return misshapen
    read = whatever_fits(leaflet)
    also = leaflet_faults(read) if read else ()
    certain = tuple(one for one in misshapen if one.code != FaultCode.NAMED_TWICE)
    unclear = tuple(one for one in misshapen if one.code == FaultCode.NAMED_TWICE)
    new = elsewhere(also, certain)
    return (*certain, *elsewhere(unclear, new), *new)


def _across(announcement: Announcement) -> Iterator[Fault]:
    """What does not agree, though each field by itself is right."""
    leaflet, change = announcement.leaflet, change_of(announcement)
    if leaflet.product != announcement.product:
        words = "this is the leaflet of another product than the one announced"
        yield _at("leaflet.product", FaultCode.OTHER_PRODUCT, words)
    if content_hash(leaflet) == announcement.predecessor:
        yield _at("predecessor", FaultCode.NAMES_ITSELF, "this is the leaflet itself")
    for field in ("corrects", "independent_of"):
        if getattr(announcement, field) == change:
            yield _at(field, FaultCode.NAMES_ITSELF, "this is the change itself")
    yield from _parts(announcement, change)


def _parts(announcement: Announcement, change: str) -> Iterator[Fault]:
    ids = [part.id for part in announcement.parts]
    for at, part in enumerate(ids):
        place = f"parts[{at}].id"
        if part in ids[:at]:
            yield _at(place, FaultCode.NAMED_TWICE, "another part has this id")
        if part == LEFTOVER:
            words = "this id is kept for what is in no part"
            yield _at(place, FaultCode.NAME_UNUSABLE, words)
        if len(part_change(change, part)) > LONGEST:
            words = f"with the name of the change before it, it is longer than {LONGEST}"
            yield _at(place, FaultCode.NAME_UNUSABLE, words)


def _at(path: str, code: FaultCode, words: str) -> Fault:
    return fault(f"payload.{path}", code, words)
