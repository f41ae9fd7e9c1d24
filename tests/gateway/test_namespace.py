"""How long a namespace remembers."""

from datetime import timedelta

from temporalio.client import Client

from gateway.namespace import RETENTION, keep_histories, retention


async def test_histories_are_kept_for_thirty_days(client: Client) -> None:
    await keep_histories(client)
    await keep_histories(client)

    assert await retention(client) == RETENTION == timedelta(days=30)
