"""What the page shows of private threads, polls and events."""

from __future__ import annotations

import re

import discord
from playwright.async_api import Page, expect

from bot.playground import Playground
from tests.playground.browser import needs_chromium
from tests.playground.parrot import Parrot
from tests.playground.test_polls import poll
from tests.playground.test_scheduled_events import meeting, schedule

pytestmark = needs_chromium


async def test_a_private_thread_comes_with_who_is_added_a_poll_in_it_and_an_event(
    page: Page, parrot: Parrot, playground: Playground, room: discord.TextChannel
) -> None:
    mira = int(playground.world.person_named("Mira").id)
    thread = await room.create_thread(name="Part 1", invitable=False)
    await schedule(parrot, room.guild, meeting(name="We meet"))
    sidebar = page.get_by_role("navigation")
    await expect(sidebar).to_contain_text(re.compile(r"We meet.*#book-club"))
    in_sidebar = sidebar.get_by_role("button", name="Part 1")
    await expect(in_sidebar).to_have_count(0)
    await thread.add_user(discord.Object(mira))
    await in_sidebar.click()
    await expect(page.get_by_role("article")).to_contain_text("added Mira to the thread.")
    await parrot.post(str(thread.id), {"poll": poll()})
    shown = page.get_by_role("region", name="What next?")
    sea = shown.get_by_role("button", name="The sea")
    await sea.click()
    await expect(sea).to_have_attribute("aria-pressed", "true")
    await expect(shown).to_contain_text("1 vote · Ends in 2 days")
    await shown.get_by_role("button", name="The mountains").click()
    await expect(sea).to_have_attribute("aria-pressed", "false")
    await expect(shown).to_contain_text("1 vote ")
    await thread.remove_user(discord.Object(mira))
    await expect(in_sidebar).to_have_count(0)
