"""Every event of every stream, as one union told apart by `type`."""

from typing import Annotated, get_args

from pydantic import Field

from domain.agreement.events import AnyEvent as OfAgreement
from domain.intake.events import AnyEvent as OfIntake
from domain.product.events import AnyEvent as OfProduct

AnyEvent = OfAgreement | OfProduct | OfIntake
Event = Annotated[AnyEvent, Field(discriminator="type")]
EVENT_CLASSES = get_args(AnyEvent)
