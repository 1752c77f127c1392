"""The cog of `/shelf`, and of *Save for later* wherever it is offered."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.language import N_, _, ngettext
from bot.shelf.models import ShelfSection
from bot.shelf.presses import (
    ChooseRead,
    ChooseShelved,
    DeleteRead,
    ExportShelf,
    GoOnReading,
    MarkRead,
    NotForLater,
    OpenSection,
    PutAway,
    SaveAfterAll,
    SaveForLater,
    ShowEntry,
    ShowReads,
    ShowUnread,
    StartAgain,
    StartAnew,
    TakeOff,
    TakeUp,
    TurnSection,
    Unmark,
)
from bot.stories.ids import ChapterId, ReadingId, StoryId
from bot.stories.naming import chapter_name
from cogs.reading.panel import reading_panel
from cogs.shelf.lists import shelf_list
from cogs.shelf.saving import saved_note, taken_off_note, with_button
from cogs.shelf.story_screens import (
    delete_read_question,
    reads_menu,
    shelf_entry,
    start_again_question,
    unread_menu,
)
from cogs.ui.components import view_of
from cogs.ui.covers import thumbnail_files
from cogs.ui.labels import escaped
from cogs.ui.replies import Interaction, chosen, edit_pressed, has_own_panel, reply, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


_FILE = "shelf.csv"
_TAKEN_BACK = N_("✓ Taken back. You’re where you were before.")
_READ_ON = N_(
    "You’ve read on since, so the mark stays. *☰* on the panel goes back, *Start again* starts over."
)


class ShelfCog(commands.Cog):
    """Shows a reader's shelf, and changes the lists that stories are on."""

    def __init__(self, bot: StoryBot) -> None:
        self._shelf = bot.app.shelf
        self._actions = bot.app.shelf_actions
        self._reading = bot.app.reading
        self._covers = bot.app.ready_covers
        self._audiences = bot.audiences

    @app_commands.command()
    async def shelf(self, interaction: Interaction) -> None:
        """See what you’re reading, have read and want to read."""
        await reply(interaction, *await self._listed(interaction))

    @answers
    async def choose_list(self, interaction: Interaction, press: OpenSection) -> None:
        """Shows one of the lists from its beginning."""
        await self._turn_list(interaction, press.section, 0)

    @answers
    async def turn_page(self, interaction: Interaction, press: TurnSection) -> None:
        """Shows a page of a list."""
        await self._turn_list(interaction, press.section, press.page)

    @answers
    async def choose_story(self, interaction: Interaction, press: ChooseShelved) -> None:
        """Shows the story that was chosen from a list."""
        back = TurnSection(press.section, press.page)
        await self._turn_entry(interaction, chosen(interaction, StoryId), back)

    @answers
    async def go_on(self, interaction: Interaction, press: GoOnReading) -> None:
        """Opens the story that was chosen from a list at the reader's place."""
        panel = await self._reading.open(await self._audiences.of(interaction), chosen(interaction, StoryId))
        await turn(interaction, reading_panel(panel))

    @answers
    async def look_at(self, interaction: Interaction, press: ShowEntry) -> None:
        """Shows a story by itself again."""
        await self._turn_entry(interaction, press.story, press.back)

    @answers
    async def put_away(self, interaction: Interaction, press: PutAway) -> None:
        """Puts a story away."""
        await self._actions.put_away(await self._audiences.of(interaction), press.story)
        note = _("✓ Put away. I’ll keep your place; read it again to take it back up.")
        await self._turn_entry(interaction, press.story, press.back, note)

    @answers
    async def take_up(self, interaction: Interaction, press: TakeUp) -> None:
        """Takes up a story again that was put away."""
        await self._actions.take_up(await self._audiences.of(interaction), press.story)
        await self._turn_entry(interaction, press.story, press.back, _("✓ It’s back, at your place."))

    @answers
    async def unread(self, interaction: Interaction, press: ShowUnread) -> None:
        """Shows the chapters up to which the story can be marked as read."""
        unread = await self._shelf.unread(await self._audiences.of(interaction), press.story, press.page)
        if unread.chapters.lines:
            await turn(interaction, unread_menu(unread, press.back))
        else:
            await self._turn_entry(
                interaction, press.story, press.back, _("You’ve read all there is so far.")
            )

    @answers
    async def mark(self, interaction: Interaction, press: MarkRead) -> None:
        """Marks the story as read up to the chosen chapter."""
        chapter = chosen(interaction, ChapterId)
        marked = await self._actions.mark(await self._audiences.of(interaction), chapter)
        note = _("✓ Read up to the end of {chapter}.", chapter=escaped(chapter_name(marked), 160))
        await self._turn_entry(interaction, marked.story, press.back, note)

    @answers
    async def unmark(self, interaction: Interaction, press: Unmark) -> None:
        """Undoes a mark."""
        audience = await self._audiences.of(interaction)
        undone = await self._actions.unmark(audience, press.story, press.mark)
        await self._turn_entry(interaction, press.story, press.back, _(_TAKEN_BACK if undone else _READ_ON))

    @answers
    async def reads(self, interaction: Interaction, press: ShowReads) -> None:
        """Lists the reads of a story, to delete one."""
        entry = await self._shelf.entry(await self._audiences.of(interaction), press.story)
        await turn(interaction, reads_menu(entry.line, press.back))

    @answers
    async def choose_read(self, interaction: Interaction, press: ChooseRead) -> None:
        """Asks whether the chosen read is to be deleted."""
        entry = await self._shelf.entry(await self._audiences.of(interaction), press.story)
        reading = chosen(interaction, ReadingId)
        await turn(interaction, delete_read_question(entry.line, reading, press.back))

    @answers
    async def delete_read(self, interaction: Interaction, press: DeleteRead) -> None:
        """Deletes a read of a story."""
        await self._actions.delete_read(await self._audiences.of(interaction), press.story, press.reading)
        await self._turn_entry(interaction, press.story, press.back, _("✓ That read is deleted."))

    @answers
    async def start_again(self, interaction: Interaction, press: StartAgain) -> None:
        """Asks whether a story is to be begun anew."""
        audience = await self._audiences.of(interaction)
        entry = await self._shelf.entry(audience, press.story)
        now = entry.line.open
        if now is None or now.reading.id != press.reading:
            await self._start_anew(interaction, press.story, press.reading)
        else:
            await turn(interaction, start_again_question(entry.line, press.back))

    @answers
    async def start_anew(self, interaction: Interaction, press: StartAnew) -> None:
        """Begins a story anew, as a new read."""
        await self._start_anew(interaction, press.story, press.reading)

    @answers
    async def save(self, interaction: Interaction, press: SaveForLater | SaveAfterAll) -> None:
        """Puts a story on the list to read. The button that was pressed says so; beside a message for
        everybody, and in place of a note whose *Undo* was pressed, there is a note."""
        story = await self._actions.save(await self._audiences.of(interaction), press.story)
        if isinstance(press, SaveForLater) and has_own_panel(interaction):
            await self._show_button(interaction, press.story, saved=True)
        else:
            await turn(interaction, saved_note(story))

    @answers
    async def take_off(self, interaction: Interaction, press: NotForLater | TakeOff) -> None:
        """Takes a story off the list to read, and answers as `save` does."""
        story = await self._actions.take_off(await self._audiences.of(interaction), press.story)
        if isinstance(press, NotForLater) and has_own_panel(interaction):
            await self._show_button(interaction, press.story, saved=False)
        else:
            await turn(interaction, taken_off_note(story))

    @answers
    async def export(self, interaction: Interaction, press: ExportShelf) -> None:
        """Sends the whole shelf as a file; the list stays as it is."""
        count, file = await self._shelf.export(await self._audiences.of(interaction))
        view = view_of(
            ui.TextDisplay(
                ngettext(
                    "{number} story with every time you read it, for a spreadsheet.",
                    "{number} stories with every time you read them, for a spreadsheet.",
                    count,
                )
            ),
            ui.File(f"attachment://{_FILE}"),
        )
        await reply(interaction, view, discord.File(io.BytesIO(file), _FILE))

    async def _turn_list(self, interaction: Interaction, section: ShelfSection, page: int) -> None:
        await turn(interaction, *await self._listed(interaction, section, page))

    async def _listed(
        self, interaction: Interaction, section: ShelfSection | None = None, page: int = 0
    ) -> tuple[ui.LayoutView, *tuple[discord.File, ...]]:
        """Returns a page of a list as a message, and its small covers as the files to be attached."""
        shelf = await self._shelf.page(await self._audiences.of(interaction), section, page)
        ready = await self._covers.thumbnails(each.story.id for each in shelf.lines.lines)
        return shelf_list(shelf, ready), *thumbnail_files(ready)

    async def _show_button(self, interaction: Interaction, story: StoryId, *, saved: bool) -> None:
        assert interaction.message is not None  # noqa: S101 - a press is on a message
        await edit_pressed(interaction, with_button(interaction.message, story, saved=saved))

    async def _start_anew(self, interaction: Interaction, story: StoryId, reading: ReadingId) -> None:
        audience = await self._audiences.of(interaction)
        panel = await self._reading.again(audience, story, reading, unfinished=True)
        await turn(interaction, reading_panel(panel))

    async def _turn_entry(
        self, interaction: Interaction, story: StoryId, back: TurnSection, note: str = ""
    ) -> None:
        entry = await self._shelf.entry(await self._audiences.of(interaction), story)
        ready = await self._covers.thumbnails([story])
        await turn(interaction, shelf_entry(entry, back, note, ready), *thumbnail_files(ready))
