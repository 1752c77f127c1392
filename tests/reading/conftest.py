"""The story that most tests of what was passed begin with."""

from __future__ import annotations

import pytest

from bot.database import Database
from tests.reading.passed_story import STORY, Library


@pytest.fixture
async def library(database: Database) -> Library:
    library = Library(database)
    await library.tell(STORY)
    return library
