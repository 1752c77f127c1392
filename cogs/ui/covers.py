"""Covers in messages: a story's own on its card, and the small ones beside the stories of a list."""

from __future__ import annotations

import io
from collections.abc import Mapping
from types import MappingProxyType

import discord
from discord import ui

from bot.language import _
from bot.pictures.file_endings import file_ending
from bot.stories.ids import StoryId
from bot.stories.models import Story
from bot.text.direction import isolated
from cogs.ui.components import Item
from cogs.ui.labels import clipped

Thumbnails = Mapping[StoryId, bytes]
"""The small covers that are ready, WebP files, by their stories."""
NO_COVERS: Thumbnails = MappingProxyType({})


def beside_cover(text: ui.TextDisplay[ui.LayoutView], story: Story, cover: str | None) -> Item:
    """Returns a text with the story's cover beside it; `cover` is the attached file's name, None where there
    is none."""
    if cover is None:
        return text
    description = clipped(_("Cover of {story}", story=isolated(story.title)), 256)
    return ui.Section(text, accessory=ui.Thumbnail(f"attachment://{cover}", description=description))


def cover_file(cover: bytes | None) -> list[discord.File]:
    """Returns a cover as a file to be attached, none where there is none that Discord shows."""
    if cover is None:
        return []
    ending = file_ending(cover)
    return [discord.File(io.BytesIO(cover), f"cover.{ending}")] if ending else []


def beside_thumbnail(text: str, story: Story, ready: Thumbnails) -> Item:
    """Returns a text about a story of a list, with its small cover beside it if that is ready."""
    return beside_cover(ui.TextDisplay(text), story, _thumbnail_name(story.id) if story.id in ready else None)


def thumbnail_files(ready: Thumbnails) -> list[discord.File]:
    """Returns the small covers of a list as files to be attached."""
    return [discord.File(io.BytesIO(image), _thumbnail_name(story)) for story, image in ready.items()]


def _thumbnail_name(story: StoryId) -> str:
    return f"cover-{story}.webp"
