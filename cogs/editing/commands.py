"""What librarians do: `/stories`. What its screens' buttons do is in the cogs beside this one."""

from __future__ import annotations

import asyncio
from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.editing.drafts import Drafts
from bot.editing.history import Histories
from bot.editing.moments import spoken
from bot.editing.publishing import Publishing
from bot.editing.service import Editing
from bot.editing.takedowns import Takedowns
from bot.errors import BadEntryError
from bot.feeds.service import Feeds
from bot.imports.manuscript import ManuscriptChapter
from bot.librarians.service import Librarians
from bot.readers.time_zones import time_zones
from bot.statistics.story_statistics import StoryStatistics
from bot.stories.ids import RoleId
from cogs.editing.draft_screens import draft_card
from cogs.editing.editor import desk, server_settings, takedown_question
from cogs.editing.history_screens import history_list
from cogs.editing.publishing_screens import planned_card, published_card
from cogs.feeds.screens import feed_card, tied_card
from cogs.statistics.story_numbers_screens import most_read_list, numbers_card
from cogs.ui import forms
from cogs.ui.choices import Choices, none_on_error, story_choice, zone_choices
from cogs.ui.credentials import credentials_of
from cogs.ui.presses import Action, Press
from cogs.ui.replies import Interaction, Waiting, reply, turn
from cogs.ui.router import answers

Typed = app_commands.Range[str, 1, 200]


class Stories(commands.GroupCog, name="stories"):
    """Bring in stories, correct them, publish chapters, take down."""

    def __init__(
        self,
        librarians: Librarians,
        drafts: Drafts,
        editing: Editing,
        publishing: Publishing,
        takedowns: Takedowns,
        histories: Histories,
        feeds: Feeds,
        statistics: StoryStatistics,
    ) -> None:
        self._librarians = librarians
        self._drafts = drafts
        self._editing = editing
        self._publishing = publishing
        self._takedowns = takedowns
        self._histories = histories
        self._feeds = feeds
        self._statistics = statistics

    @app_commands.command()
    @app_commands.describe(
        file="EPUB, Word, HTML, Markdown, plain text, or a zip of chapter files",
        whose="Who has it: this server (the default), or every server (for whoever runs the bot)",
    )
    @app_commands.rename(whose="for")
    async def add(
        self,
        interaction: Interaction,
        file: discord.Attachment,
        whose: Literal["this server", "every server"] | None = None,
    ) -> None:
        """Bring in a story, or the newer version of one."""
        who = await credentials_of(interaction)
        if whose == "this server" and who.guild is None:
            raise BadEntryError("There is no server here that has added me. Use this in one that has.")
        everywhere = whose == "every server" or who.guild is None
        upload = forms.Upload.of(file)
        await self._drafts.require_welcome(who, upload.name, upload.size, everywhere=everywhere)
        async with Waiting(interaction, "Fetching the file…") as waiting:
            data = await upload.fetch(interaction)
            draft = await self._drafts.make(who, upload.name, data, waiting.tell, everywhere=everywhere)
            await waiting.end(draft_card(draft))

    @app_commands.command()
    @app_commands.describe(story="Which story")
    async def edit(self, interaction: Interaction, story: Typed) -> None:
        """Correct a story's details and its chapters."""
        who = await credentials_of(interaction)
        found = await self._editing.story(who, await self._librarians.find(who, story))
        await reply(interaction, desk(found))

    @app_commands.command()
    @app_commands.describe(
        story="Which story",
        file="The chapter as a file; with none, a form opens",
        title="What the chapter is called, if its file does not say",
        at="When it is to appear, such as “tomorrow 18:00”; with none, at once",
    )
    async def publish(
        self,
        interaction: Interaction,
        story: Typed,
        file: discord.Attachment | None = None,
        title: Typed | None = None,
        at: app_commands.Range[str, 1, 60] | None = None,
    ) -> None:
        """Publish a story's next chapter, now or later."""
        who = await credentials_of(interaction)
        found = await self._editing.story(who, await self._librarians.find(who, story))
        due = 0 if at is None else await self._publishing.moment(who, at)
        if file is None:
            await forms.show_form(
                interaction,
                f"Next chapter of {found.title}",
                Press(Action.PUBLISH, (found.id, due)),
                forms.line("title", "Title", title or "", hint="May be left empty."),
                forms.lines("text", "Text", hint="Markdown is understood.", required=True),
            )
            return
        upload = forms.Upload.of(file)
        self._publishing.require_size(upload.name, upload.size)
        async with Waiting(interaction, "Fetching the file…") as waiting:
            data = await upload.fetch(interaction)
            await waiting.tell("Reading it…")
            chapter = await self._publishing.chapter_in(data, upload.name)
            chapter = ManuscriptChapter(title or chapter.title, chapter.text)
            if due:
                release = await self._publishing.plan(who, found.id, chapter, due)
                await waiting.end(planned_card(found, release))
            else:
                revised = await self._publishing.publish(who, found.id, chapter, interaction.id)
                await waiting.end(published_card(revised))

    @app_commands.command()
    @app_commands.describe(story="Which story")
    async def remove(self, interaction: Interaction, story: Typed) -> None:
        """Take a story down, with every message that shows it."""
        who = await credentials_of(interaction)
        found, readers = await self._takedowns.asked(who, await self._librarians.find(who, story))
        await reply(interaction, takedown_question(found, readers))

    @app_commands.command()
    @app_commands.describe(story="Which story")
    async def history(self, interaction: Interaction, story: Typed) -> None:
        """See who changed what, and restore what was."""
        who = await credentials_of(interaction)
        found, changes = await self._histories.changes(who, await self._librarians.find(who, story), 0)
        await reply(interaction, history_list(found, changes))

    @app_commands.command()
    @app_commands.describe(story="Which story; with none, the ones that most people read")
    async def numbers(self, interaction: Interaction, story: Typed | None = None) -> None:
        """See how many read a story, where they stop, and which lines they keep."""
        who = await credentials_of(interaction)
        if story is None:
            await reply(interaction, most_read_list(await self._statistics.most_read(who)))
            return
        found = await self._librarians.find(who, story)
        await reply(interaction, numbers_card(await self._statistics.of(who, found)))

    @app_commands.command()
    @app_commands.describe(
        story="Which story",
        address="Where its Atom, RSS or JSON feed is; with none, see how it stands with the one it has",
        backlog="Whether what is in the feed already becomes chapters, too, where the story lacks it",
    )
    async def feed(
        self,
        interaction: Interaction,
        story: Typed,
        address: app_commands.Range[str, 1, 500] | None = None,
        backlog: bool = False,
    ) -> None:
        """Have a story's new chapters come from a feed."""
        who = await credentials_of(interaction)
        found = await self._librarians.find(who, story)
        if address is None:
            await reply(interaction, feed_card(await self._feeds.state(who, found)))
            return
        async with Waiting(interaction, "Fetching the feed…") as waiting:
            await waiting.end(tied_card(await self._feeds.tie(who, found, address, with_backlog=backlog)))

    @app_commands.command()
    @app_commands.describe(
        role="Whose members are librarians, beside those who may manage the server",
        time_zone="By which the times are meant that librarians set",
    )
    async def settings(
        self,
        interaction: Interaction,
        role: discord.Role | None = None,
        time_zone: app_commands.Range[str, 1, 60] | None = None,
    ) -> None:
        """Name the librarians' role and this server's time zone."""
        who = await credentials_of(interaction)
        if role is not None and role.is_default():
            raise BadEntryError("That role is everybody's. Choose one that only librarians have.")
        if role is None and time_zone is None:
            settings = await self._librarians.settings(who)
        else:
            named = None if role is None else RoleId(role.id)
            settings = await self._librarians.change_settings(who, role=named, time_zone=time_zone)
        await reply(interaction, server_settings(settings))

    @answers(Action.NO_ROLE)
    async def leave_to_managers(self, interaction: Interaction, press: Press) -> None:
        """No librarians beside those who may manage the server."""
        settings = await self._librarians.without_role(await credentials_of(interaction))
        await turn(interaction, server_settings(settings))

    @edit.autocomplete("story")
    @publish.autocomplete("story")
    @remove.autocomplete("story")
    @history.autocomplete("story")
    @numbers.autocomplete("story")
    @feed.autocomplete("story")
    @none_on_error
    async def _own_stories(self, interaction: Interaction, current: str) -> Choices:
        who = await credentials_of(interaction)
        return [story_choice(each) for each in await self._librarians.suggest(who, current)]

    @publish.autocomplete("at")
    @none_on_error
    async def _moments(self, interaction: Interaction, current: str) -> Choices:
        who = await credentials_of(interaction)
        zone, moments = await self._publishing.moments(who, current)
        return [
            app_commands.Choice(name=f"{spoken(each, zone)} ({zone})", value=f"@{each}") for each in moments
        ]

    @settings.autocomplete("time_zone")
    @none_on_error
    async def _zones(self, interaction: Interaction, current: str) -> Choices:
        return zone_choices(current, await asyncio.to_thread(time_zones))
