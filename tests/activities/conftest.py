"""What the tests of letters share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.local.mail_sink import mail_sink
from adapters.mailer import SmtpMailer, smtp_server
from adapters.postgres import Pool
from tests.activities.correspondence import Correspondence, entered
from tests.fakes.faulty_mail import FaultyKeeper


@pytest.fixture
async def post(pool: Pool, tmp_path: Path) -> AsyncIterator[Correspondence]:
    """Both parties, their people, and a mail server that does as it is told."""
    await entered(pool)
    keeper = FaultyKeeper(tmp_path / "mail")
    async with mail_sink(keeper) as url:
        mailer = SmtpMailer(smtp_server(url), "akkoord@akkoord.example", patience=(1.0, 1.0))
        yield Correspondence(pool, keeper, mailer)
