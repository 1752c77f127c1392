"""A story's cover in the story editor: shown, replaced, taken away and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import ui
from discord.ext import commands

from bot.editing.covers import StoryCover
from bot.editing.presses import OpenCoverForm, RemoveCover, ShowCover, UndoCover, UploadCover
from bot.errors import StaleButtonError
from bot.language import _
from bot.text.direction import isolated
from cogs.editing.editor import back_to_editor
from cogs.ui import forms
from cogs.ui.components import button, done_note, view_of
from cogs.ui.covers import beside_cover, cover_file
from cogs.ui.credentials import credentials_of
from cogs.ui.labels import story_line
from cogs.ui.replies import Interaction, Waiting, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class CoversCog(commands.Cog):
    """Answers the presses on a story's cover."""

    def __init__(self, bot: StoryBot) -> None:
        self._covers = bot.app.covers

    @answers
    async def show(self, interaction: Interaction, press: ShowCover) -> None:
        """Shows the cover."""
        cover = await self._covers.get(await credentials_of(interaction), press.story)
        await turn(interaction, *_shown(cover))

    @answers
    async def open_form(self, interaction: Interaction, press: OpenCoverForm) -> None:
        """Opens the form for a picture."""
        cover = await self._covers.get(await credentials_of(interaction), press.story)
        field = forms.upload("file", _("The picture"), hint=_("PNG, JPEG, GIF or WebP. I’ll make it small."))
        await forms.show_form(
            interaction,
            _("Cover of {story}", story=isolated(cover.story.title)),
            UploadCover(press.story),
            field,
        )

    @answers
    async def upload(self, interaction: Interaction, press: UploadCover) -> None:
        """Makes an uploaded picture the cover."""
        who, sent = await credentials_of(interaction), forms.upload_of(interaction, "file")
        if sent is None:
            raise StaleButtonError
        self._covers.require_size(sent.name, sent.size)
        await self._covers.get(who, press.story)
        async with Waiting(interaction, _("Fetching the picture…"), beside=True) as waiting:
            picture = await waiting.fetch(sent)
            cover = await self._covers.choose(who, press.story, picture, waiting.tell)
            await waiting.end(*_shown(cover, _("This is the cover now.")))

    @answers
    async def remove(self, interaction: Interaction, press: RemoveCover) -> None:
        """Takes the cover away."""
        cover = await self._covers.remove(await credentials_of(interaction), press.story)
        await turn(interaction, *_shown(cover, _("The cover is gone.")))

    @answers
    async def undo(self, interaction: Interaction, press: UndoCover) -> None:
        """Puts the former cover back."""
        cover = await self._covers.undo(await credentials_of(interaction), press.story)
        await turn(interaction, *_shown(cover, _("Everything is as it was before.")))


def _shown(cover: StoryCover, done: str = "") -> tuple[ui.LayoutView, *tuple[discord.File, ...]]:
    """Returns the screen with a story's cover, and the files to be attached; `done` says what was just
    done."""
    story, files = cover.story, cover_file(cover.image)
    state = "" if files else f"\n-# {_('It has none of its own yet, so I drew this one.')}"
    buttons = [button(_("Upload a cover"), OpenCoverForm(story.id), main=True)]
    if cover.image is not None:
        buttons.append(button(_("Remove"), RemoveCover(story.id)))
    if cover.undoable:
        buttons.append(button(_("Undo"), UndoCover(story.id)))
    text: ui.TextDisplay[ui.LayoutView] = ui.TextDisplay(f"### {_('Cover')}\n{story_line(story)}{state}")
    view = view_of(
        beside_cover(text, story, files[0].filename if files else None),
        *done_note(done),
        ui.ActionRow(*buttons, back_to_editor(story)),
    )
    return view, *files
