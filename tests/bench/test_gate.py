"""What the gate's measurement asks is what the gate answers; how fast is not for a test to say."""

from datetime import UTC, datetime

from adapters.gate import may_process
from adapters.postgres import Pool
from bench.gate_asking import BARE, asked, quartiles, rows_of
from bench.gate_listing import every_answer, followed, listed
from bench.market import Market
from bench.seeding import seed
from domain.agreement.verdicts import Allowed
from tests.conftest import Database

MARKET = "bench-asked"


async def test_a_seeded_market_is_asked_and_listed(database: Database, pool: Pool) -> None:
    now = datetime.now(UTC)
    await seed(pool, database.owner_url, Market(MARKET, 10), now)
    told = await every_answer(pool, MARKET, now)
    opened, closed = rows_of(told, now)
    for question, answer in told:
        assert await may_process(pool, *question, now) == answer
    for row in opened:
        answer = await may_process(pool, *row.question, row.at)
        assert isinstance(answer, Allowed)
        assert await pool.fetchval(BARE, *row.key) == answer.leaflet
    for one in await asked(pool, opened, closed, 50):
        assert len(one.ours) == len(one.bare) == 50
        assert 0 < one.spread[0] <= one.spread[1]
        assert list(quartiles(one.ours)) == sorted(quartiles(one.ours))
    answers = await listed(pool, MARKET, now, 2)
    assert (answers.lines, len(answers.seconds)) == (len(told), 2)
    steps = await followed(pool, MARKET, 1)
    assert steps.lines == len(opened)
