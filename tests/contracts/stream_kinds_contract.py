"""What every event store does with streams of several kinds, the fake as well as the real one."""

import pytest

from adapters.event_store import EventStore
from adapters.read_models import UnknownStreamError
from domain.store_refusals import ProductOfOtherSupplierError
from tests.adapters.store.lines import Line, store_line
from tests.contracts.event_store_contract import stored
from tests.scenario import V2, Story
from tests.stored import appends


class StreamKindsContract:
    """Give the fixture `store`."""

    async def test_the_events_of_a_product_are_read_back_as_they_were(
        self, store: EventStore
    ) -> None:
        line = Line().registered().announced(V2, "c2").withdrawn("c2").told("c2").ended()
        records = tuple(record for batch in line.batches for record in batch.records)
        await store_line(store, line)
        assert await stored(store, line.stream_id) == records

    async def test_a_product_is_on_offer_by_one_supplier(self, store: EventStore) -> None:
        first, second = Line().registered(), Line("product:zoom:code").registered()
        await store_line(store, first)
        with pytest.raises(ProductOfOtherSupplierError) as refused:
            await store_line(store, second)
        assert refused.value.detail == "code"
        assert await stored(store, second.stream_id) == ()
        await store_line(store, Line("product:zoom:meet").registered())

    async def test_a_product_that_ended_is_not_in_the_way_of_another_suppliers(
        self, store: EventStore
    ) -> None:
        await store_line(store, Line().registered().ended())
        await store_line(store, Line("product:zoom:code").registered())
        assert len(await stored(store, "product:zoom:code")) == 1

    async def test_a_stream_of_no_known_kind_is_a_fault(self, store: EventStore) -> None:
        birth = appends(Story().offered())[0]
        records = tuple(
            one.model_copy(update={"stream_id": "letter:1", "event_id": "letter:1#1"})
            for one in birth.records
        )
        unknown = birth.model_copy(update={"stream_id": "letter:1", "records": records})
        with pytest.raises(UnknownStreamError):
            await store.append(unknown)
        assert await stored(store, "letter:1") == ()
