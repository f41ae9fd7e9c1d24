"""What a Temporal namespace must know before our workflows run in it, and how long it remembers."""

from datetime import timedelta

from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.namespace.v1 import NamespaceConfig
from temporalio.api.operatorservice.v1 import (
    AddSearchAttributesRequest,
    ListSearchAttributesRequest,
)
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest, UpdateNamespaceRequest
from temporalio.client import Client

from gateway.refusals import named_failures
from workflows.search_attributes import CATALOGUE

RETENTION = timedelta(days=30)
"""For so long a log that was restored comes back from histories (decision 44)."""


async def register_search_attributes(client: Client) -> tuple[str, ...]:
    """Make the namespace know the catalogue; returns the names that were new to it."""
    asked = ListSearchAttributesRequest(namespace=client.namespace)
    listed = await client.operator_service.list_search_attributes(asked)
    new = {
        key.name: IndexedValueType.ValueType(key.indexed_value_type)
        for key in CATALOGUE
        if key.name not in listed.custom_attributes
    }
    if new:
        await client.operator_service.add_search_attributes(
            AddSearchAttributesRequest(namespace=client.namespace, search_attributes=new)
        )
    return tuple(new)


async def retention(client: Client) -> timedelta:
    """Return how long the namespace keeps the histories of what is over.

    Raises EngineAwayError or EngineFaultError.
    """
    asked = DescribeNamespaceRequest(namespace=client.namespace)
    with named_failures():
        found = await client.workflow_service.describe_namespace(asked)
    return found.config.workflow_execution_retention_ttl.ToTimedelta()


async def keep_histories(client: Client) -> None:
    """Have the namespace keep histories for as long as they may be needed, or longer as it is."""
    if await retention(client) < RETENTION:
        config = NamespaceConfig()
        config.workflow_execution_retention_ttl.FromTimedelta(RETENTION)
        await client.workflow_service.update_namespace(
            UpdateNamespaceRequest(namespace=client.namespace, config=config)
        )
