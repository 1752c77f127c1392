"""The page in a real browser: what only a person with a mouse and a keyboard can find out."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

import discord
import pytest
from discord import ui
from playwright.async_api import FilePayload, Locator, Page, ViewportSize, expect

from bot.playground import Playground
from bot.playground.permissions import Permission
from tests.playground.browser import browsing, needs_chromium, running_chromium
from tests.playground.parrot import Interaction, Parrot, layout

pytestmark = needs_chromium

LINES = [f"Line {number} of nine" for number in range(1, 10)]
BOOK = FilePayload(name="book.txt", mimeType="text/plain", buffer=b"Once upon a time")


@pytest.fixture
async def page(playground: Playground, parrot: Parrot, chromium: str) -> AsyncIterator[Page]:
    """The page as Mira sees it, with the cursor in the message box."""
    async with browsing(chromium) as browser:
        page = await browser.new_page()
        await page.goto(playground.url)
        await page.get_by_role("textbox", name="Message #reading-room").click()
        yield page


SIZES = [ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)]
DISMISSALS = [
    "--disable-blink-features=LightDismissFromClick",
    "--enable-blink-features=LightDismissFromClick",
]
"""Chromium dismissed popovers when any button was let go outside of them; later versions do at a click."""


@pytest.fixture(scope="module", params=zip(SIZES, DISMISSALS, strict=True), ids=["wide", "narrow"])
def sized(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[ViewportSize, str]]:
    """How large the page is to be, and where a Chromium with a way of dismissing popovers takes orders."""
    size, dismissal = request.param
    with running_chromium(tmp_path_factory.mktemp("chromium"), dismissal) as chromium:
        yield size, chromium


@pytest.fixture
async def talk(
    sized: tuple[ViewportSize, str], playground: Playground, parrot: Parrot
) -> AsyncIterator[Page]:
    """The page with some messages of Mira's: wide, and narrow with the other way of dismissing popovers."""
    size, chromium = sized
    async with browsing(chromium) as browser:
        page = await browser.new_page(viewport=size, has_touch=True)
        await page.goto(playground.url)
        await page.get_by_role("textbox", name="Message #reading-room").click()
        for line in LINES:
            await page.keyboard.type(line)
            await page.keyboard.press("Enter")
            await expect(page.get_by_text(line)).to_be_visible()
        yield page


async def type_command(page: Page, name: str) -> None:
    """Types a command's name; the space after it begins its options."""
    await page.keyboard.type(f"/{name} ")
    await expect(page.get_by_role("group", name=f"Command /{name}")).to_be_visible()


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


@pytest.mark.parametrize("key", ["ContextMenu", "Shift+F10"])
async def test_the_keyboard_opens_a_message_menu_and_leads_back_from_it(talk: Page, key: str) -> None:
    item = talk.get_by_role("menu", name="Apps").get_by_role("menuitem")
    apps = talk.get_by_role("button", name="Apps").last
    await press_right(talk, talk.get_by_text(LINES[0]))  # a mouse that was used before is of no account
    await talk.keyboard.press("Escape")
    await apps.focus()
    await talk.keyboard.press(key)
    await expect(item).to_be_focused()
    assert await in_sight(item)
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


async def test_roles_and_channels_are_offered_to_a_subcommand(page: Page) -> None:
    await page.keyboard.type("/tell")
    await expect(page.get_by_role("option", name="/tell place")).to_be_visible()
    await page.keyboard.type(" place ")
    await page.get_by_role("option", name="Librarians").click()
    await page.get_by_role("option", name="#book-club").click()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("article")).to_contain_text("Librarians: False, #book-club: True")


async def test_a_file_is_chosen_for_an_option(page: Page) -> None:
    await page.get_by_role("button", name="after-dark").click()
    await page.get_by_role("textbox", name="Message #after-dark").click()
    await type_command(page, "files")
    chosen = page.get_by_label("file (required)")
    await expect(chosen).to_be_focused()
    await chosen.set_input_files(BOOK)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("article")).to_contain_text("Once upon a time")


async def test_choices_for_what_was_typed_before_are_not_taken(page: Page) -> None:
    await type_command(page, "find")
    await expect(page.get_by_role("option", name="ember")).to_be_visible()
    await page.keyboard.type("emb")
    # The first sends what was typed, or takes what the bot has offered for it by then.
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("article")).to_contain_text("emb")
    await expect(page.get_by_role("article")).not_to_contain_text("hearth")


async def test_progress_and_a_file_come_in_the_same_message(page: Page, parrot: Parrot) -> None:
    go_on = asyncio.Event()

    async def work(interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.edit_original_response(view=layout(ui.TextDisplay("Half done")))
        await go_on.wait()
        report = discord.File(io.BytesIO(b"word " * 700), "report.txt")
        box: ui.Container[Any] = ui.Container(ui.File("attachment://report.txt"), accent_color=0x336699)
        await interaction.edit_original_response(view=layout(box), attachments=[report])

    parrot.answers["say"] = work
    await type_command(page, "say")
    await page.keyboard.press("Enter")
    answer = page.get_by_role("article")
    await expect(answer).to_contain_text("Half done")
    go_on.set()
    await expect(answer).to_contain_text("3.4 KB")
    async with page.expect_download() as download:
        await answer.get_by_role("link", name="report.txt").click()
    assert (await download.value).suggested_filename == "report.txt"


async def test_a_thread_is_opened_read_written_in_and_left(
    page: Page, parrot: Parrot, playground: Playground
) -> None:
    room = parrot.get_channel(int(playground.world.channel_named("reading-room").id))
    assert isinstance(room, discord.TextChannel)
    thread = await (await room.send("Chapter 4 is out")).create_thread(name="Chapter 4")
    line = page.get_by_role("article").get_by_role("link", name="Chapter 4")
    await expect(line).to_contain_text("0 messages")
    await line.click()
    await expect(page.get_by_text("Started by Fireside in #reading-room.")).to_be_visible()
    await expect(page.get_by_role("article")).to_have_count(1)
    await expect(page.get_by_role("article")).to_contain_text("Chapter 4 is out")
    await room.get_partial_message(thread.id).edit(content="Chapter 4 is out now")
    await expect(page.get_by_role("article")).to_contain_text("Chapter 4 is out now")
    await page.get_by_role("textbox", name="Message “Chapter 4”").click()
    await page.keyboard.type("I did not see that coming")
    await page.keyboard.press("Enter")
    await type_command(page, "say")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("article").last).to_contain_text("Mira used /say")
    await page.reload()
    await expect(page.get_by_role("article")).to_have_text([re.compile("is out now"), re.compile("coming")])
    await page.get_by_role("link", name="Back to #reading-room").click()
    await expect(line).to_contain_text("1 message")
    await thread.send("Nobody did")
    await expect(line).to_contain_text("2 messages")
    in_sidebar = page.get_by_role("navigation").get_by_role("button", name="Chapter 4")
    await expect(in_sidebar).to_contain_text("(unread)")
    await in_sidebar.click()
    await expect(page.get_by_role("article").last).to_contain_text("Nobody did")
    await expect(in_sidebar).to_have_attribute("aria-current", "page")


async def test_the_browsers_way_back_leads_out_of_a_thread(
    page: Page, parrot: Parrot, playground: Playground
) -> None:
    room = playground.world.channel_named("reading-room")
    theo = playground.world.person_named("Theo")
    thread = playground.stage.start_thread(room, theo, "*What* next?")
    word = page.get_by_role("article")
    await expect(word).to_contain_text("started a thread: *What* next?")
    await word.get_by_role("link").click()
    await expect(page.get_by_role("heading", name="*What* next?").first).to_be_visible()
    await page.go_back()
    await expect(page.get_by_role("heading", name="#reading-room").first).to_be_visible()
    playground.stage.remove_thread(thread)
    await expect(page.get_by_role("link")).to_have_count(0)
    await expect(page.get_by_role("button", name="*What* next?")).to_have_count(0)


async def test_where_one_may_not_speak_in_threads_the_box_says_so(page: Page, playground: Playground) -> None:
    room = playground.world.channel_named("reading-room")
    mira = playground.world.person_named("Mira")
    playground.stage.set_permissions(room, mira, deny=Permission.SEND_MESSAGES_IN_THREADS)
    playground.stage.start_thread(room, mira, "Hush")
    await page.reload()
    await expect(page.get_by_role("textbox", name="Message #reading-room")).to_be_enabled()
    await page.get_by_role("article").get_by_role("link", name="Hush").click()
    await expect(page.get_by_role("textbox", name="Message “Hush”")).to_be_disabled()


async def test_a_form_says_what_is_missing_until_it_is_there(page: Page, parrot: Parrot) -> None:
    def details() -> ui.Modal:
        form = ui.Modal(title="Details", custom_id="details")
        rating: ui.Select[Any] = ui.Select(custom_id="rating")
        for name in ("General", "Teen"):
            rating.add_option(label=name, default=name == "Teen")
        form.add_item(ui.Label(text="Title", component=ui.TextInput(default="Salt", max_length=9)))
        form.add_item(ui.Label(text="Rating", component=rating))
        form.add_item(ui.Label(text="Cover", component=ui.FileUpload(custom_id="cover")))
        return form

    async def ask(interaction: Interaction) -> None:
        await interaction.response.send_modal(details())

    async def take(interaction: Interaction) -> None:
        data: Any = interaction.data
        filled = [row["component"] for row in data["components"]]
        await interaction.response.send_message(f"{filled[0]['value']}, {filled[1]['values'][0]}")

    parrot.answers |= {"say": ask, "details": take}
    form = page.get_by_role("dialog", name="Details")
    await type_command(page, "say")
    await page.keyboard.press("Enter")
    await expect(form.get_by_label("Title")).to_have_value("Salt")
    await page.keyboard.press("Escape")
    await expect(form).to_have_count(0)

    await type_command(page, "say")
    await page.keyboard.press("Enter")
    await form.get_by_role("button", name="Submit").click()
    missing = form.get_by_text("This field is required.")
    await expect(missing).to_have_count(1)
    await form.get_by_label("Cover").set_input_files(BOOK)
    await expect(missing).to_have_count(0)
    await form.get_by_role("button", name="Submit").click()
    await expect(page.get_by_role("article")).to_contain_text("Salt, Teen")
