"""What follows for products that wait for signatures, once the board answered for all."""

from datetime import datetime

from domain.agreement.events import Events
from domain.agreement.events.offering import ConsentCompleted, OfferRefused, ProductNotAdded
from domain.agreement.evolve import evolved
from domain.agreement.products import offered_products
from domain.agreement.signing import agreement_hash, is_answered, is_declined
from domain.agreement.state import Agreement, Phase


def with_consent(state: Agreement, events: Events, now: datetime) -> Events:
    """Add to events what they mean for the signatures: both are asked for what stands then."""
    return (*events, *_consent(evolved(state, events, now), now))


def _consent(after: Agreement, now: datetime) -> Events:
    waiting = [product.id for product in offered_products(after)]
    if not waiting or not all(is_answered(after, product) for product in waiting):
        return ()
    declined = [product for product in waiting if is_declined(after, product)]
    if after.phase is Phase.ACTIVE:
        return _further(after, declined, now)
    if declined == waiting:
        return (OfferRefused(reason="every_product_declined"),)
    return (ConsentCompleted(hash=agreement_hash(after, now)),)


def _further(after: Agreement, declined: list[str], now: datetime) -> Events:
    """In a running agreement a declined product goes, the others are asked a signature for."""
    gone = tuple(ProductNotAdded(product=product, reason="declined") for product in declined)
    remaining = evolved(after, gone, now)
    if not offered_products(remaining):
        return gone
    return (*gone, ConsentCompleted(hash=agreement_hash(remaining, now)))
