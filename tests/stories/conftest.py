"""A story that is not for everybody."""

from __future__ import annotations

import pytest

from bot.stories.ids import StoryId
from tests.support.fireside import Fireside
from tests.support.small_stories import SECRET, tale


@pytest.fixture
async def secret(fireside: Fireside) -> StoryId:
    """A story of The Hearth's own."""
    hearth = fireside.playground.world.guild_named("The Hearth")
    return await fireside.add(tale(SECRET), int(hearth.id))
