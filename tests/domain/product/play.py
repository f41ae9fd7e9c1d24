"""What a supplier and its systems may come up with: every act draws what it needs, and asks it."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from hypothesis import strategies as st

from domain.actors import ENGINE, Actor
from domain.leaflet.leaflet import Leaflet
from domain.product import commands as c
from domain.product.line import latest, version_with
from domain.refusals import RefusedError
from tests.domain.leaflet.edits import EDITS, put
from tests.domain.leaflet.examples import without
from tests.domain.product import laws
from tests.domain.product.editions import FIRST, divided, edition, hashed, measured, parts_of
from tests.domain.product.story import SELLER, Story

Draw = Callable[[st.SearchStrategy[Any]], Any]
UNFINISHED = without("roles")
DESK = EDITS["another desk"]
LABELS = st.sampled_from((None, "important", "not_important"))
REASONS = st.sampled_from(("replaced", "sold"))
STANDINGS = st.sampled_from((None, None, "stands", "withdrawn", "superseded"))


class Play:
    """One product, and all that can be asked of it."""

    def __init__(self) -> None:
        self.story = Story()
        self.sent: list[c.Announce] = []
        self.made = {hashed(FIRST): FIRST}

    def ask(self, command: c.AnyCommand, by: Actor = SELLER) -> bool:
        """Ask it, and see that whatever happens keeps the laws; tells whether it was heard."""
        before, heard = self.story.state, False
        with suppress(RefusedError):
            self.story.ask(command, by)
            heard = True
        laws.check_turn(before, self.story)
        laws.check_immutable(before, self.story.state)
        laws.check_line(self.story.state)
        return heard

    def register(self, draw: Draw) -> None:
        first = draw(st.sampled_from((*(FIRST,) * 9, UNFINISHED)))
        self.story.keeps(first)
        self.ask(c.Register(name="Quill", leaflet=hashed(first)))

    def announce(self, draw: Draw) -> None:
        before, state = self.leaflet_before(draw), self.story.state
        number = draw(st.sampled_from((len(self.made) + 1,) * 3 + (2,)))
        edits = draw(st.sampled_from(((), (put("explanation", f"{number}"),), (DESK,))))
        new = edition(f"quill@{number}", measured(f"{number}"), *edits, of=before)
        self.made[hashed(new)] = new
        corrects = draw(st.sampled_from((None, None, None, *(one.change for one in state.line))))
        known = version_with(state, hashed(before))
        command = self.story.announcing(
            new,
            predecessor=hashed(before),
            corrects=corrects,
            independent_of=draw(st.sampled_from((None, known.change if known else "odd"))),
            parts=self.parts(before, new, draw),
        )
        self.sends(command)

    def parts(self, before: Leaflet, new: Leaflet, draw: Draw) -> tuple[object, ...]:
        """The explanation by itself, and the rest; seldom less than the whole."""
        if before.explanation == new.explanation or draw(st.booleans()):
            return ()
        leaflets = divided(before, new, words=("explanation",))
        self.story.keeps(*leaflets.values())
        return parts_of(leaflets)[draw(st.sampled_from((0, 0, 0, 1))) :]

    def sends(self, command: c.Announce) -> None:
        before = self.story.state
        self.sent.append(command)
        if self.ask(command, ENGINE) and len(self.story.state.line) > len(before.line):
            laws.check_followed(before, self.story.state, command.announced.corrects)
            self.again(command)

    def again(self, command: c.Announce) -> None:
        """The same signal again is no news, whatever has happened."""
        version = self.story.state.version
        assert self.ask(command, ENGINE)
        assert self.story.state.version == version

    def send_again(self, draw: Draw) -> None:
        if self.sent:
            command = draw(st.sampled_from(self.sent))
            known = version_with(self.story.state, command.announced.leaflet)
            if known is not None and known.change == command.announced.change:
                self.again(command)
            else:
                self.sends(command)

    def leaflet_before(self, draw: Draw) -> Leaflet:
        """The last that stands, seldom another, or one that nobody announced."""
        last = latest(self.story.state)
        known = [last.leaflet] * 5 if last else []
        return self.made[draw(st.sampled_from((*known, *self.made)))]

    def change(self, draw: Draw) -> str:
        """The name of a change, seldom one that was not announced."""
        known = [one.change for one in self.story.state.line if one.change is not None]
        return str(draw(st.sampled_from((*known, "quill-9"))))

    def correct(self, draw: Draw) -> None:
        """Correct what was announced last."""
        line = self.story.state.line
        if len(line) > 1 and (before := self.made.get(line[-1].predecessor or "")):
            number = len(self.made) + 1
            new = edition(f"quill@{number}", of=before)
            self.made[hashed(new)] = new
            follows = {"predecessor": hashed(before), "corrects": line[-1].change}
            also = {"label": draw(LABELS)}
            self.sends(self.story.announcing(new, **follows, **also))

    def withdraw(self, draw: Draw) -> None:
        self.ask(c.WithdrawAnnouncement(change=self.change(draw), reason="mistake"))

    def tell(self, draw: Draw) -> None:
        told = c.NoteTold(change=self.change(draw), agreements=3, standing=draw(STANDINGS))
        before = self.story.state.version
        assert self.ask(told, ENGINE)
        if self.story.state.version > before:
            version = self.story.state.version
            assert self.ask(told, ENGINE)
            assert self.story.state.version == version

    def end(self, draw: Draw) -> None:
        self.ask(c.EndProduct(reason=draw(REASONS)))


ACTS: tuple[Callable[[Play, Draw], None], ...] = (
    *(Play.announce,) * 5,
    *(Play.send_again,) * 2,
    *(Play.correct,) * 2,
    *(Play.withdraw,) * 2,
    *(Play.tell,) * 2,
)
SELDOM: tuple[Callable[[Play, Draw], None], ...] = (Play.register, Play.end)
