"""The file of what a playground remembers: lines, each of which says what is now so of one thing."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path
from typing import Any

from bot.playground.wire import to_json

log = logging.getLogger(__name__)


class Memory:
    """Values by key, kept in a file; without a path nothing is kept. The latest line about a key counts.

    A line is written as soon as something changes, so that a killed process loses what was being written at
    most. A line that is not whole is left out of account: each begins on a line of its own.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._file: int | None = None
        self.values: dict[str, Any] = _read(path) if path else {}
        """What was kept when the file was opened."""

    def open(self) -> None:
        """Begins to write. The file is written anew first, without what no longer counts, and `values` is let
        go of.
        """
        if self._path is None:
            return
        fresh = self._path.with_name(f"{self._path.name}.new")
        with fresh.open("wb") as file:
            file.writelines(_line(key, value) for key, value in self.values.items())
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)
        self.values = {}
        self._file = os.open(self._path, os.O_WRONLY | os.O_APPEND)

    def put(self, key: str, value: Any) -> None:
        """Keeps a value, or forgets what is kept under the key if it is None."""
        if self._file is None:
            return
        try:
            os.write(self._file, _line(key, value))
        except OSError as error:
            log.warning("the playground could not keep something: %s", error)

    def close(self) -> None:
        """Ends the writing."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _line(key: str, value: Any) -> bytes:
    return f"\n{to_json([key, value])}".encode()


def _read(path: Path) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if not path.exists():
        return values
    with path.open("rb") as file:
        for line in file:
            try:
                key, value = json.loads(line)
            except ValueError:
                continue  # what a killed process had begun to write
            values.pop(key, None)
            if value is not None:
                values[key] = value
    return values
