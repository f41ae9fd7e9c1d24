"""What a command costs, and a worker keeps in memory, while ever more agreements are open."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bench.fan_out import opened
from bench.latency import started
from bench.lives import Step
from bench.market import OPTION, Board, Market, director_of
from bench.site import Site, used
from bench.walking import processor_of
from bench.walks import BARE, Shape, Walking, ours
from domain.agreement import commands as a
from domain.canonical import content_hash
from domain.values import Answer

STRIDE = 7919  # a prime: who is asked comes in no order that a cache could guess
CACHED = 1_000  # workflows that a worker keeps: the default of the SDK
MOST_GROWTH, MOST_BYTES = 1.2, 5_000


@dataclass(frozen=True, slots=True)
class Opened:
    """So many open agreements: a command among them all, one of a bare workflow, the memory."""

    agreements: int
    milliseconds: float  # the median, one command at a time
    milliseconds_bare: float  # of a bare workflow beside them, of which there are always as many
    processor: float  # seconds for each command, of workers and servers
    memory: int  # of the worker, in bytes


@dataclass(frozen=True, slots=True)
class Growth:
    """The same at every size, the smallest first."""

    sizes: tuple[Opened, ...]

    @property
    def factor(self) -> float:
        """A command at the largest size, in one at the smallest."""
        return self.sizes[-1].milliseconds / self.sizes[0].milliseconds

    @property
    def factor_bare(self) -> float:
        """The same of the bare workflows: what the machine and the server did meanwhile."""
        return self.sizes[-1].milliseconds_bare / self.sizes[0].milliseconds_bare

    @property
    def bytes_each(self) -> float | None:
        """Memory for each agreement beyond those that a worker keeps; None without such."""
        beyond = [one for one in self.sizes if one.agreements >= CACHED]
        if len(beyond) < 2:  # noqa: PLR2004 - one with the cache just full, and one beyond
            return None
        more = beyond[-1].agreements - beyond[0].agreements
        return (beyond[-1].memory - beyond[0].memory) / more


@dataclass(slots=True)
class Asking:
    """Boards that choose an option, each once, among all that are open."""

    site: Site
    markets: list[tuple[Market, int]]  # with how many of its boards were asked

    async def asked(self, commands: int) -> list[float]:
        """Ask so many, one at a time, in each market as many as its part; returns the seconds."""
        whole = sum(market.agreements for market, _ in self.markets)
        seconds: list[float] = []
        for index, (market, before) in enumerate(self.markets):
            many = max(1, round(commands * market.agreements / whole))
            boards = _boards(market)[before : before + many]
            seconds += await _timed(self.site, market, ours(self.site), boards)
            self.markets[index] = (market, before + len(boards))
        return seconds


async def open_agreements(site: Site, sizes: Sequence[int], commands: int) -> Growth:
    """Open agreements until there are so many, size after size, and ask some at each."""
    bare = Market("open-bare", commands)
    await started(site, bare)
    asking = Asking(site, [])
    found: list[Opened] = []
    for size in sizes:
        more = size - sum(market.agreements for market, _ in asking.markets)
        market = Market(f"open-{size}", more)
        await opened(site, market)
        asking.markets.append((market, 0))
        found.append(await _measured(asking, bare, size, commands))
    return Growth(tuple(found))


async def _measured(asking: Asking, bare: Market, size: int, commands: int) -> Opened:
    site, before = asking.site, asking.site.processor_time()
    seconds = await asking.asked(commands)
    processor = processor_of(used(before, site.processor_time())) / len(seconds)
    await site.at_rest()
    beside = await _timed(site, bare, BARE, list(bare.boards())[: len(seconds)])
    site.say(f"{size:,} open: {median(seconds) * 1000:.1f} ms, bare {median(beside) * 1000:.1f} ms")
    memory = site.worker.memory
    return Opened(size, median(seconds) * 1000, median(beside) * 1000, processor, memory)


async def _timed(site: Site, market: Market, shape: Shape, boards: Sequence[Board]) -> list[float]:
    walking, loop = Walking(site, market, shape), asyncio.get_running_loop()
    asked = [(board, _choosing(site, market, board)) for board in boards]
    number = 100 + int(loop.time() * 1000)  # no command that was ever asked before
    seconds: list[float] = []
    for board, step in asked:
        begun = loop.time()
        await walking.ask(board, step, number)
        seconds.append(loop.time() - begun)
    return seconds


def _choosing(site: Site, market: Market, board: Board) -> Step:
    chosen = a.Chosen(
        product=market.name,
        service=OPTION,
        answer=Answer.YES,
        leaflet=content_hash(market.before),
    )
    return Step(director_of(board, site.system.now()), a.Choose(choices=(chosen,)))


def _boards(market: Market) -> list[Board]:
    """Return those that did not choose the option, in an order of no order."""
    boards = [board for board in market.boards() if not board.chooses_option]
    number = len(boards)
    return sorted(boards, key=lambda board: board.number * STRIDE % (number * 3 + 1))
