"""The page in a real browser: what only a person with a mouse and a keyboard can find out."""

from __future__ import annotations

import asyncio
import io
import re
from typing import Any

import discord
from discord import ui
from playwright.async_api import FilePayload, Page, expect

from bot.playground import Playground
from bot.playground.permissions import Permission
from tests.playground.browser import needs_chromium, type_command
from tests.playground.parrot import Interaction, Parrot, layout

pytestmark = needs_chromium

BOOK = FilePayload(name="book.txt", mimeType="text/plain", buffer=b"Once upon a time")


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


async def test_roles_are_given_and_taken_at_the_foot_of_the_sidebar(
    page: Page, playground: Playground
) -> None:
    supporters = playground.world.guild_named("The Hearth").role_named("Supporters")
    mira = playground.world.person_named("Mira")
    roles = playground.world.guild_named("The Hearth").members[mira.id].roles
    await page.get_by_role("button", name="Your roles").click()
    box = page.get_by_role("group", name="The Hearth").get_by_label("Supporters")
    await box.check()
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Your roles").click()
    await expect(box).to_be_checked()
    assert roles == [supporters.id]
    await box.uncheck()
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Your roles").click()
    await expect(box).not_to_be_checked()
    assert roles == []
