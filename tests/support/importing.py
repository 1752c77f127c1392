"""Stories brought into a database without a bot."""

from __future__ import annotations

from bot.app import App
from bot.clock import Clock
from bot.database import Database
from bot.editing.adding import StoryImporter


def importer_of(database: Database, clock: Clock | None = None) -> StoryImporter:
    """What brings manuscripts into this database."""
    return App(database, clock or Clock()).importer
