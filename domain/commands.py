"""Every command of every stream, as one union told apart by `kind`."""

from typing import Annotated

from pydantic import Field

from domain.agreement.commands import AnyCommand as OfAgreement
from domain.intake.commands import AnyCommand as OfIntake
from domain.product.commands import AnyCommand as OfProduct

AnyCommand = OfAgreement | OfProduct | OfIntake
Command = Annotated[AnyCommand, Field(discriminator="kind")]
