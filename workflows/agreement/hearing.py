"""What an agreement lacks, as the engine's own commands: each under a name of its own."""

from collections.abc import Iterator

from domain.agreement.commands import AnyCommand, ReceiveChange, WithdrawChange
from domain.agreement.products import products_in_force
from domain.agreement.state import Agreement
from domain.announcing import LackedLeaflet, LackedWithdrawal, Lacking
from domain.canonical import hash_of


def heard(lacking: Lacking) -> Iterator[tuple[str, AnyCommand]]:
    """Yield each command and its name, which is the same whenever the same thing is heard."""
    for withdrawal in lacking.withdrawals:
        yield _name(withdrawal.announcement, withdrawal.change), _withdrawal(withdrawal)
    for leaflet in lacking.leaflets:
        yield _name(leaflet.announcement, leaflet.announced.change), _leaflet(leaflet)


def followed(state: Agreement) -> frozenset[str]:
    """Return the products of which announcements reach the agreement."""
    return frozenset(product.id for product in products_in_force(state))


def _name(announcement: str, change: str) -> str:
    return f"hear:{hash_of(f'{announcement} {change}'.encode())[:24]}"


def _withdrawal(lacked: LackedWithdrawal) -> WithdrawChange:
    return WithdrawChange(change=lacked.change, reason=lacked.reason)


def _leaflet(lacked: LackedLeaflet) -> ReceiveChange:
    announced = lacked.announced
    return ReceiveChange(
        change=announced.change,
        leaflet=announced.leaflet,
        announced_from=announced.announced_from,
        label=announced.label,
        corrects=announced.corrects,
        predecessor=announced.predecessor,
        wish=announced.wish,
        consequences=announced.consequences,
        independent_of=lacked.independent_of,
        announcement=lacked.announcement,
    )
