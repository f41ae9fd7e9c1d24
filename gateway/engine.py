"""The way to the Temporal server, and how what is said there is written."""

from dataclasses import replace

from temporalio.client import Client
from temporalio.converter import DataConverter, DefaultFailureConverterWithEncodedAttributes
from temporalio.envconfig import ClientConfigProfile
from temporalio.runtime import Runtime

from adapters.codec import load_codec
from gateway.refusals import EngineAwayError
from settings import Settings
from workflows.converter import OurPayloadConverter
from workflows.plugin import AkkoordPlugin


def converter(codec_keys: str | None = None) -> DataConverter:
    """Return the one way in which our data travels; under keys the words of failures are hidden.

    Raises CodecKeysUnreadableError.
    """
    codec = load_codec(codec_keys)
    ours = DataConverter(payload_converter_class=OurPayloadConverter, payload_codec=codec)
    if not codec.is_on:
        return ours
    return replace(ours, failure_converter_class=DefaultFailureConverterWithEncodedAttributes)


async def engine_client(
    settings: Settings,
    address: str,
    plugin: AkkoordPlugin | None = None,
    runtime: Runtime | None = None,
) -> Client:
    """Connect as Temporal's own variables say, at this address.

    Raises EngineAwayError or CodecKeysUnreadableError.
    """
    given = {**settings.temporal_variables, "TEMPORAL_ADDRESS": address}
    profile = ClientConfigProfile.load(disable_file=True, override_env_vars=given)
    try:
        return await Client.connect(
            **profile.to_client_connect_config(),
            data_converter=converter(settings.codec_keys),
            plugins=[plugin or AkkoordPlugin()],
            runtime=runtime,
        )
    except RuntimeError as error:
        raise EngineAwayError(f"{address}: {error}") from error
