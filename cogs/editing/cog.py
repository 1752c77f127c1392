"""The cog of the story editor: a story's details and chapters changed by its librarians."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.editing.presses import (
    AskToRemove,
    ChooseChapter,
    CorrectDetails,
    CorrectNotes,
    DownloadChapter,
    EditChapter,
    EditChapters,
    EditStory,
    MoveChapter,
    OpenDetailsForm,
    OpenMoveForm,
    OpenNotesForm,
    OpenRenameForm,
    OpenUploadForm,
    RateStory,
    RemoveChapter,
    RenameChapter,
    UploadChapter,
)
from bot.errors import StaleButtonError
from bot.language import _
from bot.stories.ids import ChangeId, ChapterId, StoryId
from bot.stories.naming import chapter_name
from cogs.editing.details_forms import details_changed, rating_chosen, show_details_form
from cogs.editing.editor import (
    CHAPTER_FILES,
    chapter_choice,
    chapter_editor,
    removal_question,
    report_of,
    story_editor,
)
from cogs.editing.notes_form import show_notes_form
from cogs.ui import forms
from cogs.ui.credentials import credentials_of
from cogs.ui.replies import Interaction, Waiting, chosen, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class EditingCog(commands.Cog):
    """Answers the presses on the story editor."""

    def __init__(self, bot: StoryBot) -> None:
        self._editing = bot.app.editing
        self._publishing = bot.app.publishing
        self._remarks = bot.app.remarks

    @answers
    async def open_editor(self, interaction: Interaction, press: EditStory) -> None:
        """Shows the story editor."""
        who = await credentials_of(interaction)
        story = await self._editing.story(who, press.story)
        await turn(interaction, story_editor(story, remarks=await self._remarks.count_open(who, story.id)))

    @answers
    async def open_details(self, interaction: Interaction, press: OpenDetailsForm) -> None:
        """Opens the form with a group of details."""
        story = await self._editing.story(await credentials_of(interaction), press.story)
        await show_details_form(interaction, CorrectDetails(press.story, press.group), story)

    @answers
    async def correct(self, interaction: Interaction, press: CorrectDetails) -> None:
        """Corrects the details by the entries of the form."""
        who, entries = await credentials_of(interaction), details_changed(interaction)
        corrected = await self._editing.correct(who, press.story, entries)
        done = _("Saved.") if entries else _("Nothing has changed.")
        await turn(interaction, story_editor(corrected.story, done, undo=corrected.undoable))

    @answers
    async def rate(self, interaction: Interaction, press: RateStory) -> None:
        """Corrects the rating by the one that was chosen."""
        who, entry = await credentials_of(interaction), rating_chosen(interaction)
        corrected = await self._editing.correct(who, press.story, entry)
        await turn(interaction, story_editor(corrected.story, _("Saved."), undo=corrected.undoable))

    @answers
    async def list_chapters(self, interaction: Interaction, press: EditChapters) -> None:
        """Shows a page of the chapters, to choose one to change."""
        await self._show_chapters(interaction, press.story, press.page)

    @answers
    async def choose_chapter(self, interaction: Interaction, press: ChooseChapter) -> None:
        """Shows the chapter that was chosen from the list."""
        await self._show_chapter(interaction, chosen(interaction, ChapterId))

    @answers
    async def open_chapter(self, interaction: Interaction, press: EditChapter) -> None:
        """Shows a chapter with all that can be changed in it."""
        await self._show_chapter(interaction, press.chapter)

    @answers
    async def download(self, interaction: Interaction, press: DownloadChapter) -> None:
        """Sends a chapter's text as a file."""
        name, text = await self._editing.chapter_file(await credentials_of(interaction), press.chapter)
        file = discord.File(io.BytesIO(text.encode()), name)
        await interaction.response.send_message(
            _("Edit it however you like, then press *Upload text*."), file=file, ephemeral=True
        )

    @answers
    async def open_upload(self, interaction: Interaction, press: OpenUploadForm) -> None:
        """Opens the form for a chapter's new text."""
        _story, chapter = await self._editing.chapter(await credentials_of(interaction), press.chapter)
        field = forms.upload("file", _("The chapter’s file"), hint=_(CHAPTER_FILES))
        title = _("New text of {chapter}", chapter=chapter_name(chapter))
        await forms.show_form(interaction, title, UploadChapter(press.chapter), field)

    @answers
    async def upload(self, interaction: Interaction, press: UploadChapter) -> None:
        """Replaces a chapter's text by an uploaded file."""
        who, chapter = await credentials_of(interaction), press.chapter
        sent = forms.upload_of(interaction, "file")
        if sent is None:
            raise StaleButtonError
        self._publishing.require_size(sent.name, sent.size)
        story, _chapter = await self._editing.chapter(who, chapter)
        async with Waiting(interaction, _("Fetching the file…")) as waiting:
            new = await self._publishing.chapter_in(await waiting.fetch(sent), sent.name, waiting.tell)
            title = "" if new.title == story.title else new.title  # a web page may say only the story's
            written = await self._editing.rewrite(who, chapter, new.text, title, new.notes)
            story, now = await self._editing.chapter(who, chapter)
            await waiting.end(chapter_editor(story, now, report_of(written), written.undoable))

    @answers
    async def open_rename(self, interaction: Interaction, press: OpenRenameForm) -> None:
        """Opens the form for a chapter's title."""
        _story, chapter = await self._editing.chapter(await credentials_of(interaction), press.chapter)
        field = forms.line("title", _("Title"), chapter.title, hint=_("You can leave this empty."))
        await forms.show_form(interaction, _("Rename"), RenameChapter(press.chapter), field)

    @answers
    async def rename(self, interaction: Interaction, press: RenameChapter) -> None:
        """Replaces a chapter's title."""
        who, title = await credentials_of(interaction), forms.entries_of(interaction).get("title", "")
        written = await self._editing.rename(who, press.chapter, title)
        await self._show_chapter(interaction, press.chapter, report_of(written), written.undoable)

    @answers
    async def open_notes(self, interaction: Interaction, press: OpenNotesForm) -> None:
        """Opens the form for a chapter's notes and content warnings."""
        notes = await self._editing.notes(await credentials_of(interaction), press.chapter)
        await show_notes_form(interaction, CorrectNotes(press.chapter), notes)

    @answers
    async def annotate(self, interaction: Interaction, press: CorrectNotes) -> None:
        """Corrects a chapter's notes by the entries of the form."""
        who, entries = await credentials_of(interaction), forms.entries_changed(interaction)
        written = await self._editing.annotate(who, press.chapter, entries)
        await self._show_chapter(interaction, press.chapter, report_of(written), written.undoable)

    @answers
    async def open_move(self, interaction: Interaction, press: OpenMoveForm) -> None:
        """Opens the form for a chapter's number."""
        story, chapter = await self._editing.chapter(await credentials_of(interaction), press.chapter)
        is_early = chapter.number is not None and chapter.number > story.chapters
        hint = (
            _("Early chapters always come last.")
            if is_early
            else _("A number from 1 to {last}.", last=story.chapters)
        )
        field = forms.line(
            "number", _("Which chapter it becomes"), f"{chapter.number}", hint=hint, required=True, most=10
        )
        await forms.show_form(interaction, _("Move"), MoveChapter(press.chapter), field)

    @answers
    async def move(self, interaction: Interaction, press: MoveChapter) -> None:
        """Moves a chapter to another number."""
        who, number = await credentials_of(interaction), forms.entries_of(interaction).get("number", "")
        written = await self._editing.move(who, press.chapter, number.strip())
        # The report of two that changed places may name the other one.
        done = _("It’s number {number} now.", number=int(number))
        await self._show_chapter(interaction, press.chapter, done, written.undoable)

    @answers
    async def ask_to_remove(self, interaction: Interaction, press: AskToRemove) -> None:
        """Asks whether a chapter is really to be removed."""
        story, chapter = await self._editing.chapter(await credentials_of(interaction), press.chapter)
        await turn(interaction, removal_question(story, chapter))

    @answers
    async def remove(self, interaction: Interaction, press: RemoveChapter) -> None:
        """Removes a chapter from its story."""
        written = await self._editing.remove(await credentials_of(interaction), press.chapter)
        done = report_of(written)
        await self._show_chapters(interaction, written.story.id, 0, done, written.undoable)

    async def _show_chapters(
        self,
        interaction: Interaction,
        story: StoryId,
        page: int,
        done: str = "",
        undo: ChangeId | None = None,
    ) -> None:
        found, listing = await self._editing.contents(await credentials_of(interaction), story, page)
        await turn(interaction, chapter_choice(found, listing, done, undo))

    async def _show_chapter(
        self, interaction: Interaction, chapter: ChapterId, done: str = "", undo: ChangeId | None = None
    ) -> None:
        story, found = await self._editing.chapter(await credentials_of(interaction), chapter)
        await turn(interaction, chapter_editor(story, found, done, undo))
