"""What an agreement keeps of a leaflet: small enough to live in its state."""

from collections.abc import Iterator

from domain.canonical import content_hash
from domain.leaflet.leaflet import Leaflet
from domain.leaflet.offered import Kind, Service, Subprocessor
from domain.messages import Message


class ServiceDigest(Message):
    """`controller`: every purpose is one the supplier is its own controller for (2.2)."""

    id: str
    name: str
    kind: Kind
    controller: bool = False
    data: tuple[str, ...] = ()  # keys of its data categories


class SubprocessorDigest(Message):
    """`services` empty: for all of them."""

    name: str
    services: tuple[str, ...] = ()


class LeafletDigest(Message):
    hash: str
    product: str
    version: str
    services: tuple[ServiceDigest, ...] = ()
    subprocessors: tuple[SubprocessorDigest, ...] = ()

    @property
    def data_categories(self) -> tuple[str, ...]:
        """The keys of every data category, of all services together."""
        return tuple(sorted({key for service in self.services for key in service.data}))


def digest(leaflet: Leaflet) -> LeafletDigest:
    return LeafletDigest(
        hash=content_hash(leaflet),
        product=leaflet.product,
        version=leaflet.version,
        services=tuple(_service(one) for one in leaflet.services or ()),
        subprocessors=_named_once(_reached(leaflet.subprocessors, ())),
    )


def _service(service: Service) -> ServiceDigest:
    return ServiceDigest(
        id=service.id,
        name=service.name,
        kind=service.kind,
        controller=bool(service.purposes)
        and all(one.code == "supplier" for one in service.purposes or ()),
        data=tuple(sorted({one.key for one in service.data or ()})),
    )


def _reached(
    subprocessors: tuple[Subprocessor, ...] | None, above: tuple[str, ...]
) -> Iterator[SubprocessorDigest]:
    """Flatten the nested ones: without services of its own, one works for those of its parent."""
    for one in subprocessors or ():
        services = one.services or above
        yield SubprocessorDigest(name=one.name, services=services)
        yield from _reached(one.subprocessors, services)


def _named_once(found: Iterator[SubprocessorDigest]) -> tuple[SubprocessorDigest, ...]:
    """Join the entries of one name: for all services as soon as one entry is."""
    joined: dict[str, tuple[str, ...]] = {}
    for one in found:
        before = joined.get(one.name)
        if before is None:
            joined[one.name] = one.services
        else:
            both = (*before, *one.services) if before and one.services else ()
            joined[one.name] = tuple(dict.fromkeys(both))
    return tuple(SubprocessorDigest(name=name, services=kept) for name, kept in joined.items())
