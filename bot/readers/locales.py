"""The languages in which readers are seen, kept for what is sent to them unasked."""

from __future__ import annotations

import logging

from bot.clock import Clock
from bot.database import Connection, Database
from bot.errors import DatabaseError
from bot.language import LANGUAGES
from bot.readers.membership import AN_HOUR
from bot.readers.queries import readers
from bot.stories.ids import ReaderId

log = logging.getLogger(__name__)

_MOST = 20_000
"""The most readers whose language is held in memory."""


class SeenLocales:
    """Notes readers' languages. What is known already costs nothing, and only what has changed is written.

    What is known is held for an hour: another process may have seen a reader in another language since, or
    have erased what is stored of them.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._known: dict[ReaderId, str] = {}
        self._since = clock.now()

    async def of(self, reader: ReaderId) -> str:
        """Returns Discord's locale in which a reader was last seen, or an empty string."""
        return await self._database.read(lambda connection: readers.locale(connection, reader))

    def knows(self, reader: ReaderId, locale: str) -> bool:
        """Returns whether the reader is known to be seen in one of Discord's locales, so that there is
        nothing to note."""
        if not 0 <= self._clock.now() - self._since < AN_HOUR:
            self._known.clear()
            self._since = self._clock.now()
        return self._known.get(reader) == locale

    def forget(self, reader: ReaderId) -> None:
        """Drops what is held in memory of a reader."""
        self._known.pop(reader, None)

    async def note(self, reader: ReaderId, locale: str) -> None:
        """Stores that the reader was seen in one of Discord's locales, if it is another than before. Where
        the database cannot be used, the next time has to do."""

        def job(connection: Connection) -> None:
            readers.set_locale(connection, reader, locale)

        try:
            before = await self._database.read(lambda connection: readers.locale(connection, reader))
            if before != locale and (before or locale in LANGUAGES):
                await self._database.transaction(job)
        except DatabaseError as trouble:
            log.info("A reader's language is not noted: %s", trouble)
            return
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[reader] = locale
