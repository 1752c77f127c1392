"""The playground's page in a real browser, as a newcomer uses it; it also takes the README's pictures."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, Playwright, expect

from tests.playground.browser import browsing, needs_chromium
from tests.support import forks
from tests.support.paths import ROOT

pytestmark = needs_chromium


@asynccontextmanager
async def playing(
    database: Path, port: str = "0", *, loaded: bool = True, killed: bool = False
) -> AsyncIterator[str]:
    """`python -m bot play`, of what is loaded already, or as `make play` starts it: the address it prints.
    Asked to stop, or killed."""
    command = ("play", "--port", port, "--database", str(database))
    process: forks.Fork | asyncio.subprocess.Process
    if loaded:
        process = await forks.bot(*command, environment=dict(os.environ))
    else:
        started = sys.executable, "-m", "bot", *command
        process = await asyncio.create_subprocess_exec(*started, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    try:
        assert process.stdout is not None
        async with asyncio.timeout(60):
            printed = (await process.stdout.readline()).decode()
        address = re.search(r"http://127\.0\.0\.1:\d+", printed)
        assert address, printed
        yield address[0]
    finally:
        process.send_signal(signal.SIGKILL if killed else signal.SIGTERM)
        assert await process.wait() == (-signal.SIGKILL if killed else 0)


async def read(page: Page, title: str) -> None:
    """Types `/read`, chooses the option *story*, and the story from what is offered."""
    composer = page.get_by_role("textbox", name="Message #reading-room")
    await composer.click()
    await page.keyboard.type("/read")
    await expect(page.get_by_role("option", name="/read")).to_be_visible()
    await page.keyboard.press("Enter")
    await page.keyboard.type("story")
    await page.keyboard.press("Enter")
    await page.keyboard.type(title[:4].lower())
    await page.get_by_role("option", name=re.compile(title)).click()
    await page.keyboard.press("Enter")


@pytest.mark.sqlite_only("the playground keeps a file")
async def test_a_newcomer_reads_to_the_third_passage_and_goes_on_after_a_restart(
    tmp_path: Path, playwright: Playwright, chromium: str, pictures: Path | None
) -> None:
    database = tmp_path / "fireside.sqlite3"
    async with browsing(playwright, chromium) as browser:
        async with playing(database, loaded=False) as address:
            if pictures:
                await take_pictures(browser, address, pictures)
            page = await browser.new_page()
            await page.goto(address)
            await read(page, "Low Water at Skerrow")
            latest = page.get_by_role("article").last
            await expect(latest).to_contain_text("The first I heard of the man I had drowned")
            await expect(latest).to_contain_text("Only you can see this")
            await latest.get_by_role("button", name="Next").click()
            await expect(latest).to_contain_text(re.compile(r"\b2 of \d"))
            await latest.get_by_role("button", name="Next").click()
            await expect(latest).to_contain_text(re.compile(r"\b3 of \d"))
            third = await latest.locator("p").all_inner_texts()
            await page.close()
        async with playing(database) as address:
            page = await browser.new_page()
            await page.goto(address)
            await page.get_by_role("textbox", name="Message #reading-room").click()
            await page.keyboard.type("/read")
            await page.keyboard.press("Enter")
            await page.keyboard.press("Enter")
            latest = page.get_by_role("article").last
            await expect(latest).to_contain_text(re.compile(r"\b3 of \d"))
            assert await latest.locator("p").all_inner_texts() == third


@pytest.fixture
def library(tmp_path: Path, sample_library: Path) -> Path:
    """A database in which the sample stories are already."""
    return Path(shutil.copy(sample_library, tmp_path / "fireside.sqlite3"))


@pytest.mark.sqlite_only("the playground keeps a file")
async def test_the_clock_the_switch_and_a_reload_work_as_on_discord(
    playwright: Playwright, chromium: str, library: Path
) -> None:
    async with browsing(playwright, chromium) as browser, playing(library) as address:
        page = await browser.new_page()
        await page.goto(address)
        await read(page, "Room for a Horse")
        await expect(page.get_by_role("article").last).to_contain_text("two-thirds dug")
        await page.reload()
        await expect(page.get_by_role("textbox", name="Message #reading-room")).to_be_visible()
        await expect(page.get_by_role("article")).to_have_count(0)
        await page.get_by_label("You are").select_option(label="Theo")
        await expect(page.get_by_text("The Annex")).to_be_visible()


@pytest.mark.sqlite_only("the playground keeps a file")
async def test_a_page_left_open_goes_on_after_a_kill_and_all_can_be_started_afresh(
    playwright: Playwright, chromium: str, library: Path
) -> None:
    async with browsing(playwright, chromium) as browser:
        page = await browser.new_page()
        async with playing(library, killed=True) as address:
            await page.goto(address)
            await page.get_by_role("textbox", name="Message #reading-room").click()
            await page.keyboard.type("Good evening")
            await page.keyboard.press("Enter")
            await read(page, "Low Water at Skerrow")
            panel = page.get_by_role("article").last
            await expect(panel).to_contain_text(re.compile(r"\b1 of \d"))
            clock = page.get_by_role("button", name="clock")
            today = (await clock.inner_text()).split(",")[0]
            await clock.click()
            await page.get_by_role("button", name="+1 week").click()
            await expect(clock).not_to_contain_text(today)
            day = (await clock.inner_text()).split(",")[0]
        await expect(page.get_by_role("status").first).to_have_text("Reconnecting…")
        async with playing(library, address.rpartition(":")[2]):
            await expect(page.get_by_role("status").first).to_be_empty()
            await panel.get_by_role("button", name="Next").click()
            await expect(panel).to_contain_text(re.compile(r"\b2 of \d"))
            await page.reload()
            await expect(page.get_by_role("article")).to_have_text(re.compile("Good evening"))
            await expect(clock).to_contain_text(day)
            await clock.press("Enter")
            await page.get_by_role("button", name="Start afresh…").press("Enter")
            question = page.get_by_role("dialog", name="Start afresh?")
            await expect(question.get_by_role("button", name="Keep everything")).to_be_focused()
            await question.get_by_role("button", name="Start afresh").press("Enter")
            await expect(page.get_by_role("heading", name="Welcome to #reading-room!")).to_be_visible()
            await expect(page.get_by_role("article")).to_have_count(0)
            await expect(clock).not_to_contain_text(day)
            await read(page, "Low Water at Skerrow")
            await expect(page.get_by_role("article").last).to_contain_text(re.compile(r"\b1 of \d"))


@pytest.mark.sqlite_only("the playground keeps a file")
async def test_words_that_belong_to_no_option_are_not_dropped_in_silence(
    playwright: Playwright, chromium: str, library: Path
) -> None:
    async with browsing(playwright, chromium) as browser, playing(library) as address:
        page = await browser.new_page()
        await page.goto(address)
        await page.get_by_role("textbox", name="Message #reading-room").click()
        await page.keyboard.type("/read low water")
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("“low water” is none of its options.")).to_be_visible()
        await expect(page.get_by_role("article")).to_have_count(0)
        await expect(page.get_by_role("combobox", name="Another option")).to_have_value("low water")


@pytest.mark.sqlite_only("the playground keeps a file")
async def test_a_page_fits_a_phone_and_the_first_asks_what_one_reads_on(
    playwright: Playwright, chromium: str, library: Path
) -> None:
    async with browsing(playwright, chromium) as browser, playing(library) as address:
        page = await browser.new_page(viewport={"width": 390, "height": 844})
        await page.goto(address)
        await read(page, "Low Water at Skerrow")
        latest, question = page.get_by_role("article").last, "What do you read on?"
        await expect(latest).to_contain_text(question)
        for number in range(2, 8):
            await latest.get_by_role("button", name="Next").click()
            await expect(latest).to_contain_text(re.compile(rf"\b{number} of \d"))
            await expect(latest).not_to_contain_text(question)
            passage = latest.locator(".components > .prose").nth(1)
            await expect(passage).to_be_in_viewport(ratio=1)
            await expect(latest.get_by_role("button", name="Next")).to_be_in_viewport(ratio=1)
        await latest.get_by_role("button", name="⋯").click()
        await latest.get_by_role("button", name="A whole message").click()
        await expect(latest).to_contain_text(re.compile(r"of [2-5]\b"))
        await expect(latest).not_to_contain_text(question)


_STORIES, _LOOKS = 5, 60


async def take_pictures(browser: Browser, address: str, folder: Path) -> None:
    """Dark and light, wide and narrow: the pictures of the README and the docs."""
    for scheme in ("dark", "light"):
        for name, width, height in (("", 1200, 1180), ("-narrow", 400, 860)):
            page = await browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
            )
            await page.goto(address)
            await read(page, "Low Water at Skerrow")
            latest = page.get_by_role("article").last
            await expect(latest).to_contain_text(re.compile(r"\d of \d"))
            await page.screenshot(path=folder / f"panel{name}-{scheme}.png")
            await latest.get_by_role("button", name="Chapters").click()
            await latest.get_by_role("combobox").click()
            await expect(latest.get_by_role("option").first).to_be_visible()
            await page.screenshot(path=folder / f"chapters{name}-{scheme}.png")
            await page.keyboard.press("Escape")
            for _ in range(_LOOKS):  # until all covers are drawn
                await page.get_by_role("textbox", name="Message #reading-room").click()
                await page.keyboard.type("/library")
                await page.keyboard.press("Enter")
                await page.keyboard.press("Enter")
                await expect(latest).to_contain_text("5 stories")
                if await latest.locator(".components img").count() == _STORIES:
                    break
            await page.screenshot(path=folder / f"library{name}-{scheme}.png")
            await page.close()
