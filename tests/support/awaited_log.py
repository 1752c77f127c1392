"""The log as an operator reads along."""

from __future__ import annotations

import asyncio
import logging

from tests.support.person import PATIENCE


class Log(logging.Handler):
    """The log, as an operator reads along."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self._read = 0
        self._came = asyncio.Event()

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())
        self._came.set()

    async def says(self, words: str) -> str:
        """The next line, of those not read yet, that has these words; awaited if need be."""
        async with asyncio.timeout(PATIENCE):
            while True:
                while self._read < len(self.lines):
                    self._read += 1
                    if words in self.lines[self._read - 1]:
                        return self.lines[self._read - 1]
                self._came.clear()
                await self._came.wait()

    def count(self, words: str) -> int:
        return sum(words in line for line in self.lines)
