"""Deciding on signatures: the second one under the same hash activates."""

from datetime import datetime

from domain.actors import Actor
from domain.agreement import commands as c
from domain.agreement.events import Events
from domain.agreement.events.offering import AgreementActivated, AgreementSigned, ProductAdded
from domain.agreement.mandates import side_of
from domain.agreement.products import offered_products
from domain.agreement.refusals import (
    AlreadySignedError,
    HashNotCurrentError,
    NotAllAnsweredError,
    NothingToSignError,
)
from domain.agreement.signing import agreement_hash, is_answered
from domain.agreement.state import Agreement, Phase


def sign(state: Agreement, command: c.Sign, actor: Actor, now: datetime) -> Events:
    """Sign the hash that was shown; it must be the hash of what stands now."""
    waiting = offered_products(state)
    if not waiting:
        raise NothingToSignError
    if not all(is_answered(state, product.id) for product in waiting):
        raise NotAllAnsweredError
    current = agreement_hash(state, now)
    if command.hash != current:
        raise HashNotCurrentError(current)
    side = side_of(state, actor)
    sides = {signature.side for signature in state.signatures if signature.hash == current}
    if side in sides:
        raise AlreadySignedError
    signed = AgreementSigned(side=side, hash=current)
    return (signed, *(_completed(state, current) if sides else ()))


def _completed(state: Agreement, current: str) -> Events:
    if state.phase is Phase.CONSENTED:
        return (AgreementActivated(hash=current),)
    return tuple(ProductAdded(product=product.id) for product in offered_products(state))
