"""What somebody reads, has read and wants to read: `/shelf`, and *Save for later* wherever it is offered."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.errors import StaleButtonError
from bot.shelf.models import Section
from bot.stories.ids import ChapterId, MarkId, ReadingId, StoryId
from bot.stories.naming import chapter_name
from cogs.reading.panel import reading_panel
from cogs.shelf.screens import (
    List,
    saved_note,
    shelf_entry,
    shelf_list,
    start_again_question,
    taken_off_note,
    unread_menu,
)
from cogs.ui.components import view_of
from cogs.ui.labels import counted, escaped
from cogs.ui.presses import SECTIONS, Action, Press, number_of_value, story_of_value
from cogs.ui.replies import Interaction, chosen, reply, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


_FILE = "shelf.csv"
_TAKEN_BACK = "✓ Taken back: you are where you were before."
_READ_ON = (
    "You have read on since then, so the mark stays. *☰* on the panel goes back, *Start again* begins anew."
)


class ShelfCog(commands.Cog):
    """Shows a reader's stories, and lets them put each where it belongs."""

    def __init__(self, bot: StoryBot) -> None:
        self._shelf = bot.app.shelf
        self._actions = bot.app.shelf_actions
        self._reading = bot.app.reading
        self._audiences = bot.audiences

    @app_commands.command()
    async def shelf(self, interaction: Interaction) -> None:
        """See what you are reading, have read and want to read, and go on with it."""
        await reply(interaction, shelf_list(await self._shelf.page(await self._audiences.of(interaction))))

    @answers(Action.SHELF)
    async def choose_list(self, interaction: Interaction, press: Press) -> None:
        """One of the lists, from its beginning."""
        await self._turn_list(interaction, press.numbers[0], 0)

    @answers(Action.SHELF_PAGE)
    async def turn_page(self, interaction: Interaction, press: Press) -> None:
        """A page of a list."""
        await self._turn_list(interaction, *press.numbers)

    @answers(Action.SHELVED)
    async def choose_story(self, interaction: Interaction, press: Press) -> None:
        """A story chosen from a list."""
        await self._turn_entry(interaction, story_of_value(chosen(interaction)), _list(press))

    @answers(Action.ENTRY)
    async def look_at(self, interaction: Interaction, press: Press) -> None:
        """A story by itself again."""
        await self._turn_entry(interaction, press.story, _list(press))

    @answers(Action.PUT_AWAY)
    async def put_away(self, interaction: Interaction, press: Press) -> None:
        """Read no further, at least for now."""
        await self._actions.put_away(await self._audiences.of(interaction), press.story)
        note = "✓ Put away, at your place. Reading it takes it up again."
        await self._turn_entry(interaction, press.story, _list(press), note)

    @answers(Action.TAKE_UP)
    async def take_up(self, interaction: Interaction, press: Press) -> None:
        """Among what is being read again."""
        await self._actions.take_up(await self._audiences.of(interaction), press.story)
        await self._turn_entry(interaction, press.story, _list(press), "✓ Taken up again, at your place.")

    @answers(Action.UNREAD)
    async def unread(self, interaction: Interaction, press: Press) -> None:
        """The chapters up to which the story can be marked as read."""
        _, number, page_of_list, page = press.numbers
        back = number, page_of_list
        unread = await self._shelf.unread(await self._audiences.of(interaction), press.story, page)
        if unread.chapters.lines:
            await turn(interaction, unread_menu(unread, back))
        else:
            await self._turn_entry(interaction, press.story, back, "You have read all that there is.")

    @answers(Action.MARK)
    async def mark(self, interaction: Interaction, press: Press) -> None:
        """Read elsewhere, up to the chosen chapter."""
        chapter = ChapterId(number_of_value(chosen(interaction)))
        marked = await self._actions.mark(await self._audiences.of(interaction), chapter)
        note = f"✓ Read up to the end of {escaped(chapter_name(marked), 160)}."
        await self._turn_entry(interaction, marked.story, _list(press), note)

    @answers(Action.UNMARK)
    async def unmark(self, interaction: Interaction, press: Press) -> None:
        """*Undo* of a mark."""
        audience = await self._audiences.of(interaction)
        undone = await self._actions.unmark(audience, press.story, MarkId(press.numbers[1]))
        await self._turn_entry(interaction, press.story, _list(press), _TAKEN_BACK if undone else _READ_ON)

    @answers(Action.START_AGAIN)
    async def start_again(self, interaction: Interaction, press: Press) -> None:
        """From the beginning: at once where the story is finished, else asked first."""
        audience = await self._audiences.of(interaction)
        entry = await self._shelf.entry(audience, press.story)
        now = entry.line.open
        if now is None or now.reading.id != press.numbers[1] or entry.line.section is Section.FINISHED:
            await self.start_anew(interaction, press)
        else:
            await turn(interaction, start_again_question(entry.line, _list(press)))

    @answers(Action.START_ANEW)
    async def start_anew(self, interaction: Interaction, press: Press) -> None:
        """From the beginning, as a new read."""
        audience = await self._audiences.of(interaction)
        former = ReadingId(press.numbers[1])
        panel = await self._reading.again(audience, press.story, former, unfinished=True)
        await turn(interaction, reading_panel(panel))

    @answers(Action.SAVE_FOR_LATER, Action.SAVE_AFTER_ALL)
    async def save(self, interaction: Interaction, press: Press) -> None:
        """On the list to read: told beside the card, or in the note whose *Undo* it was."""
        story = await self._actions.save(await self._audiences.of(interaction), press.story)
        show = turn if press.action is Action.SAVE_AFTER_ALL else reply
        await show(interaction, saved_note(story))

    @answers(Action.NOT_FOR_LATER, Action.TAKE_OFF)
    async def take_off(self, interaction: Interaction, press: Press) -> None:
        """Off the list to read: told beside the card, or in place."""
        story = await self._actions.take_off(await self._audiences.of(interaction), press.story)
        show = turn if press.action is Action.TAKE_OFF else reply
        await show(interaction, taken_off_note(story))

    @answers(Action.EXPORT_SHELF)
    async def export(self, interaction: Interaction, press: Press) -> None:
        """The whole shelf as a file; the list stays as it is."""
        count, file = await self._shelf.export(await self._audiences.of(interaction))
        view = view_of(
            ui.TextDisplay(f"{counted(count, 'story', 'stories')} with every read, for a spreadsheet."),
            ui.File(f"attachment://{_FILE}"),
        )
        await reply(interaction, view, discord.File(io.BytesIO(file), _FILE))

    async def _turn_list(self, interaction: Interaction, number: int, page: int) -> None:
        if not 0 <= number < len(SECTIONS):
            raise StaleButtonError
        audience = await self._audiences.of(interaction)
        await turn(interaction, shelf_list(await self._shelf.page(audience, SECTIONS[number], page)))

    async def _turn_entry(self, interaction: Interaction, story: StoryId, back: List, note: str = "") -> None:
        entry = await self._shelf.entry(await self._audiences.of(interaction), story)
        await turn(interaction, shelf_entry(entry, back, note))


def _list(press: Press) -> List:
    """The list and its page that a press leads back to."""
    number, page = press.numbers[-2:]
    return number, page
