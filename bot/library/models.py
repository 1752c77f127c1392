"""What the library shows of a story."""

from __future__ import annotations

from dataclasses import dataclass

from bot.stories.models import Story


@dataclass(frozen=True, slots=True)
class Card:
    """A story as its card shows it; `cover` is an image file's bytes. `saved` says whether it is saved for
    later, None where it is under way."""

    story: Story
    cover: bytes | None
    saved: bool | None
