"""Files and folders brought into the library."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.editing.adding import StoryImporter
from bot.editing.writer import WrittenStory
from bot.errors import ImportRefusedError, UnreadableFileError
from bot.imports.file_kinds import SUFFIXES
from bot.imports.manuscript import merged
from bot.imports.models import ImportLimits
from bot.imports.parsing import parsed
from bot.stories.ids import GuildId
from bot.stories.models import Origin
from bot.stories.naming import natural, title_of_file
from bot.stories.reports import unclear_rating


@dataclass(frozen=True, slots=True)
class ImportSource:
    """The source of one story: a file, or a folder's files taken as one."""

    path: Path
    files: tuple[Path, ...]

    @property
    def name(self) -> str:
        """The file's or folder's name as it can be shown."""
        return shown_name(self.path)


@dataclass(frozen=True, slots=True)
class Imported:
    """The result of an import: a story, new, changed or known before, or an error in one sentence."""

    source: ImportSource
    written: WrittenStory | None = None
    warnings: tuple[str, ...] = ()
    error: str | None = None


def sources(paths: Sequence[Path], *, as_one: bool = False) -> Iterator[ImportSource]:
    """Yields the sources of the stories to be made: each readable file in a folder, or a folder as one.

    A file that was named itself is taken whatever its type, so that it is refused by name.
    """
    for path in paths:
        if not path.is_dir():
            yield ImportSource(path, (path,))
            continue
        files = tuple(sorted(_readable(path), key=lambda file: natural(str(file.relative_to(path)))))
        if as_one and files:
            yield ImportSource(path, files)
        elif not as_one:
            yield from (ImportSource(file, (file,)) for file in files)


async def bring_in(importer: StoryImporter, source: ImportSource, guild: GuildId | None = None) -> Imported:
    """Imports a source as a story, for one server or for all, or updates the story that it made before.
    Returns an error in the result instead of raising one that the file is to blame for."""
    try:
        limits = importer.limits
        contents = await _contents(source, limits)
        origin = Origin(source.name, await asyncio.to_thread(digest, contents), guild)
        known = await importer.made_from(origin)
        if known is not None:
            return Imported(source, WrittenStory(known))
        parts = [
            await parsed(data, shown_name(file), limits)
            for data, file in zip(contents, source.files, strict=True)
        ]
        manuscript = parts[0]
        if source.path != source.files[0]:
            manuscript = merged(
                parts,
                title_of_file(source.name),
                [title_of_file(shown_name(file)) for file in source.files],
            )
        written = await importer.add(manuscript, origin)
    except ImportRefusedError as error:
        return Imported(source, error=str(error))
    unclear = unclear_rating(written.story)
    return Imported(source, written, (*manuscript.warnings, *([unclear] if unclear else [])))


async def digest_of(source: ImportSource, limits: ImportLimits) -> str:
    """Returns the digest that identifies the contents of a source. Raises UnreadableFileError."""
    return await asyncio.to_thread(digest, await _contents(source, limits))


def shown_name(path: Path) -> str:
    """Returns a file's name as it can be shown, whatever bytes it is made of."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def require_size(name: str, size: int, most: int) -> None:
    """Raises UnreadableFileError for a file of more than `most` bytes."""
    if size > most:
        raise UnreadableFileError(
            f"“{name}” is larger than {most // 1024**2:,} MB, the most that one file may have."
        )


def digest(contents: Sequence[bytes]) -> str:
    """Returns the digest that identifies the contents of these files, taken as one. Slow for large files."""
    digests = [hashlib.sha256(data).hexdigest() for data in contents]
    return digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()


async def _contents(source: ImportSource, limits: ImportLimits) -> list[bytes]:
    return [await asyncio.to_thread(_read, file, limits.file_bytes) for file in source.files]


def _readable(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if file.is_file() and file.suffix.lower() in SUFFIXES and not hidden:
            yield file


def _read(file: Path, most: int) -> bytes:
    try:
        require_size(shown_name(file), file.stat().st_size, most)
        return file.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFileError(f"There is no file “{shown_name(file)}” there.") from error
    except OSError as error:
        raise UnreadableFileError(f"“{shown_name(file)}” could not be read: {error.strerror}.") from error
