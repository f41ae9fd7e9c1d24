"""Questions about the line of a product's leaflets: which is the last, what is to be told."""

from domain.product.refusals import UnknownAnnouncementError
from domain.product.state import Product, Version


def to_tell(state: Product) -> tuple[Version, ...]:
    """Return what is on its way to the agreements, announced or withdrawn, in the line's order."""
    return tuple(one for one in state.line if one.to_tell)


def standing(state: Product) -> tuple[Version, ...]:
    """Return the versions that stand, in the line's order; the first leaflet always does."""
    return tuple(one for one in state.line if one.standing == "stands")


def latest(state: Product) -> Version | None:
    """Return the last version that stands, which the next one follows; None before birth."""
    return next(reversed(standing(state)), None)


def change_named(state: Product, change: str) -> Version | None:
    """Return the version that was announced under the name of a change; its parts have none."""
    return next((one for one in state.line if one.change == change), None)


def version_with(state: Product, leaflet: str) -> Version | None:
    """Return the version whose leaflet has this hash."""
    return next((one for one in state.line if one.leaflet == leaflet), None)


def change_of_leaflet(state: Product, leaflet: str) -> str:
    """Return the change under which a leaflet was announced. Raises UnknownAnnouncementError."""
    version = version_with(state, leaflet)
    if version is None or version.change is None:
        raise UnknownAnnouncementError(leaflet)
    return version.change


def changes_of(version: Version) -> tuple[str, ...]:
    """Return the changes by which agreements know a version: its parts, or itself."""
    whole = (version.change,) if version.change is not None else ()
    return tuple(part.change for part in version.parts) or whole


def names_taken(state: Product) -> frozenset[str]:
    """Return every name of a change of this product, of parts and of what was divided too."""
    whole = (one.change for one in state.line if one.change is not None)
    return frozenset((*whole, *(name for one in state.line for name in changes_of(one))))
