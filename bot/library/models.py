"""The library's view of a story."""

from __future__ import annotations

from dataclasses import dataclass

from bot.stories.models import Story


@dataclass(frozen=True, slots=True)
class Card:
    """A story as its card shows it. `cover` is the bytes of an image file. `saved` says whether it is saved
    for later, None where the reader has it under way."""

    story: Story
    cover: bytes | None
    saved: bool | None
