"""Chromium for the tests of the playground's page: started once in each test process, without a window."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, Playwright, expect

from tests.support.person import PATIENCE

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIETLY = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",  # two pages of its own to each window
    "about:blank",
)

expect.set_options(timeout=PATIENCE * 1_000)

needs_chromium = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None and "CI" not in os.environ,
        reason="no Chromium on this machine to open the page with",
    ),
]


@contextmanager
def running_chromium(profile: Path, *options: str) -> Iterator[str]:
    """Yields the address at which a Chromium with this folder for its profile takes orders."""
    assert CHROMIUM is not None, "there is no Chromium"
    command = (CHROMIUM, "--remote-debugging-port=0", f"--user-data-dir={profile}", *QUIETLY, *options)
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        address = next(filter(None, (re.search(r"ws://\S+", line) for line in process.stderr)))[0]
        reading = threading.Thread(target=process.stderr.read)  # or it would stop once the pipe is full
        reading.start()
        try:
            yield address
        finally:
            process.terminate()
            reading.join()


@asynccontextmanager
async def browsing(playwright: Playwright, chromium: str) -> AsyncIterator[Browser]:
    """The browser at this address as somebody new to it has it."""
    browser = await playwright.chromium.connect_over_cdp(chromium)
    try:
        yield browser
    finally:
        await browser.close()


async def type_command(page: Page, name: str) -> None:
    """Types a command's name; the space after it begins its options."""
    await page.keyboard.type(f"/{name} ")
    await expect(page.get_by_role("group", name=f"Command /{name}")).to_be_visible()
