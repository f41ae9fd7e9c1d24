"""What happens on a day like any: each act as often as it takes to meet the others."""

from collections.abc import Callable

from tests.domain.agreement import play_changes as changes
from tests.domain.agreement.play import Draw, Play

ACTS: tuple[Callable[[Play, Draw], None], ...] = (
    *(changes.announce,) * 6,
    *(changes.announce_parts,) * 2,
    changes.reoffer,
    *(changes.approve,) * 3,
    *(Play.choose,) * 4,
    *(Play.wait,) * 4,
    *(changes.answer_change,) * 2,
    *(Play.prove,) * 2,
    *(changes.choose_before_a_told_change,) * 2,
    changes.there_and_back,
    Play.agree,
    Play.sign_one,
    Play.offer_product,
    Play.lose_product,
    Play.move_school,
    Play.keep_by_law,
    Play.finish,
)
SELDOM: tuple[Callable[[Play, Draw], None], ...] = (Play.give_notice, Play.offer)
