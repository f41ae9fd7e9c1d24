"""What a Temporal namespace must know before our workflows run in it."""

from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import (
    AddSearchAttributesRequest,
    ListSearchAttributesRequest,
)
from temporalio.client import Client

from workflows.search_attributes import CATALOGUE


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
