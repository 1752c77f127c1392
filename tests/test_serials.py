"""A story in daily pieces: to a reader from where they stand, to a channel from its beginning."""

from __future__ import annotations

import pytest

from tests.conftest import Fireside
from tests.librarians import DAWN, NOON, TITLE, add_and_keep, ferry
from tests.notices import all_tried, next_notice
from tests.person import Person, Reply

HOUR, DAY = 3_600, 86_400
PASSAGES, CHAPTERS = "a passage a day, to me", "a chapter a day, to me"


@pytest.fixture
async def ines(empty_fireside: Fireside) -> Person:
    """The librarian of The Hearth, who has brought in the two chapters of *The Ferry*."""
    librarian = await empty_fireside.person("Ines")
    await add_and_keep(librarian, ferry())
    return librarian


async def test_it_begins_at_the_beginning_and_goes_on_every_day(
    empty_fireside: Fireside, ines: Person
) -> None:
    mira = await empty_fireside.person("Mira")
    subscribed = await mira.slash("subscribe", story=TITLE, deliver=PASSAGES, at="18:00")
    assert "A passage a day comes to you by direct message at 18:00 (UTC)." in subscribed.text
    texts = []
    for _ in range(4):
        since = len(mira.events)
        empty_fireside.clock.advance(DAY)
        texts.append((await next_notice(mira, since=since)).text)
    for t in texts: print(t[:120].replace(chr(10),'|'))
    await all_tried(empty_fireside)
