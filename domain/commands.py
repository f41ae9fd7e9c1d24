"""Every command of every stream, as one union told apart by `kind`."""

from typing import Annotated

from pydantic import Field

from domain.agreement.commands import AnyCommand as OfAgreement

AnyCommand = OfAgreement
Command = Annotated[AnyCommand, Field(discriminator="kind")]
