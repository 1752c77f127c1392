"""`/stories add · edit · publish · remove · history`; their buttons are answered beside this module."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import discord
from discord import app_commands

from bot.editing.moments import spoken
from bot.editing.publications import guild_with
from bot.editing.publishing_presses import AT_ONCE, IN_RHYTHM, PublishChapter, PublishEarly
from bot.imports.manuscript import ManuscriptChapter
from bot.language import _
from bot.stories.chapter_notes import LONGEST_ANNOUNCEMENT
from bot.stories.ids import RoleId, StoryId
from bot.stories.models import Credentials
from bot.text.direction import isolated
from cogs.editing.draft_screens import draft_card
from cogs.editing.editor import CHAPTER_FILES, story_editor, takedown_question
from cogs.editing.errors import NoServerHereError
from cogs.editing.history_screens import history_list
from cogs.editing.publishing import published
from cogs.editing.publishing_screens import ANNOUNCEMENT
from cogs.librarians.stories_group import StoriesCog, Typed, stories_command
from cogs.ui import forms
from cogs.ui.choices import Choices, none_on_error
from cogs.ui.credentials import credentials_of
from cogs.ui.replies import Interaction, Upload, Waiting, reply

if TYPE_CHECKING:
    from bot.client import StoryBot


class StoriesEditingCog(StoriesCog):
    """Brings in stories, opens the story editor, publishes chapters, takes stories down."""

    def __init__(self, bot: StoryBot) -> None:
        super().__init__(bot)
        self._drafts = bot.app.drafts
        self._editing = bot.app.editing
        self._publishing = bot.app.publishing
        self._planning = bot.app.planning
        self._app = bot.app
        self._takedowns = bot.app.takedowns
        self._history = bot.app.history
        self._remarks = bot.app.remarks

    @none_on_error
    async def _moments(self, interaction: Interaction, current: str) -> Choices:
        who = await credentials_of(interaction)
        zone, moments = await self._publishing.moments(who, current)
        return [
            app_commands.Choice(name=f"{spoken(each, zone)} ({zone})", value=f"@{each}") for each in moments
        ]

    @stories_command
    @app_commands.describe(
        file="EPUB, Word, HTML, Markdown, plain text, or a zip of chapter files",
        whose="Who gets it: this server, or every server (only whoever runs the bot can do that)",
    )
    @app_commands.rename(whose="for")
    async def add(
        self,
        interaction: Interaction,
        file: discord.Attachment,
        whose: Literal["this server", "every server"] | None = None,
    ) -> None:
        """Bring in a story, or a newer version of one."""
        who = await credentials_of(interaction)
        if whose == "this server" and who.guild is None:
            raise NoServerHereError
        guild = None if whose == "every server" else who.guild
        upload = Upload.of(file)
        await self._drafts.require_uploadable(who, upload.name, upload.size, guild)
        async with Waiting(interaction, _("Fetching the file…")) as waiting:
            data = await waiting.fetch(upload)
            draft = await self._drafts.make(who, upload.name, data, waiting.tell, guild)
            await waiting.end(draft_card(draft))

    @stories_command
    @app_commands.describe(story="Which story")
    @app_commands.autocomplete(story=StoriesCog.own_stories)
    async def edit(self, interaction: Interaction, story: Typed) -> None:
        """Edit a story’s details and chapters."""
        who = await credentials_of(interaction)
        found = await self._editing.story(who, await self._librarians.find(who, story))
        await reply(interaction, story_editor(found, remarks=await self._remarks.count_open(who, found.id)))

    @stories_command
    @app_commands.describe(
        story="Which story",
        file="The chapter as a file; leave it out to type it into a form",
        title="What the chapter is called, if its file doesn’t say",
        at="When it appears, like “tomorrow 18:00”; without it, right away or in the story’s rhythm",
        announcement="A word to your subscribers, sent along with the notice",
        early="A role whose members can read it right away; “at” is then when everybody can",
    )
    @app_commands.autocomplete(story=StoriesCog.own_stories, at=_moments)
    async def publish(
        self,
        interaction: Interaction,
        story: Typed,
        file: discord.Attachment | None = None,
        title: Typed | None = None,
        at: app_commands.Range[str, 1, 60] | None = None,
        early: discord.Role | None = None,
        announcement: app_commands.Range[str, 1, LONGEST_ANNOUNCEMENT] | None = None,
    ) -> None:
        """Publish a story’s next chapter, now or later, or for some readers first."""
        who = await credentials_of(interaction)
        found = await self._editing.story(who, await self._librarians.find(who, story))
        role = RoleId(early.id) if early else None
        if role is not None:
            guild_with(who, [role])
        if file is None:
            due = await self._due(who, found.id, at)
            press = PublishEarly(found.id, role, due) if role else PublishChapter(found.id, due)
            await forms.show_form(
                interaction,
                _("Next chapter of {story}", story=isolated(found.title)),
                press,
                forms.line("title", _("Title"), title or "", hint=_("You can leave this empty.")),
                forms.lines("text", _("Text"), hint=_("Markdown works. Or send it as a file:")),
                forms.upload("file", _("The chapter as a file"), hint=_(CHAPTER_FILES), required=False),
                forms.lines(
                    ANNOUNCEMENT,
                    _("A word to your subscribers"),
                    announcement or "",
                    hint=_("Sent along with the notice. You can leave this empty."),
                    most=LONGEST_ANNOUNCEMENT,
                ),
            )
            return
        upload = Upload.of(file)
        self._publishing.require_size(upload.name, upload.size)
        async with Waiting(interaction, _("Fetching the file…")) as waiting:
            due = await self._due(who, found.id, at)
            chapters = await self._chapters(upload, waiting, several=due == IN_RHYTHM)
            if title and len(chapters) == 1:
                chapters = [replace(chapters[0], title=title)]
            chapters[0] = self._publishing.announced(chapters[0], announcement)
            await waiting.end(await published(self._app, who, found.id, chapters, due, role, interaction.id))

    async def _chapters(self, upload: Upload, waiting: Waiting, *, several: bool) -> list[ManuscriptChapter]:
        data = await waiting.fetch(upload)
        if several:
            return await self._publishing.chapters_in(data, upload.name, waiting.tell)
        return [await self._publishing.chapter_in(data, upload.name, waiting.tell)]

    async def _due(self, who: Credentials, story: StoryId, at: str | None) -> int:
        if at is not None:
            return AT_ONCE if at.strip().lower() == "now" else await self._publishing.moment(who, at)
        return IN_RHYTHM if await self._planning.has_rhythm(story) else AT_ONCE

    @stories_command
    @app_commands.describe(story="Which story")
    @app_commands.autocomplete(story=StoriesCog.own_stories)
    async def remove(self, interaction: Interaction, story: Typed) -> None:
        """Take a story down, along with every message that shows it."""
        who = await credentials_of(interaction)
        found, readers = await self._takedowns.asked(who, await self._librarians.find(who, story))
        await reply(interaction, takedown_question(found, readers))

    @stories_command
    @app_commands.describe(story="Which story")
    @app_commands.autocomplete(story=StoriesCog.own_stories)
    async def history(self, interaction: Interaction, story: Typed) -> None:
        """See who changed what, and undo or restore it."""
        who = await credentials_of(interaction)
        found = await self._librarians.find(who, story)
        await reply(interaction, history_list(*await self._history.changes(who, found, 0)))
