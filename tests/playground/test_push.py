"""What a phone shows of messages that arrive where nobody is looking, and what of them can change."""

from __future__ import annotations

import discord
import pytest
from discord import ui
from playwright.async_api import Page, expect

from bot.playground import Playground
from tests.playground.browser import needs_chromium
from tests.playground.parrot import Parrot, layout
from tests.support.person import Person

RICH: ui.TextDisplay[ui.LayoutView] = ui.TextDisplay("The whole chapter")
RINGS_NOT = 1 << 12


async def test_a_plain_message_is_made_a_rich_one_once_its_content_goes(
    room: discord.TextChannel, mira: Person
) -> None:
    message = await room.send("Chapter 4 is out", embed=discord.Embed(description="more"), silent=True)
    with pytest.raises(discord.HTTPException, match="IS_COMPONENTS_V2"):
        await message.edit(view=layout(RICH))
    with pytest.raises(discord.HTTPException, match="IS_COMPONENTS_V2"):
        await message.edit(content=None, view=layout(RICH))
    await message.edit(content=None, embeds=[], view=layout(RICH))
    shown = (await mira.history())[-1]
    assert (shown["content"], shown["embeds"]) == ("", [])
    assert shown["components"][0]["content"] == "The whole chapter"
    assert shown["flags"] & RINGS_NOT, "it has not rung, whatever it is by now"
    with pytest.raises(discord.HTTPException, match="IS_COMPONENTS_V2"):
        await message.edit(content="Plain again")


@needs_chromium[0]
@needs_chromium[1]
async def test_the_page_shows_what_a_locked_phone_would(
    page: Page, parrot: Parrot, playground: Playground
) -> None:
    club = parrot.get_channel(int(playground.world.channel_named("book-club").id))
    room = parrot.get_channel(int(playground.world.channel_named("reading-room").id))
    assert isinstance(club, discord.TextChannel)
    assert isinstance(room, discord.TextChannel)
    phone = page.get_by_role("status", name="A phone's notification")
    await room.send("She sees this one")
    await club.send("Nobody is rung for this", silent=True)
    await club.send(
        "📖 **Chapter 4** is out, ||and she dies||", embed=discord.Embed(description="so they say")
    )
    await expect(phone).to_have_text("Fireside · #book-club📖 Chapter 4 is out, ▇▇▇▇✕")
    await club.send(view=layout(RICH))
    await expect(phone).to_contain_text("a phone shows nothing of this message")
    await phone.get_by_role("link").click()
    await expect(page.get_by_role("textbox", name="Message #book-club")).to_be_visible()
    await expect(phone).to_be_empty()
