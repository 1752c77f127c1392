"""The menu of a message on the page: opened by mouse, keyboard and finger, and where there is none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

import discord
import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, Playwright, ViewportSize, expect

from bot.playground import Playground
from tests.playground.browser import browsing, needs_chromium, running_chromium, type_command
from tests.playground.parrot import Parrot

pytestmark = needs_chromium

LINES = [f"Line {number} of nine" for number in range(1, 10)]
SIZES = [ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)]
DISMISSALS = [
    "--disable-blink-features=LightDismissFromClick",
    "--enable-blink-features=LightDismissFromClick",
]
"""Chromium dismissed popovers when any button was let go outside of them; later versions do at a click."""


WAYS = [
    pytest.param((SIZES[0], DISMISSALS[0]), id="wide"),
    pytest.param((SIZES[1], DISMISSALS[1]), id="narrow", marks=pytest.mark.proofs_only),
]


@pytest.fixture(scope="module", params=WAYS)
def sized(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[ViewportSize, str]]:
    """How large the page is to be, and where a Chromium with a way of dismissing popovers takes orders."""
    size, dismissal = request.param
    with running_chromium(tmp_path_factory.mktemp("chromium"), dismissal) as chromium:
        yield size, chromium


@pytest_asyncio.fixture(loop_scope="session")
async def talk(
    sized: tuple[ViewportSize, str], playground: Playground, parrot: Parrot, playwright: Playwright
) -> AsyncIterator[Page]:
    """The page with some messages of Mira's: wide, and narrow with the other way of dismissing popovers."""
    size, chromium = sized
    async with browsing(playwright, chromium) as browser:
        page = await browser.new_page(viewport=size, has_touch=True)
        await page.goto(playground.url)
        await page.get_by_role("textbox", name="Message #reading-room").click()
        for line in LINES:
            await page.keyboard.insert_text(line)
            await page.keyboard.press("Enter")
            await expect(page.get_by_text(line)).to_be_visible()
        yield page


async def test_a_message_menu_opens_by_right_click_by_its_button_and_by_keyboard(page: Page) -> None:
    await page.keyboard.type("A fine line")
    await page.keyboard.press("Enter")
    line = page.get_by_role("article").first
    await line.click(button="right")
    menu = page.get_by_role("menu", name="Apps")
    await expect(menu.get_by_role("menuitem")).to_have_count(1)
    await page.keyboard.press("Escape")
    await expect(menu).to_be_hidden()
    await line.hover()
    await line.get_by_role("button", name="Apps").click()
    await menu.get_by_role("menuitem", name="Remember this").click()
    answer = page.get_by_role("article").last
    await expect(answer).to_contain_text("Mira used Remember this")
    await expect(answer).to_contain_text("remembered: A fine line")
    await line.get_by_role("button", name="Apps").press("Enter")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("article")).to_have_count(3)


async def press_right(page: Page, target: Locator, seconds: float = 0) -> None:
    """Presses the right mouse button on something, and lets it go after some time."""
    box = await target.bounding_box()
    assert box is not None
    await page.mouse.move(box["x"] + 5, box["y"] + box["height"] / 2)
    await page.mouse.down(button="right")
    await asyncio.sleep(seconds)
    await page.mouse.up(button="right")


async def in_sight(item: Locator) -> bool:
    """Whether all of the open menu with this item is in the window."""
    inside: bool = await item.evaluate(
        """item => {
            const { left, top, right, bottom } = item.closest("[role=menu]").getBoundingClientRect();
            return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
        }"""
    )
    return inside


@pytest.mark.parametrize("seconds", [0, 0.5])
async def test_a_message_menu_outlasts_the_right_click_that_opened_it(talk: Page, seconds: float) -> None:
    item = talk.get_by_role("menu", name="Apps").get_by_role("menuitem")
    for line in (LINES[0], LINES[-1], LINES[0]):  # the next right click is made while the menu is open
        await press_right(talk, talk.get_by_text(line), seconds)
        await expect(item).to_be_focused()
        assert await in_sight(item)
    await item.click()
    await expect(talk.get_by_text(f"remembered: {LINES[0]}")).to_be_visible()


async def test_a_message_menu_is_closed_by_escape_and_by_a_click_elsewhere(talk: Page) -> None:
    menu, line = talk.get_by_role("menu", name="Apps"), talk.get_by_text(LINES[-1])
    await press_right(talk, line)
    await expect(menu).to_be_visible()
    await talk.keyboard.press("Escape")
    await expect(menu).to_be_hidden()
    await press_right(talk, line)
    await expect(menu).to_be_visible()
    await talk.get_by_role("heading", name="#reading-room").first.click()
    await expect(menu).to_be_hidden()
    await press_right(talk, line)
    await expect(menu).to_be_visible()


async def test_the_keyboard_opens_a_message_menu_and_leads_back_from_it(talk: Page) -> None:
    item = talk.get_by_role("menu", name="Apps").get_by_role("menuitem")
    apps = talk.get_by_role("button", name="Apps").last
    for key in ("ContextMenu", "Shift+F10"):
        await press_right(talk, talk.get_by_text(LINES[0]))  # a mouse that was used before is of no account
        await talk.keyboard.press("Escape")
        await apps.focus()
        await talk.keyboard.press(key)
        await expect(item).to_be_focused()
        assert await in_sight(item), key
        await talk.keyboard.press("Escape")
        await expect(item).to_be_hidden()
        await expect(apps).to_be_focused()


async def test_a_message_menu_outlasts_the_long_press_that_opened_it(talk: Page) -> None:
    """A browser without a screen takes a long press for a tap: what else comes of one is sent here."""
    await talk.evaluate(
        "() => document.addEventListener('touchend', (event) => event.preventDefault(), { passive: false })"
    )
    touch = await talk.context.new_cdp_session(talk)
    item = talk.get_by_role("menu", name="Apps").get_by_role("menuitem")
    for text in (LINES[0], LINES[-1], LINES[0]):
        line = talk.get_by_text(text)
        box = await line.bounding_box()
        assert box is not None
        x, y = box["x"] + 5, box["y"] + 5
        await touch.send(
            "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]}
        )
        await line.dispatch_event("contextmenu", {"clientX": x, "clientY": y})
        await expect(item).to_be_focused()
        await touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        await expect(item).to_be_focused()
        assert await in_sight(item)


async def test_private_messages_have_no_menu(page: Page) -> None:
    await type_command(page, "say")
    await page.keyboard.press("Enter")
    private = page.get_by_role("article").first
    await expect(private).to_contain_text("Only you can see this")
    await expect(private.get_by_role("button", name="Apps")).to_have_count(0)
    await private.click(button="right")
    await expect(page.get_by_role("menu", name="Apps")).to_be_hidden()


async def test_no_message_has_a_menu_without_such_commands(page: Page, parrot: Parrot) -> None:
    await page.keyboard.type("A fine line")
    await page.keyboard.press("Enter")
    apps = page.get_by_role("button", name="Apps")
    await page.get_by_role("article").hover()
    await expect(apps).to_be_visible()
    parrot.tree.remove_command("Remember this", type=discord.AppCommandType.message)
    await parrot.tree.sync()
    await expect(apps).to_be_hidden()
