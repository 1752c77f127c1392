"""*The Ferry*, brought in by Ines, and people and places to have it told to."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.playground.entities import Channel
from tests.support.fireside import Fireside, let_manage_channels
from tests.support.librarians import ferry
from tests.support.person import Person


@pytest.fixture
async def fireside(empty_fireside: Fireside) -> Fireside:
    """The bot with nothing to read but what a test brings in."""
    return empty_fireside


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    """*The Ferry*, two chapters of two pages, to go on."""
    return {"ferry.txt": ferry(status="in progress")}


@pytest.fixture
async def mira(fireside: Fireside, ines: Person) -> Person:
    """A reader who has chosen nothing yet."""
    return await fireside.person("Mira")


@pytest.fixture
def club(fireside: Fireside) -> Channel:
    """The channel of the book club."""
    return fireside.playground.world.channel_named("book-club")


@pytest.fixture
async def odile(fireside: Fireside, ines: Person) -> Person:
    """Somebody who may manage every channel of The Hearth, in the book club's."""
    person = await fireside.person("Odile", "book-club")
    let_manage_channels(person)
    return person
