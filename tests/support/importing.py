"""Stories brought into a database without a bot."""

from __future__ import annotations

from bot.clock import Clock
from bot.database import Database
from bot.editing.adding import StoryImporter
from bot.editing.writer import StoryWriter


def importer_of(database: Database, clock: Clock | None = None) -> StoryImporter:
    """What brings manuscripts into this database."""
    return StoryImporter(database, StoryWriter(database, clock or Clock()))
