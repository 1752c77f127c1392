"""The command `reread`: stories that an older Fireside read are read anew where their files are at hand."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.library import as_line
from bot.settings import Settings
from bot.stories.details import DETAILS
from bot.stories.models import Origin, Story

if TYPE_CHECKING:
    from bot.editing.adding import StoryImporter
    from bot.editing.files import ImportSource


def reread(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files, or folders of them, beside those of the watched folder."),
    ] = None,
) -> None:
    """List the stories whose rating and warnings an older Fireside took in, and read their files anew."""
    settings = Settings.from_env(offline=True)
    folders = [settings.watched_folder] if settings.watched_folder else []
    if not asyncio.run(_reread(settings, [*(paths or ()), *folders])):
        raise typer.Exit(1)


async def _reread(settings: Settings, paths: Sequence[Path]) -> bool:
    """Returns whether all files that are at hand could be read."""
    from bot.app import opened  # noqa: PLC0415 - loads every feature

    all_well = True
    async with opened(settings.database, limits=settings.limits, backups=settings.backups) as app:
        older = await app.importer.read_before()
        by_digest: dict[str, list[Story]] = {}
        for story, origin in older:
            by_digest.setdefault(origin.digest, []).append(story)
        for source in _sources(paths) if older else ():
            all_well = await _read_anew(app.importer, source, by_digest) and all_well
        for story, origin in await app.importer.read_before():
            sys.stdout.write(_left(story, origin) + "\n")
    if not older:
        sys.stdout.write("Every story was read by this Fireside.\n")
    return all_well


async def _read_anew(importer: StoryImporter, source: ImportSource, older: dict[str, list[Story]]) -> bool:
    """Reads a file anew for the stories that were made of it, which are taken out of `older`, by its digest.
    Returns whether it could be read."""
    from bot.editing.files import bring_in, digest_of  # noqa: PLC0415 - loads many features
    from bot.errors import UnreadableFileError  # noqa: PLC0415

    try:
        contents = await digest_of(source, importer.limits)
    except UnreadableFileError as error:
        sys.stdout.write(f"✗ {source.name}: {error}\n")
        return False
    all_well = True
    for story in older.pop(contents, ()):
        imported = await bring_in(importer, source, story.guild)
        now = imported.written.story if imported.written else story
        sys.stdout.write(as_line(imported) + f"\n  {_advice(now)}\n")
        all_well = all_well and imported.error is None
    return all_well


def _sources(paths: Sequence[Path]) -> Iterator[ImportSource]:
    """Yields each readable file, and each folder as one story."""
    from bot.editing.files import sources  # noqa: PLC0415 - loads many features

    yield from sources(paths)
    yield from (each for each in sources(paths, as_one=True) if each.path.is_dir())


def _left(story: Story, origin: Origin) -> str:
    return f"? {story.title} (story {story.id}): its file {origin.name} is not at hand\n  {_advice(story)}"


def _advice(story: Story) -> str:
    """Returns what readers are told before they begin: the rating and the content warnings."""
    rating = DETAILS["rating"].kind.to_json(story.rating)
    warnings = ", ".join(story.content_warnings) or "none"
    unclear = f" (the file says “{story.unclear_rating}”)" if story.unclear_rating else ""
    return f"rating: {rating or 'not given'}{unclear}; warnings: {warnings}"
