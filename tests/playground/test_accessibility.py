"""The page for whoever does not see it or has no mouse: axe-core finds no fault, and keys reach all."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Locator, Page, Playwright, ViewportSize, expect

from tests.playground.browser import browsing, needs_chromium
from tests.playground.test_browser import playing

pytestmark = needs_chromium

DESKTOP, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)
SHOWS_FOCUS = """() => {
  const marked = (element) => {
    const style = getComputedStyle(element);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return outlined || style.boxShadow.includes("0px 0px 0px 2px");
  };
  const focused = document.activeElement;
  const line = focused.closest(".composer-line");
  return marked(focused) || Boolean(line && marked(line));
}"""
"""Whether what has the focus is marked, by a ring of its own or that of the line that it is in."""


async def accessible(page: Page, screen: str) -> None:
    """Asserts that axe-core finds no fault in what the page shows."""
    found = await Axe().run(page)
    assert not found.response["violations"], f"{screen}: {found.generate_report()}"


async def activate(control: Locator) -> None:
    """Presses a control as the keyboard does, on which the focus can be seen."""
    await control.focus()
    assert await control.page.evaluate(SHOWS_FOCUS), await control.inner_text()
    await control.press("Enter")


@pytest.mark.parametrize(
    ("scheme", "viewport"),
    [("dark", DESKTOP), pytest.param("light", PHONE, marks=pytest.mark.proofs_only)],
)
@pytest.mark.sqlite_only("the playground keeps a file")
async def test_all_of_it_works_by_keyboard_and_can_be_heard(
    playwright: Playwright,
    chromium: str,
    tmp_path: Path,
    sample_library: Path,
    scheme: str,
    viewport: ViewportSize,
) -> None:
    library = Path(shutil.copy(sample_library, tmp_path / "fireside.sqlite3"))
    async with browsing(playwright, chromium) as browser, playing(library) as address:
        page = await browser.new_page(color_scheme="dark" if scheme == "dark" else "light", viewport=viewport)
        await page.goto(address)
        await reads(page)
        await fills_in_a_form(page)
        await uses_the_menu_of_a_message(page)
        await asks_the_clock(page)
        await becomes_somebody_else(page)


async def reads(page: Page) -> None:
    """From the way past the channels to the second page, and the list of chapters."""
    box = page.get_by_role("textbox", name="Message #reading-room")
    await expect(box).to_be_visible()
    await accessible(page, "an empty channel")
    await activate(page.get_by_role("button", name="Skip to the message box"))
    await expect(box).to_be_focused()
    await page.keyboard.type("/rea")
    await expect(page.get_by_role("option", name="/read")).to_be_visible()
    await accessible(page, "the picker of commands")
    await page.keyboard.press("Enter")
    await page.keyboard.type("story")
    await page.keyboard.press("Enter")
    await page.keyboard.type("low")
    await expect(page.get_by_role("option", name=re.compile("Low Water"))).to_be_visible()
    await accessible(page, "the choices for an option")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    panel = page.get_by_role("article").last
    await activate(panel.get_by_role("button", name="Next"))
    await expect(panel).to_contain_text("2 of ")
    await expect(panel.get_by_role("button", name="Next")).to_be_focused()
    await accessible(page, "a panel")
    await activate(panel.get_by_role("button", name="Chapters"))
    await panel.get_by_role("combobox").first.press("ArrowDown")
    await expect(panel.get_by_role("option").first).to_be_visible()
    await accessible(page, "the chapters")
    await page.keyboard.press("Escape")
    await expect(panel.get_by_role("option").first).to_be_hidden()


async def fills_in_a_form(page: Page) -> None:
    await page.get_by_role("textbox", name="Message #reading-room").focus()
    await page.keyboard.type("/settings ")
    await page.keyboard.press("Enter")
    opens = page.get_by_role("article").last.get_by_role("button", name=re.compile("quiet hours"))
    await activate(opens)
    form = page.get_by_role("dialog")
    await expect(form.locator(":focus")).to_have_count(1)
    await accessible(page, "a form")
    await page.keyboard.press("Escape")
    await expect(opens).to_be_focused()


async def uses_the_menu_of_a_message(page: Page) -> None:
    await page.get_by_role("textbox", name="Message #reading-room").focus()
    await page.keyboard.type("Good evening")
    await page.keyboard.press("Enter")
    opens = page.get_by_role("article").filter(has_text="Good evening").get_by_role("button", name="Apps")
    await activate(opens)
    await expect(page.get_by_role("menuitem").first).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("menuitem").nth(1)).to_be_focused()
    await accessible(page, "the menu of a message")
    await page.keyboard.press("Escape")
    await expect(opens).to_be_focused()


async def asks_the_clock(page: Page) -> None:
    clock = page.get_by_role("button", name="clock")
    await activate(clock)
    await accessible(page, "the clock's ways")
    await activate(page.get_by_role("button", name="Start afresh…"))
    await expect(page.get_by_role("button", name="Keep everything")).to_be_focused()
    await accessible(page, "the question whether to start afresh")
    await page.keyboard.press("Escape")
    await expect(clock).to_be_focused()


async def becomes_somebody_else(page: Page) -> None:
    drawer = page.get_by_role("button", name="Channels", exact=True)
    narrow = await drawer.is_visible()
    if narrow:
        await activate(drawer)
    who = page.get_by_label("You are")
    await expect(who).to_be_in_viewport()  # the drawer slides in
    await who.focus()
    await expect(who).to_be_focused()
    assert await page.evaluate(SHOWS_FOCUS)
    await accessible(page, "the channels")
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_text("The Annex")).to_be_attached()
    if not narrow:
        await expect(page.get_by_label("You are")).to_be_focused()
        await page.keyboard.press("ArrowDown")
        await expect(page.get_by_label("You are").locator("option:checked")).to_have_text("Ines")
