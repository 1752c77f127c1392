"""The screens of a preview: a draft or a planned chapter on the reading panel, and a draft's chapters."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import discord
from discord import SelectOption, ui

from bot.editing.draft_presses import ChoosePreview, ListPreview, PreviewDraft, ShowDraft, StartPreview
from bot.editing.models import Release
from bot.editing.previews import CHAPTERS_A_PAGE, DraftContents
from bot.editing.publishing_presses import ListPlanned, PreviewRelease
from bot.language import N_, _
from bot.presses import Press, value_of
from bot.reading.models import Panel
from bot.reading.preview import beginning_of
from bot.stories.ids import DraftId
from bot.stories.models import Place
from bot.stories.naming import chapter_name
from cogs.reading.panel import next_label, panel_items
from cogs.ui.components import Item, button, menu, page_turner, view_of
from cogs.ui.covers import cover_file
from cogs.ui.labels import clipped, counted, story_line

_NOT_OUT = N_("A preview for you alone. None of this is out yet.")


def draft_preview(draft: DraftId, panel: Panel) -> ui.LayoutView:
    """Returns a draft at a place, as its readers will see it."""
    buttons = _turning(panel, partial(PreviewDraft, draft))
    if panel.story.chapters > 1:
        buttons.append(button(_("☰ Chapters"), ListPreview(draft, int(panel.chapter.id) // CHAPTERS_A_PAGE)))
    return _preview(panel, [*buttons, button(_("Back to the card"), ShowDraft(draft))])


def cover_preview(draft: DraftId, cover: bytes) -> tuple[ui.LayoutView, *tuple[discord.File, ...]]:
    """Returns a picture that is to be a story's cover, and the file to be attached."""
    files = cover_file(cover)
    view = view_of(
        ui.TextDisplay(f"-# {_(_NOT_OUT)}"),
        ui.MediaGallery(*(discord.MediaGalleryItem(f"attachment://{each.filename}") for each in files)),
        ui.ActionRow(button(_("Back to the card"), ShowDraft(draft))),
    )
    return view, *files


def release_preview(release: Release, panel: Panel) -> ui.LayoutView:
    """Returns a planned chapter at a place, as its readers will see it."""
    buttons = _turning(panel, partial(PreviewRelease, release.id))
    return _preview(panel, [*buttons, button(_("All planned"), ListPlanned(release.story, 0))])


def draft_chapters(contents: DraftContents) -> ui.LayoutView:
    """Returns a page of a draft's chapters, to choose one to preview."""
    draft, listing = contents.draft, contents.chapters
    options = [
        SelectOption(
            label=clipped(chapter_name(each), 100),
            description=counted(each.words, "word"),
            value=value_of(beginning_of(each)),
        )
        for each in listing.lines
    ]
    items: list[Item] = [
        ui.TextDisplay(f"### {_('Chapters')}\n{story_line(draft.story)}\n-# {_(_NOT_OUT)}"),
        menu(ChoosePreview(draft.id), _("Preview a chapter"), options),
        *page_turner(partial(ListPreview, draft.id), listing),
    ]
    back = [
        button(_("Back to the text"), StartPreview(draft.id)),
        button(_("Back to the card"), ShowDraft(draft.id)),
    ]
    return view_of(*items, ui.ActionRow(*back))


def _preview(panel: Panel, buttons: list[ui.Button[Any]]) -> ui.LayoutView:
    return view_of(ui.TextDisplay(f"-# {_(_NOT_OUT)}"), *panel_items(panel), ui.ActionRow(*buttons))


def _turning(panel: Panel, turned_to: Callable[[Place], Press]) -> list[ui.Button[Any]]:
    # As on the reading panel, a button needs a target of its own even where it is disabled.
    back = button(_("◀ Back"), turned_to(panel.back or panel.place), disabled=panel.back is None)
    if panel.next is None:
        return [back]
    return [back, button(next_label(panel), turned_to(panel.next), main=True)]
