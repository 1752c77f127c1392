"""The commands `export` and `import`: stories as files, and such files brought in."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.errors import NoFilesError
from bot.errors import ImportRefusedError
from bot.settings import Settings

EXPORTS = Path("data/exports")
_SUFFIX = ".zip"


def export(
    stories: Annotated[
        list[str] | None, typer.Argument(help="Stories by id or title; without any, all of them.")
    ] = None,
    to: Annotated[Path, typer.Option(help="The folder that the files go into.")] = EXPORTS,
) -> None:
    """Write stories to files, one zip each, that people and other Firesides can read."""
    to.mkdir(parents=True, exist_ok=True)
    asyncio.run(_export(Settings.from_env(offline=True), stories or [], to))


async def _export(settings: Settings, typed: Sequence[str], to: Path) -> None:
    from bot.app import opened  # noqa: PLC0415 - loads every feature
    from bot.exports.archive import file_name  # noqa: PLC0415

    async with opened(settings.database, backups=settings.backups) as app:
        named = [(await app.library.named(each)).id for each in typed]
        chosen = named or await app.exports.all_stories()
        if not chosen:
            sys.stdout.write("There are no stories yet.\n")
        for story in chosen:
            title, data = await app.exports.export(story)
            path = to / f"{file_name(title)} ({story}){_SUFFIX}"
            await asyncio.to_thread(path.write_bytes, data)
            sys.stdout.write(f"✓ {path}\n")


def import_(
    paths: Annotated[list[Path], typer.Argument(help="Files that `export` made, or folders of them.")],
) -> None:
    """Bring in stories that `export` wrote, as they were. What is here already stays as it is."""
    files = [
        file for path in paths for file in (sorted(path.rglob(f"*{_SUFFIX}")) if path.is_dir() else [path])
    ]
    if not files:
        raise NoFilesError([_SUFFIX])
    if not asyncio.run(_import(Settings.from_env(offline=True), files)):
        raise typer.Exit(1)


async def _import(settings: Settings, files: Sequence[Path]) -> bool:
    """Returns whether all of them could be brought in."""
    from bot.app import opened  # noqa: PLC0415 - loads every feature
    from bot.exports.models import BroughtIn  # noqa: PLC0415

    marks = {BroughtIn.NEW: ("✓", ""), BroughtIn.THERE: ("=", ", in the library already")}
    all_well = True
    async with opened(settings.database, limits=settings.limits, backups=settings.backups) as app:
        for file in files:
            try:
                story, outcome = await app.exports.bring_in(await asyncio.to_thread(file.read_bytes))
            except (ImportRefusedError, OSError) as error:
                all_well = False
                line = f"✗ {file.name}: {error.strerror if isinstance(error, OSError) else error}"
            else:
                if story is None:
                    line = f"- {file.name}: taken down here, and left so"
                else:
                    mark, note = marks[outcome]
                    line = f"{mark} {story.title} (story {story.id}{note})"
            sys.stdout.write(f"{line}\n")
    return all_well
