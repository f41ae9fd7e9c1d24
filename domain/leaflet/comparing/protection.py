"""Differences in what protects: measures, certificates, help, notice, the end (4.3, 6)."""

from collections.abc import Iterator

from domain.leaflet.comparing.extents import Place
from domain.leaflet.comparing.promises import amount, promise, promises
from domain.leaflet.items import Effect, Item, item
from domain.leaflet.leaflet import EndOfContract, Leaflet


def protection(old: Leaflet, new: Leaflet) -> Iterator[Item]:
    yield from promises(Place("measure", "measures"), old.measures, new.measures)
    yield from promises(Place("certificate", "certificates"), old.certificates, new.certificates)
    place = Place("measure", "pseudonymisation")
    yield from promise(place, old.pseudonymisation, new.pseudonymisation)
    yield from promise(Place("measure", "rights_help"), old.rights_help, new.rights_help)
    place = Place("measure", "breach_notice_hours")
    yield from amount(place, old.breach_notice_hours, new.breach_notice_hours)
    yield from _end(old.end_of_contract, new.end_of_contract)


def _end(old: EndOfContract, new: EndOfContract) -> Iterator[Item]:
    place = Place("measure", "end_of_contract.export_format")
    yield from promise(place, old.export_format, new.export_format)
    place = Place("measure", "end_of_contract.window_days")
    yield from amount(place, old.window_days, new.window_days, more_is_better=True)
    place = Place("retention", "end_of_contract.destruction_days")
    yield from amount(place, old.destruction_days, new.destruction_days, worse=Effect.LONGER)
    if old.certificate != new.certificate:
        states = (yes_or_no(old.certificate), yes_or_no(new.certificate))
        effect = Effect.STRONGER if new.certificate else Effect.WEAKER
        yield item("measure", "end_of_contract.certificate", states, effect)


def yes_or_no(stated: bool | None) -> str | None:  # noqa: FBT001 - a statement, not a switch
    return None if stated is None else "yes" if stated else "no"
