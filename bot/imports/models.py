"""The limits of an import."""

from __future__ import annotations

from dataclasses import dataclass

READER = 6
"""The version of everything that reads files. Whoever has it read the same file better raises it: then a file
that is added again is read anew, and `python -m bot reread` finds the stories that are to be."""


@dataclass(frozen=True, slots=True)
class ImportLimits:
    """The largest sizes allowed; `.env.example` explains each."""

    file_bytes: int = 64 * 1024 * 1024
    story_words: int = 5_000_000
    stories_of_server: int = 1_000
    import_seconds: int = 4
    import_bytes: int = 192 * 1024 * 1024
