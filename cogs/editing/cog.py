"""A story's details and chapters changed by its librarians."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.editing.service import Revised
from bot.errors import StaleButtonError
from bot.stories.ids import ChapterId, StoryId
from bot.stories.naming import chapter_name
from cogs.editing.details_forms import entries_changed, show_details_form
from cogs.editing.editor import chapter_choice, chapter_desk, desk, removal_question, report_of
from cogs.ui import forms
from cogs.ui.credentials import credentials_of
from cogs.ui.presses import Action, Press, number_of_value
from cogs.ui.replies import Interaction, Waiting, chosen, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class EditingCog(commands.Cog):
    """Answers the presses on the librarian's desk."""

    def __init__(self, bot: StoryBot) -> None:
        self._editing = bot.app.editing
        self._publishing = bot.app.publishing

    @answers(Action.EDIT)
    async def open_desk(self, interaction: Interaction, press: Press) -> None:
        """All that can be changed in a story."""
        await turn(
            interaction, desk(await self._editing.story(await credentials_of(interaction), press.story))
        )

    @answers(Action.DETAILS_FORM)
    async def open_details(self, interaction: Interaction, press: Press) -> None:
        """A form with a group of details."""
        story = await self._editing.story(await credentials_of(interaction), press.story)
        await show_details_form(interaction, Press(Action.DETAILS, press.numbers), story)

    @answers(Action.DETAILS)
    async def correct(self, interaction: Interaction, press: Press) -> None:
        """What was entered in the form."""
        who, entries = await credentials_of(interaction), entries_changed(interaction)
        story = await self._editing.correct(who, press.story, entries)
        await turn(interaction, desk(story, "Kept." if entries else "Nothing was changed."))

    @answers(Action.EDIT_CHAPTERS)
    async def list_chapters(self, interaction: Interaction, press: Press) -> None:
        """The chapters, one of which is to be changed."""
        await self._show_chapters(interaction, press.story, press.numbers[1])

    @answers(Action.EDIT_CHAPTER)
    async def choose_chapter(self, interaction: Interaction, press: Press) -> None:
        """A chapter chosen from the list."""
        await self._show_chapter(interaction, ChapterId(number_of_value(chosen(interaction))))

    @answers(Action.LOOK_AT_CHAPTER)
    async def open_chapter(self, interaction: Interaction, press: Press) -> None:
        """All that can be changed in a chapter."""
        await self._show_chapter(interaction, _chapter(press))

    @answers(Action.DOWNLOAD)
    async def download(self, interaction: Interaction, press: Press) -> None:
        """A chapter's text as a file."""
        name, text = await self._editing.chapter_file(await credentials_of(interaction), _chapter(press))
        file = discord.File(io.BytesIO(text.encode()), name)
        await interaction.response.send_message(
            "Correct it in any editor, then press *Upload text*.", file=file, ephemeral=True
        )

    @answers(Action.UPLOAD_FORM)
    async def open_upload(self, interaction: Interaction, press: Press) -> None:
        """A form for a chapter's new text."""
        _, chapter, _ = await self._editing.chapter(await credentials_of(interaction), _chapter(press))
        field = forms.upload("file", "The chapter’s file", hint="Markdown, Word, HTML, plain text or EPUB")
        title = f"New text of {chapter_name(chapter)}"
        await forms.show_form(interaction, title, Press(Action.UPLOAD, press.numbers), field)

    @answers(Action.UPLOAD)
    async def upload(self, interaction: Interaction, press: Press) -> None:
        """A chapter's new text."""
        who, chapter = await credentials_of(interaction), _chapter(press)
        sent = forms.upload_of(interaction, "file")
        if sent is None:
            raise StaleButtonError
        self._publishing.require_size(sent.name, sent.size)
        story, _, _ = await self._editing.chapter(who, chapter)
        async with Waiting(interaction, "Reading it…") as waiting:
            new = await self._publishing.chapter_in(await sent.fetch(interaction), sent.name)
            title = "" if new.title == story.title else new.title  # a web page may say only the story's
            revised = await self._editing.rewrite(who, chapter, new.text, title)
            story, now, _ = await self._editing.chapter(who, chapter)
            await waiting.end(chapter_desk(story, now, report_of(revised.changes)))

    @answers(Action.RENAME_FORM)
    async def open_rename(self, interaction: Interaction, press: Press) -> None:
        """A form for a chapter's title."""
        _, chapter, _ = await self._editing.chapter(await credentials_of(interaction), _chapter(press))
        field = forms.line("title", "Title", chapter.title, hint="May be left empty.")
        await forms.show_form(interaction, "Rename", Press(Action.RENAME, press.numbers), field)

    @answers(Action.RENAME)
    async def rename(self, interaction: Interaction, press: Press) -> None:
        """A chapter's new title."""
        who, title = await credentials_of(interaction), forms.entries_of(interaction).get("title", "")
        revised = await self._editing.rename(who, _chapter(press), title)
        await self._show_chapter(interaction, _chapter(press), report_of(revised.changes))

    @answers(Action.MOVE_FORM)
    async def open_move(self, interaction: Interaction, press: Press) -> None:
        """A form for a chapter's new place."""
        story, chapter, _ = await self._editing.chapter(await credentials_of(interaction), _chapter(press))
        hint = f"A number from 1 to {story.chapters:,}."
        field = forms.line(
            "number", "Which chapter it is to be", f"{chapter.number}", hint=hint, required=True
        )
        await forms.show_form(interaction, "Move", Press(Action.MOVE, press.numbers), field)

    @answers(Action.MOVE)
    async def move(self, interaction: Interaction, press: Press) -> None:
        """A chapter's new place."""
        who, number = await credentials_of(interaction), forms.entries_of(interaction).get("number", "")
        await self._editing.move(who, _chapter(press), number.strip())
        # The report of two that changed places may name the other one.
        await self._show_chapter(interaction, _chapter(press), f"It is number {int(number)} now.")

    @answers(Action.ASK_TO_REMOVE)
    async def ask_to_remove(self, interaction: Interaction, press: Press) -> None:
        """Whether a chapter is really to go."""
        story, chapter, _ = await self._editing.chapter(await credentials_of(interaction), _chapter(press))
        await turn(interaction, removal_question(story, chapter))

    @answers(Action.REMOVE)
    async def remove(self, interaction: Interaction, press: Press) -> None:
        """A chapter out of its story."""
        revised: Revised = await self._editing.remove(await credentials_of(interaction), _chapter(press))
        await self._show_chapters(interaction, revised.story.id, 0, report_of(revised.changes))

    async def _show_chapters(
        self, interaction: Interaction, story: StoryId, page: int, done: str = ""
    ) -> None:
        found, listing = await self._editing.contents(await credentials_of(interaction), story, page)
        await turn(interaction, chapter_choice(found, listing, done))

    async def _show_chapter(self, interaction: Interaction, chapter: ChapterId, done: str = "") -> None:
        story, found, _ = await self._editing.chapter(await credentials_of(interaction), chapter)
        await turn(interaction, chapter_desk(story, found, done))


def _chapter(press: Press) -> ChapterId:
    return ChapterId(press.numbers[0])
