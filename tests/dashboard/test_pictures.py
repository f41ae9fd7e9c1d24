"""What the secretariat sees, in a real browser: the words on each page, and a picture of it.

The pictures are kept in `docs/pictures/` with DASHBOARD_PICTURES=1, elsewhere thrown away.
"""

import os
import re
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter

from adapters.local.temporal import temporal_on_file
from adapters.local.temporal_cli import temporal_cli
from gateway.dashboard import COLUMNS, VIEWS, links
from gateway.dashboard_page import dashboard_page
from gateway.namespace import register_search_attributes
from settings import Settings
from tests.needed import do_without
from tests.workflows.engine import Engine, working
from tests.workflows.memory import Memory
from workflows.pages import HEADINGS

KEPT = Path(__file__).parents[2] / "docs" / "pictures"
SIZE = {"width": 1360, "height": 900}
SLOW = 30_000  # milliseconds: the UI loads much, on a machine that has other work too


@dataclass
class Desk:
    """A browser before the UI, behind which an agreement waits for its board."""

    page: Page
    ui: str
    engine: Engine
    pictures: Path

    async def picture(self, name: str) -> None:
        """Keep what is seen."""
        await self.page.screenshot(path=self.pictures / f"{name}.png")

    async def sees(self, words: str) -> None:
        """Wait for these words."""
        await expect(self.page.get_by_text(words).first).to_be_visible(timeout=SLOW)


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    """Run Chromium without a window."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        do_without("Chromium")
    options = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=options)
        yield browser
        await browser.close()


@pytest.fixture(scope="module")
async def engine(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[str, Engine]]:
    """Run an agreement whose board is asked about a change, behind a server with its pages."""
    place = tmp_path_factory.mktemp("dashboard")
    cli = await temporal_cli(settings, print)
    async with temporal_on_file(cli, place / "temporal.db", place / "run") as server:
        client = await Client.connect(server.address, data_converter=pydantic_data_converter)
        await register_search_attributes(client)
        async with working(client, Memory()) as engine:
            await engine.active()
            await engine.announced("mail")
            yield server.ui_url or "", engine


@pytest.fixture
async def desk(browser: Browser, engine: tuple[str, Engine], tmp_path: Path) -> AsyncIterator[Desk]:
    """Open a browser that nobody has used."""
    context = await browser.new_context(viewport=SIZE, locale="en-GB", timezone_id="UTC")  # type: ignore[arg-type]
    pictures = KEPT if os.environ.get("DASHBOARD_PICTURES") else tmp_path
    yield Desk(await context.new_page(), engine[0], engine[1], pictures)
    await context.close()


async def test_a_link_opens_a_list_and_files_it(desk: Desk) -> None:
    (first, *_) = links(desk.ui, "default", datetime.now(UTC))

    await desk.page.goto(first.url)

    await desk.sees(str(desk.engine.agreement))
    await desk.sees("Waits for a board")


async def test_the_page_sets_up_a_browser(desk: Desk) -> None:
    page = dashboard_page("/", "default")
    await desk.page.route(
        "**/akkoord/",
        lambda route: route.fulfill(body=page, content_type="text/html; charset=utf-8"),
    )
    await desk.page.goto(f"{desk.ui}/akkoord/")
    for view in VIEWS:
        await desk.sees(view.name)
    await desk.page.get_by_role("button", name="Set up this browser").click()
    await desk.sees("Done: the lists stand among the saved views")
    await desk.picture("dashboard")

    await desk.page.get_by_role("link", name="Waits for a board").click()

    await desk.sees(str(desk.engine.agreement))
    for column in COLUMNS[2:]:
        heading = desk.page.get_by_role("columnheader", name=column, exact=True)
        await expect(heading).to_be_visible(timeout=SLOW)
    for view in VIEWS:
        await desk.sees(view.name)
    await desk.sees("answer")
    await desk.picture("list")


async def test_a_page_on_another_server_files_one_list_at_a_time(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "dashboard.html"
    file.write_text(dashboard_page(desk.ui, "default"), encoding="utf-8")

    await desk.page.goto(file.as_uri())

    await desk.sees("once is enough")
    await expect(desk.page.get_by_role("button")).to_be_hidden()
    link = desk.page.get_by_role("link", name="Due within 7 days")
    address = await link.get_attribute("href") or ""
    assert address.startswith(f"{desk.ui}/namespaces/default/workflows?query=")
    assert re.search(r"savedQuery=Due%20within%207%20days$", address)


async def test_a_case_is_read_under_user_metadata(desk: Desk) -> None:
    run = (await desk.engine.handle.describe()).run_id
    place = str(desk.engine.agreement)

    await desk.page.goto(f"{desk.ui}/namespaces/default/workflows/{place}/{run}/user-metadata")

    file = desk.page.frame_locator("iframe")
    for words in (*HEADINGS, "Agreement: active", "answer to change mail"):
        await expect(file.get_by_text(words).first).to_be_visible(timeout=SLOW)
    await desk.page.set_viewport_size({"width": 1360, "height": 1750})
    await desk.picture("agreement")


async def test_the_history_says_what_each_step_is(desk: Desk) -> None:
    run = (await desk.engine.handle.describe()).run_id
    place = str(desk.engine.agreement)

    await desk.page.goto(f"{desk.ui}/namespaces/default/workflows/{place}/{run}/history")

    await desk.sees("put on record: agreement.offered")
