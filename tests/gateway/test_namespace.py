"""How long a namespace remembers, and what is said of one that is not there."""

from datetime import timedelta

import pytest
from temporalio.client import Client

from gateway.engine import converter
from gateway.namespace import RETENTION, keep_histories, retention
from gateway.post import Post
from gateway.refusals import EngineFaultError


async def test_histories_are_kept_for_thirty_days(client: Client) -> None:
    await keep_histories(client)
    await keep_histories(client)

    assert await retention(client) == RETENTION == timedelta(days=30)


async def test_a_namespace_that_is_not_there_is_named(client: Client) -> None:
    address = client.service_client.config.target_host
    elsewhere = await Client.connect(address, namespace="nowhere", data_converter=converter())

    with pytest.raises(EngineFaultError, match="nowhere"):
        await retention(elsewhere)
    with pytest.raises(EngineFaultError, match="nowhere"):
        await Post(elsewhere, "letters", 1, "production").open()
