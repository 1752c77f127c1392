"""What readers choose for themselves."""

from __future__ import annotations

from bot.models import Length, Preferences, ReaderId, Spoilers
from bot.storage import readers
from bot.storage.database import Connection, Database


class Preferring:
    """Keeps each reader's choices."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, reader: ReaderId) -> Preferences:
        """What they have chosen, or the defaults."""

        def job(connection: Connection) -> Preferences:
            return Preferences(readers.length(connection, reader), readers.spoilers(connection, reader))

        return await self._database.read(job)

    async def set_length(self, reader: ReaderId, length: Length) -> Preferences:
        """Remember how long they like their passages."""

        def job(connection: Connection) -> Preferences:
            readers.set_length(connection, reader, length)
            return Preferences(length, readers.spoilers(connection, reader))

        return await self._database.transaction(job)

    async def set_spoilers(self, reader: ReaderId, spoilers: Spoilers) -> Preferences:
        """Remember what is to be kept from them of what they have not read."""

        def job(connection: Connection) -> Preferences:
            readers.set_spoilers(connection, reader, spoilers)
            return Preferences(readers.length(connection, reader), spoilers)

        return await self._database.transaction(job)
