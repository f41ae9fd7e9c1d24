"""A scene: a stage, what stands on it, and the lives that a story plays."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field

from cli.demonstration.cast import Board, Supplier
from cli.demonstration.life import Life
from cli.demonstration.lines import Line
from cli.demonstration.stage import Notes, Stage
from domain.leaflet.leaflet import Leaflet

CAME_TO_NOTHING = frozenset({"withdrawn", "refused", "lapsed"})


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that a story may use; `number` is that of this run's agreements."""

    stage: Stage
    boards: dict[str, Board]
    suppliers: dict[str, Supplier]
    leaflets: dict[str, Leaflet]  # by version, such as `github@2024-06-03`
    lines: dict[str, Line]  # by supplier
    number: int = 1
    notes: Notes = field(default_factory=Notes)

    def life(self, board: str, supplier: str) -> Life:
        """Return the life of the agreement between these two."""
        return Life(
            stage=self.stage,
            notes=self.notes,
            agreement=agreement_id(board, supplier, self.number),
            board=self.boards[board],
            supplier=self.suppliers[supplier],
            leaflets=self.leaflets,
            line=self.lines[supplier],
        )

    async def play(self, story: "Story") -> None:
        """Play a story; nobody waits for it when it is over."""
        try:
            await story.play(self)
        finally:
            for board, supplier in story.ends:
                await self.lines[supplier].leave(agreement_id(board, supplier, self.number))


@dataclass(frozen=True, slots=True)
class Story:
    """What happens, to which agreements (board and supplier), and how each of them ends up."""

    title: str
    play: Callable[[Scene], Coroutine[None, None, None]]
    ends: dict[tuple[str, str], str]


def agreement_id(board: str, supplier: str, number: int = 1) -> str:
    """Return the id of an agreement's stream."""
    return f"agreement:{board}:{supplier}:{number}"


def lines_of(
    stories: tuple[Story, ...],
    stage: Stage,
    suppliers: dict[str, Supplier],
    leaflets: dict[str, tuple[Leaflet, ...]],
    number: int = 1,
) -> dict[str, Line]:
    """Return the line of each supplier, heard by every agreement that comes to be active."""
    pairs = [
        pair
        for story in stories
        for pair, phase in story.ends.items()
        if phase not in CAME_TO_NOTHING
    ]
    return {
        key: Line(
            stage,
            supplier,
            leaflets[key],
            {agreement_id(*pair, number): 0 for pair in pairs if pair[1] == key},
        )
        for key, supplier in suppliers.items()
    }
