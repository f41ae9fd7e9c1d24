"""The way to the Temporal server."""

from collections.abc import Mapping

from temporalio.client import Client
from temporalio.envconfig import ClientConfigProfile

from gateway.refusals import EngineAwayError
from workflows.plugin import AkkoordPlugin


async def engine_client(
    variables: Mapping[str, str], address: str, plugin: AkkoordPlugin | None = None
) -> Client:
    """Connect as Temporal's own variables say, at this address. Raises EngineAwayError."""
    given = {**variables, "TEMPORAL_ADDRESS": address}
    profile = ClientConfigProfile.load(disable_file=True, override_env_vars=given)
    try:
        return await Client.connect(
            **profile.to_client_connect_config(), plugins=[plugin or AkkoordPlugin()]
        )
    except RuntimeError as error:
        raise EngineAwayError(f"{address}: {error}") from error
