"""Every letter that is owed goes once, or a person is told why not (story 30)."""

import asyncio
import socket
from dataclasses import replace

from temporalio.testing import ActivityEnvironment

from activities.delivering import Outcome
from adapters import letter_cases, outbox
from adapters.erasing import erase
from adapters.event_store import PostgresEventStore
from adapters.mailer import BeforeData, Mail, SmtpMailer, SmtpServer
from adapters.postgres import Pool
from domain.letter_cases import Standing
from domain.letters import Attempt
from domain.post import FindCases, LetterNamed
from tests.activities.correspondence import Correspondence
from tests.fakes.faulty_mail import Fault
from tests.scenario import Story
from tests.stored import appends


def active() -> Story:
    """An agreement on which both parties get letters."""
    return Story().active()


async def test_each_letter_goes_once_to_its_reader_in_their_language(post: Correspondence) -> None:
    await post.owed(active())
    before = await post.standings()
    assert before[Standing.PENDING] == 3
    delivered = await post.deliver()
    assert delivered.sent == before[Standing.PENDING]
    assert (await post.deliver()).taken == 0
    letters = post.arrived()
    assert len({letter["Message-ID"] for letter in letters}) == len(letters) == delivered.sent
    assert {letter["To"]: letter["Content-Language"] for letter in letters} == {
        "An Peeters <an@board.example>": "nl",
        "John Smith <john@supplier.example>": "en",
    }


async def test_it_is_kept_what_was_shown(post: Correspondence, pool: Pool) -> None:
    await post.owed(Story().offered())
    await post.deliver()
    (sent,) = await letter_cases.letters(pool)
    assert sent.state == Standing.SENT
    assert sent.sent_at == post.clock.now
    assert sent.template_version
    assert sent.content_hash


async def test_a_letter_is_about_the_agreement_as_it_stood_then(post: Correspondence) -> None:
    story = Story().offered()
    await post.owed(story.chose())
    await post.deliver()
    activated = [one for one in post.arrived() if "in werking" in one["Subject"]]
    assert not activated


async def test_a_refused_letter_stops_no_other(post: Correspondence) -> None:
    await post.owed(active())
    owed = (await post.standings())[Standing.PENDING]
    post.keeper.faults = (Fault.REFUSE_RECIPIENT,)
    delivered = await post.deliver()
    assert (delivered.cases, delivered.sent) == (1, owed - 1)
    (case,) = await letter_cases.find_cases(post.pool)
    assert (case.standing, case.detail) == (Standing.FAILED, "rcpt: 550 5.1.1")


async def test_while_the_mail_server_is_down_nothing_is_lost_and_then_each_goes_once(
    post: Correspondence,
) -> None:
    await post.owed(active())
    owed = (await post.standings())[Standing.PENDING]
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        down = SmtpMailer(SmtpServer("127.0.0.1", unused.getsockname()[1]), "akkoord@x.example")
    without_mail = replace(post, mailer=down)
    for _ in range(24):
        post.clock.later(hours=1)
        assert (await without_mail.deliver()).put_off == owed
    assert await letter_cases.find_cases(post.pool) == ()
    post.clock.later(hours=1)
    assert (await post.deliver()).sent == owed
    assert len(post.arrived()) == owed


async def test_what_is_put_off_by_name_is_tried_again_and_in_the_end_a_case(
    post: Correspondence,
) -> None:
    await post.owed(Story().offered())
    post.keeper.faults = (Fault.DEFER_RECIPIENT,) * 9
    for _ in range(3):
        assert (await post.deliver()).put_off == 1
        assert (await post.deliver()).taken == 0
        post.clock.later(minutes=1)
    assert (await post.deliver()).cases == 1
    post.clock.later(days=9)
    assert (await post.deliver()).taken == 0


async def test_an_unknown_fate_is_never_tried_again_by_itself_but_by_an_operator(
    post: Correspondence,
) -> None:
    await post.owed(Story().offered())
    post.keeper.faults = (Fault.CUT_AFTER_KEEPING,)
    assert (await post.deliver()).cases == 1
    post.clock.later(days=9)
    assert (await post.deliver()).taken == 0
    found = await ActivityEnvironment().run(post.activities.find_cases, FindCases())
    (case,) = found.cases
    assert case.standing is Standing.UNKNOWN
    named = LetterNamed(letter=case.letter, reason="recipient_lacks_it")
    assert (await ActivityEnvironment().run(post.activities.requeue, named)).standing is (
        Standing.PENDING
    )
    assert (await post.deliver()).sent == 1
    first, second = post.arrived()
    assert first["Message-ID"] == second["Message-ID"]


async def test_a_worker_that_dies_over_the_content_leaves_an_unknown_fate(
    post: Correspondence,
) -> None:
    await post.owed(active())
    owed = (await post.standings())[Standing.PENDING]
    lease = post.activities._delivery.patience.lease
    over, before = await outbox.claim(post.pool, 2, post.clock.now, lease)
    await outbox.mark_data_sent(post.pool, over, post.clock.now)
    assert (await post.deliver()).sent == owed - 2
    post.clock.later(seconds=lease.total_seconds())
    assert (await post.deliver()).sent == 1
    standings = await post.standings()
    assert (standings[Standing.UNKNOWN], standings[Standing.SENT]) == (1, owed - 1)
    assert (await letter_cases.look_up(post.pool, before.id)).standing is Standing.SENT


class Between:
    """A mailer that lets something happen just before the content."""

    def __init__(self, post: Correspondence, story: Story) -> None:
        self._post, self._story = post, story

    async def send(self, mail: Mail, before_data: BeforeData) -> Attempt:
        batch = appends(self._story)[-1]
        await PostgresEventStore(self._post.pool).append(batch)
        return await self._post.mailer.send(mail, before_data)


async def test_a_letter_whose_question_is_closed_on_the_way_does_not_go(
    post: Correspondence,
) -> None:
    story = Story().offered()
    await post.owed(story)
    story.chose().signed()
    *before, last = appends(story)
    assert "offer" in before[1].questions_closed
    del last
    story.records = tuple(record for batch in before[:2] for record in batch.records)
    delivered = await replace(post, mailer=Between(post, story)).deliver()
    assert (delivered.sent, delivered.let_go) == (0, 1)
    assert (await post.standings())[Standing.OBSOLETE] == 1


async def test_a_person_who_was_erased_makes_a_case_without_recipient(
    post: Correspondence,
) -> None:
    await post.owed(Story().offered())
    await erase(post.pool, "an", post.clock.now)
    assert (await post.deliver()).taken == 0
    (case,) = await letter_cases.find_cases(post.pool)
    assert case.standing is Standing.NO_RECIPIENT


async def test_a_person_who_goes_while_the_letter_is_taken_makes_one_too(
    post: Correspondence,
) -> None:
    await post.owed(Story().offered())
    (taken,) = await outbox.claim(
        post.pool, 1, post.clock.now, post.activities._delivery.patience.lease
    )
    assert await post.activities._delivery.deliver(replace(taken, person="nobody")) is Outcome.CASE
    (case,) = await letter_cases.find_cases(post.pool)
    assert case.standing is Standing.NO_RECIPIENT


class Forgetting:
    """A mailer before whose eyes the reader is forgotten, when the letter is written already."""

    def __init__(self, post: Correspondence) -> None:
        self._post = post

    async def send(self, mail: Mail, before_data: BeforeData) -> Attempt:
        erasure = await erase(self._post.pool, "an", self._post.clock.now)
        assert erasure.letters_stopped == 1
        return await self._post.mailer.send(mail, before_data)


async def test_a_letter_that_is_written_does_not_go_to_a_person_who_was_erased_meanwhile(
    post: Correspondence,
) -> None:
    await post.owed(Story().offered())
    delivered = await replace(post, mailer=Forgetting(post)).deliver()
    assert (delivered.sent, delivered.let_go) == (0, 1)
    assert post.arrived() == []
    assert (await post.standings())[Standing.NO_RECIPIENT] == 1


async def test_a_letter_that_cannot_be_written_is_a_case_and_stops_no_other(
    post: Correspondence,
) -> None:
    await post.owed(active())
    taken = await outbox.claim(
        post.pool, 2, post.clock.now, post.activities._delivery.patience.lease
    )
    deliver = post.activities._delivery.deliver
    outcomes = await asyncio.gather(
        deliver(replace(taken[0], event_id="agreement:gent:github:1#999")), deliver(taken[1])
    )
    assert list(outcomes) == [Outcome.CASE, Outcome.SENT]
    (case,) = await letter_cases.find_cases(post.pool)
    assert case.detail == "write: EventNotThereError"


async def test_two_post_offices_share_the_work(post: Correspondence) -> None:
    await post.owed(active())
    owed = (await post.standings())[Standing.PENDING]
    rounds = await asyncio.gather(post.deliver(limit=3), post.deliver(limit=3), post.deliver())
    assert sum(one.sent for one in rounds) == len(post.arrived()) == owed


class Faulty:
    """A mailer with a fault of its own."""

    async def send(self, mail: Mail, before_data: BeforeData) -> Attempt:
        raise ZeroDivisionError(mail.id, before_data)


async def test_a_fault_of_ours_leaves_the_letter_to_its_lease(post: Correspondence) -> None:
    await post.owed(Story().offered())
    assert (await replace(post, mailer=Faulty()).deliver()).put_off == 1
    post.clock.later(minutes=10)
    assert (await post.deliver()).sent == 1
