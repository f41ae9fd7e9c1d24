"""What people say in journeys, as commands; and whether the gate is open."""

from domain.agreement import commands as c
from domain.agreement.permits import Allowed, Denied
from domain.canonical import content_hash
from domain.leaflet.leaflet import Leaflet
from domain.values import CORE, Answer
from tests.journeys.leaflets import FIRST, NEW_PURPOSE, VERSIONS


def chosen(
    service: str = CORE, answer: str = "yes", *schools: str, of: Leaflet = FIRST
) -> c.Chosen:
    """An answer for the schools named, or for the whole board."""
    return c.Chosen(
        product=of.product,
        service=service,
        answer=Answer(answer),
        leaflet=content_hash(of),
        schools=schools or None,
    )


def approval(new: Leaflet = NEW_PURPOSE, change: str = "change-1") -> c.ApproveChange:
    """A yes to a leaflet that was announced."""
    return c.ApproveChange(change=change, leaflet=content_hash(new))


def rejection(new: Leaflet = NEW_PURPOSE, change: str = "change-1") -> c.RejectChange:
    """A no to a leaflet that was announced."""
    return c.RejectChange(change=change, leaflet=content_hash(new), reason="not_acceptable")


def certificate(ending: str, part: str) -> c.CertifyDestruction:
    """A certificate of the destruction at one part."""
    return c.CertifyDestruction(
        ending=ending, part=part, certificate=content_hash(["certificate", ending, part])
    )


def opens(verdict: Allowed | Denied, leaflet: Leaflet) -> bool:
    """Whether the gate is open under this leaflet."""
    return isinstance(verdict, Allowed) and VERSIONS[verdict.leaflet] == leaflet.version
