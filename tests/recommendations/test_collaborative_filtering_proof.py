"""Circles of readers whose stories have no word in common are found by what they read, and by that alone;
they vanish when so few are left that somebody would show through."""

from __future__ import annotations

import random
from pathlib import Path

from bot.clock import Clock
from bot.database import Database, database_at
from bot.recommendations.collaborative_filtering import CollaborativeFiltering
from bot.stories.ids import StoryId
from tests.recommendations.reader_circles import bring_in, circle, forget, members, reads, suggested

CIRCLES, STORIES, READERS, PASSERS_BY = 4, 5, 10, 30


async def plant(database: Database) -> list[list[StoryId]]:
    """Circles of ten with five stories, of which each has read four, and passers-by who read any two."""
    shelf = [await bring_in(database, number) for number in range(CIRCLES * STORIES)]
    planted = [shelf[each * STORIES : (each + 1) * STORIES] for each in range(CIRCLES)]
    for number, stories in enumerate(planted):
        await circle(database, members(number, READERS), stories)
    chance = random.Random(6)
    for number in range(PASSERS_BY):
        await reads(database, 9_000 + number, chance.sample(shelf, 2))
    return planted


async def test_planted_circles_are_found_and_vanish_when_four_are_left(tmp_path: Path) -> None:
    async with database_at(tmp_path / "fireside.sqlite3") as database:
        planted, filtering = await plant(database), CollaborativeFiltering(database, Clock())
        await filtering.train()
        for stories in planted:
            found = await suggested(database, stories[:2])
            assert {each.story.id for each in found[:3]} == set(stories[2:])
            assert all(each.because in stories[:2] and each.readers >= 5 for each in found)
        await forget(database, [*members(0, READERS)[4:], *range(9_000, 9_000 + PASSERS_BY)])
        await filtering.train()
        assert await suggested(database, planted[0]) == []
        for stories in planted[1:]:
            assert {each.story.id for each in await suggested(database, stories[:2])} == set(stories[2:])
